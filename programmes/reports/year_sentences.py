"""A year's report in sentences that can be read aloud: each stands alone, names its year, and says what isn't known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusters.models.places import in_active_language
from programmes.reports.year_groups import COLUMNS, Tally, column_titles
from programmes.reports.year_report import YearReport
from thai.calendar import format_fiscal_year
from thai.templatetags.thai import thai_number


@dataclass(frozen=True, slots=True)
class Sentence:
    """``target`` is the id of its element, for the button that copies it."""

    key: str
    text: str

    @property
    def target(self) -> str:
        return f"summary-{self.key}"


def summary(report: YearReport) -> tuple[Sentence, ...]:
    """Say the report in the active language; no query."""
    said = {
        "documents": report.sentence if report.scope.is_whole else "",
        "recorded": _recorded(report),
        "flow": _flow(report),
        "members": _members(report),
        "results": _results(report),
    }
    return tuple(Sentence(key, text) for key, text in said.items() if text)


def coverage(report: YearReport) -> str:
    """Say which of the year's clusters the figures cover; "" when they are all, whoever pays."""
    if report.scope.is_whole and report.scope.money == "all":
        return ""
    values = {"parts": " · ".join(report.scope.parts), "shown": len(report.clusters), "all": report.clusters_in_year}
    return _("ครอบคลุม %(parts)s: %(shown)s จาก %(all)s กลุ่มที่มีรายชื่อในปีนี้") % values


def tally_in_words(tally: Tally) -> str:
    """Name the columns that aren't zero: "ต่อเนื่อง 29 ใหม่ 5"."""
    titles = column_titles()
    parts = [f"{titles[name]} {thai_number(number)}" for name in COLUMNS if (number := getattr(tally, name))]
    return in_active_language(" ", ", ").join(parts)


def _opening(report: YearReport) -> str:
    year = format_fiscal_year(report.year)
    parts = report.scope.parts
    said = f"{year} ({in_active_language(' ', ', ').join(parts)})" if parts else year
    return said[:1].upper() + said[1:]


def _recorded(report: YearReport) -> str:
    tally = report.recorded
    if tally is None:
        return _("%(year)s ไม่ทราบจำนวนกลุ่มที่มีรายชื่อ เพราะบางกลุ่มเอกสารไม่ระบุแหล่งงบ") % {"year": _opening(report)}
    if not tally.total:
        return ""
    values = {"year": _opening(report), "total": thai_number(tally.total), "parts": tally_in_words(tally)}
    if report.list_complete:
        text = ngettext(
            "%(year)s มีรายชื่อครบถ้วน %(total)s กลุ่ม ได้แก่ %(parts)s",
            "%(year)s มีรายชื่อครบถ้วน %(total)s กลุ่ม ได้แก่ %(parts)s",
            tally.total,
        )
    else:
        text = ngettext(
            "%(year)s มีรายชื่อในระบบ %(total)s กลุ่ม ได้แก่ %(parts)s รายชื่อยังไม่ยืนยันว่าครบถ้วน",
            "%(year)s มีรายชื่อในระบบ %(total)s กลุ่ม ได้แก่ %(parts)s รายชื่อยังไม่ยืนยันว่าครบถ้วน",
            tally.total,
        )
    return text % values


def _flow(report: YearReport) -> str:
    flow = report.flow
    if flow is None:
        return ""
    values = {
        "before": flow.from_year,
        "year": flow.to_year,
        "total": thai_number(flow.before),
        "carried": thai_number(len(flow.carried)),
        "left": thai_number(len(flow.left)),
        "new": thai_number(len(flow.new)),
        "returning": thai_number(len(flow.returning)),
    }
    said = (
        _(
            "จาก %(total)s กลุ่มของปีงบประมาณ %(before)s ดำเนินการต่อในปีงบประมาณ %(year)s จำนวน %(carried)s กลุ่ม "
            "ไม่ดำเนินการต่อ %(left)s กลุ่ม มีกลุ่มใหม่ %(new)s กลุ่ม และกลับเข้าร่วม %(returning)s กลุ่ม"
        )
        % values
    )
    reasons = [f"{reason} {thai_number(number)}" for reason, number in flow.reasons]
    if not reasons:
        return said
    return said + " " + _("(เหตุที่ไม่ดำเนินการต่อ: %(reasons)s)") % {"reasons": ", ".join(reasons)}


def _members(report: YearReport) -> str:
    if not report.enterprises and not report.partners:
        return ""
    values = {
        "year": _opening(report),
        "enterprises": thai_number(report.enterprises),
        "groups": thai_number(report.with_members),
        "partners": thai_number(report.partners),
    }
    return (
        _(
            "%(year)s มีวิสาหกิจและสมาชิก %(enterprises)s ราย (นับแต่ละรายครั้งเดียว) ใน %(groups)s กลุ่ม "
            "และหน่วยงานสนับสนุน %(partners)s แห่ง"
        )
        % values
    )


def _results(report: YearReport) -> str:
    """Name the indicators with a result and a target, and how many groups stand behind each."""
    told = [line for line in report.indicators if line.reached.value is not None and line.reached.percent is not None]
    if not told:
        return ""
    lines = [
        _("%(name)s %(value)s %(unit)s (ร้อยละ %(percent)s ของเป้าหมาย รายงาน %(reported)s จาก %(groups)s กลุ่ม)")
        % {
            "name": line.indicator.name,
            "value": thai_number(line.reached.value),
            "unit": line.indicator.unit,
            "percent": thai_number(line.reached.percent),
            "reported": thai_number(line.reported),
            "groups": thai_number(line.groups),
        }
        for line in told
    ]
    return _("%(year)s มีผลตามตัวชี้วัด: %(lines)s") % {"year": _opening(report), "lines": "; ".join(lines)}
