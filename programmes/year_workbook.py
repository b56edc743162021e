"""A year's report as a workbook: a sheet for each table, and one that says what the figures mean and come from."""

from collections.abc import Iterable, Iterator
from typing import IO

from django.utils.translation import gettext as _

from programmes.exports import description
from programmes.reports.figure import FigureShown
from programmes.reports.flow import Flow
from programmes.reports.year_figures import figures_of
from programmes.reports.year_groups import COLUMNS, Breakdown, Tally, column_titles
from programmes.reports.year_report import YearReport
from programmes.reports.year_sentences import coverage, summary
from records.workbooks import Cell, Sheet, workbook
from thai.calendar import format_fiscal_year


def year_as_workbook(report: YearReport, mark: str = "", edition: int | None = None) -> IO[bytes]:
    """Write the report; ``mark`` is what invented data say of themselves, on the first sheet and the last.

    Without the number of its ``edition`` the report is preliminary.
    """
    return workbook(_sheets(report, mark, edition), format_fiscal_year(report.year))


def _sheets(report: YearReport, mark: str, edition: int | None) -> Iterator[Sheet]:
    yield _summary(report, mark, edition)
    yield _figures(report)
    for table in report.breakdowns:
        yield _breakdown(table, report)
    if report.flow:
        yield _flow(report.flow)
    if report.indicators:
        yield _indicators(report)
    yield _clusters(report)
    yield _documents(report)
    yield _definitions(report, mark)


def _summary(report: YearReport, mark: str, edition: int | None) -> Sheet:
    told = [*((mark,) if mark else ()), coverage(report), *(sentence.text for sentence in summary(report))]
    rows: list[tuple[Cell, ...]] = [(text,) for text in told if text]
    state = _("ฉบับเผยแพร่ที่ %(number)s") % {"number": edition} if edition else _("ตัวเลขเบื้องต้น: ยังไม่มีฉบับเผยแพร่ของปีนี้")
    return Sheet(_("สรุป"), (format_fiscal_year(report.year, long=True),), [*rows, (state,)], (120,))


def _figures(report: YearReport) -> Sheet:
    """Every figure by name in one table: what a pivot table is made of."""
    rows = (
        (figure.key, figure.group_by, figure.group_label, figure.measure_label, figure.value, figure.unit_label)
        for figure in figures_of(report)
    )
    heads = (_("รหัส"), _("แยกตาม"), _("แถว"), _("สิ่งที่นับ"), _("ค่า"), _("หน่วย"))
    return Sheet(_("ตัวเลขทั้งหมด"), heads, rows, (36, 14, 36, 32, 14, 12))


def _breakdown(table: Breakdown, report: YearReport) -> Sheet:
    rows: list[tuple[Cell, ...]] = [_of_tally(row.label, row.tally) for row in table.rows]
    if table.repeated.total:
        taken_off = (-value for value in _of_tally("", table.repeated)[1:] if isinstance(value, int))
        rows.append((_("หักกลุ่มที่นับในหลายแถว"), *taken_off))
    if report.recorded:
        rows.append(_of_tally(_("รวม"), report.recorded))
    heads = (table.title, *(f"{title} ({_('กลุ่ม')})" for title in column_titles().values()))
    return Sheet(table.title, heads, rows, (40,))


def _of_tally(label: str, tally: Tally) -> tuple[Cell, ...]:
    return (label, tally.total, *(getattr(tally, name) for name in COLUMNS))


def _flow(flow: Flow) -> Sheet:
    rows = (
        (title, name.code, str(name.name), str(name.funder_name or ""), name.outcome_label if kind == "left" else "",
         name.reason)
        for kind, title, names in flow.bands
        for name in names
    )  # fmt: skip
    heads = (_("กลุ่ม"), _("รหัส"), _("คลัสเตอร์"), _("แหล่งงบ"), _("ผลเมื่อออกจากโครงการ"), _("เหตุผล"))
    name = _("จากปี %(before)s มาปี %(year)s") % {"before": flow.from_year, "year": flow.to_year}
    return Sheet(name, heads, rows, (18, 10, 40, 14, 22, 40))


def _indicators(report: YearReport) -> Sheet:
    rows = (
        (
            str(line.indicator.name),
            str(line.indicator.unit),
            line.reached.target,
            line.reached.value,
            line.reached.percent,
            line.reached.signal_label,
            line.reported,
            line.groups,
            line.indicator.rule_label,
            str(line.indicator.definition),
        )
        for line in report.indicators
    )
    heads = (
        _("ตัวชี้วัด"),
        _("หน่วย"),
        _("เป้าหมาย"),
        _("ผล"),
        _("ร้อยละของเป้าหมาย"),
        _("สถานะ"),
        _("กลุ่มที่รายงาน (กลุ่ม)"),
        _("กลุ่มทั้งหมด (กลุ่ม)"),
        _("วิธีรวมค่า"),
        _("คำจำกัดความ"),
    )
    return Sheet(_("ตัวชี้วัด"), heads, rows, (40, 12, 16, 16, 12, 28, 12, 12, 24, 60))


def _clusters(report: YearReport) -> Sheet:
    rows = (
        (
            line.code,
            str(line.name),
            str(line.sector_name),
            ", ".join(str(province) for province in line.provinces),
            line.entry_label,
            str(line.funder_name or ""),
            line.members,
            line.step_label,
            line.potential_label,
            line.outcome_label,
            line.reason,
            line.source,
            *_results(report, line.code),
        )
        for line in report.clusters
    )
    heads = (
        _("รหัส"),
        _("คลัสเตอร์"),
        _("สาขาอุตสาหกรรม"),
        _("จังหวัด"),
        _("ประเภทการเข้าร่วม"),
        _("แหล่งงบ"),
        _("สมาชิก (ราย)"),
        _("ขั้นตอนการพัฒนา"),
        _("ระดับศักยภาพ"),
        _("ผลเมื่อออกจากโครงการ"),
        _("เหตุผล"),
        _("เอกสาร"),
        *(f"{line.indicator.name} ({line.indicator.unit})" for line in report.indicators),
    )
    return Sheet(_("รายชื่อกลุ่ม"), heads, rows, (10, 40, 28, 30, 18, 14, 12))


def _results(report: YearReport, code: str) -> Iterable[Cell]:
    reached = {each.code: each for each in report.results.get(code, ())}
    for line in report.indicators:
        found = reached.get(line.indicator.code)
        yield None if found is None else found.signal_label if found.is_withheld else found.value


def _documents(report: YearReport) -> Sheet:
    figures = dict.fromkeys((*report.line.figures, *report.line.alternatives, *report.other_figures))
    heads = (
        _("รหัส"),
        _("ปี"),
        _("สิ่งที่นับ"),
        _("ค่า"),
        _("หน่วย"),
        _("แผนหรือผล"),
        _("แหล่งงบ"),
        _("ข้อความในเอกสาร"),
        _("ที่มา"),
    )
    return Sheet(_("ตามเอกสาร"), heads, map(_document, figures), (24, 12, 28, 14, 12, 10, 24, 60, 40))


def _document(figure: FigureShown) -> tuple[Cell, ...]:
    return (
        figure.key,
        figure.years_written,
        figure.measure_label,
        figure.value,
        figure.unit_label,
        _("แผน") if figure.planned else _("ผล"),
        figure.scope_label,
        figure.quotation,
        f"{figure.source.code}: {figure.source.title}, {figure.source.publisher}",
    )


def _definitions(report: YearReport, mark: str) -> Sheet:
    own = [
        (_("ห้ามบวกข้ามปี"), description()),
        (
            _("คอลัมน์"),
            _(
                "ต่อเนื่อง ใหม่ กลับเข้าร่วม และนำร่อง นับเฉพาะกลุ่มที่กรมเป็นเจ้าของงบหรือเอกสารไม่ระบุ "
                "กลุ่มที่ใช้งบหน่วยงานอื่นนับแยกไม่ว่าเข้าร่วมแบบใด ทุกคอลัมน์จึงบวกกันได้เท่ากับรวม"
            ),
        ),
        (_("วิสาหกิจและสมาชิก"), _("หน่วยงานที่เผยแพร่และเป็นสมาชิกของกลุ่มในปีนั้น นับแต่ละรายครั้งเดียว")),
        (_("รายชื่อ"), _("ครบถ้วน") if report.list_complete else _("ยังไม่ยืนยันว่าครบถ้วน")),
        *((str(line.indicator.name), str(line.indicator.definition)) for line in report.indicators),
        *((_("ข้อมูลตัวอย่าง"), mark) for _each in [mark] if mark),
    ]
    sources = dict.fromkeys(statement.source for statement in report.statements)
    cited = ((source.code, f"{source.title}, {source.publisher}, {source.address}") for source in sources)
    return Sheet(_("คำจำกัดความและที่มา"), (_("เรื่อง"), _("ความหมายหรือที่มา")), [*own, *cited], (30, 120))
