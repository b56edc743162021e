"""A year in a sentence that can be copied into a letter: what the documents say, and what isn't known."""

from django.utils.translation import gettext as _

from clusters.models.places import in_active_language
from programmes.reports.year_line import YearLine


def year_sentence(line: YearLine) -> str:
    """Say a line of the table: "ปี 2550 เอกสารรายงาน 27 กลุ่ม (ต่อเนื่อง 17 ใหม่ 5 ใช้งบ สสว. 5) …"."""
    parts = (_reported(line), _recorded(line), _document(line))
    return in_active_language(" ", ". ").join(part for part in parts if part)


def _reported(line: YearLine) -> str:
    values = {"years": line.label, "groups": line.reported.total}
    if line.reported.total is None:
        return _without_number(line) % values
    if line.planned:
        sentence = _("ปี %(years)s เอกสารระบุแผน %(groups)s กลุ่ม")
    elif line.at_least:
        sentence = _("ปี %(years)s เอกสารรายงานอย่างน้อย %(groups)s กลุ่ม")
    elif line.scope_asked == "department":
        sentence = _("ปี %(years)s เอกสารรายงานกลุ่มที่ใช้งบกรมส่งเสริมอุตสาหกรรม %(groups)s กลุ่ม")
    else:
        sentence = _("ปี %(years)s เอกสารรายงาน %(groups)s กลุ่ม")
    parts = _parts(line)
    return f"{sentence % values} ({in_active_language(' ', ', ').join(parts)})" if parts else sentence % values


def _without_number(line: YearLine) -> str:
    if line.state == "funder_not_stated":
        return _("ปี %(years)s เอกสารไม่ระบุแหล่งงบ จึงไม่ทราบจำนวนกลุ่มที่ใช้งบกรมส่งเสริมอุตสาหกรรม")
    if line.figures:
        return _("ปี %(years)s เอกสารกล่าวถึงการดำเนินงาน แต่ไม่บอกจำนวนกลุ่ม")
    return _("ปี %(years)s ไม่พบเอกสารที่บอกจำนวนกลุ่ม")


def _parts(line: YearLine) -> list[str]:
    reported = line.reported
    words = (
        (_("ต่อเนื่อง %(groups)s"), reported.continued),
        (_("ใหม่ %(groups)s"), reported.new),
        (_("กลับเข้าร่วม %(groups)s"), reported.returning),
        (_("นำร่อง %(groups)s"), reported.pilot),
    )
    said = [text % {"groups": groups} for text, groups in words if groups is not None]
    if line.scope_asked == "department":
        return said
    return said + [
        _("ใช้งบ %(funder)s %(groups)s") % {"funder": figure.funder, "groups": figure.whole_value}
        for figure in line.external_figures
    ]


def _recorded(line: YearLine) -> str:
    if line.planned:
        return _("เป็นแผน ไม่ใช่ผล")
    if line.gap is None or line.recorded.total is None:
        return ""
    if line.state == "equal":
        return _("มีรายชื่อในระบบครบ %(groups)s กลุ่ม") % {"groups": line.recorded.total}
    if line.state == "more_recorded":
        return _("มีรายชื่อในระบบ %(groups)s กลุ่ม มากกว่าที่เอกสารรายงาน") % {"groups": line.recorded.total}
    if line.recorded.total == 0:
        return _("ยังไม่มีรายชื่อกลุ่มในระบบ")
    return _("มีรายชื่อในระบบ %(groups)s กลุ่ม ยังไม่มีรายชื่อ %(gap)s กลุ่ม") % {
        "groups": line.recorded.total,
        "gap": line.gap,
    }


def _document(line: YearLine) -> str:
    if line.main is None:
        return ""
    source = line.main.source
    return _("(ที่มา: %(title)s, %(publisher)s)") % {"title": source.title, "publisher": source.publisher}
