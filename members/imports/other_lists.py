"""Lists of partners with their services, and of yearly figures: what they tell beside what a list of members does."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from members.imports.columns import Field
from members.imports.days import read_year
from members.imports.headers import Header, find_header
from members.imports.rows import Problem, Reading, ReadRow
from members.imports.tables import Row, Sheet
from members.imports.values import ValueProblem, readable, shown
from members.imports.words import normal
from members.models import ImportBatch, Support

Kind = ImportBatch.Kind

SERVICE, TO_YEAR, REVENUE = "service", "to_year", "revenue"
EXTRA_LABELS: Final[dict[str, StrOrPromise]] = {
    SERVICE: gettext_lazy("บริการที่สนับสนุน"),
    TO_YEAR: gettext_lazy("ถึงปีงบประมาณ"),
    REVENUE: gettext_lazy("รายได้ต่อปี (บาท)"),
}
_COLUMNS: Final = (
    (SERVICE, re.compile(r"(ประเภท)?(การ)?(ให้)?บริการ.*|.*(การสนับสนุน|ด้านที่สนับสนุน).*|services?.*")),
    (TO_YEAR, re.compile(r"(ถึง|สิ้นสุด)(ปี)?.*|ปีที่?สิ้นสุด.*|toyear|until")),
    (REVENUE, re.compile(r".*(รายได้|revenue).*")),
)
_EXTRAS_OF: Final = {Kind.PARTNERS: (SERVICE, TO_YEAR), Kind.FIGURES: (REVENUE,)}
_NOISE = re.compile(r"[^0-9a-zก-๙]+")
_SERVICES: Final = (
    (Support.Service.FINANCE, re.compile("การเงิน|สินเชื่อ|กองทุน|ร่วมลงทุน|financ|loan|credit", re.IGNORECASE)),
    (Support.Service.TRAINING, re.compile("อบรม|สัมมนา|train", re.IGNORECASE)),
    (Support.Service.EDUCATION, re.compile("การศึกษา|บุคลากร|หลักสูตร|educat", re.IGNORECASE)),
    (Support.Service.RESEARCH, re.compile("วิจัย|นวัตกรรม|r ?& ?d|research", re.IGNORECASE)),
    (Support.Service.TESTING, re.compile("ทดสอบ|รับรอง|มาตรฐาน|วิเคราะห์|test|certif", re.IGNORECASE)),
    (Support.Service.MARKETING, re.compile("ตลาด|จำหน่าย|ส่งออก|market", re.IGNORECASE)),
    (Support.Service.CONSULTING, re.compile("ปรึกษา|วินิจฉัย|consult|advis", re.IGNORECASE)),
    (Support.Service.PROMOTION, re.compile("ส่งเสริม|ประสานงาน|promot", re.IGNORECASE)),
    (Support.Service.OTHER, re.compile("อื่น|other", re.IGNORECASE)),
)
_AMOUNT = re.compile(r"(?P<number>[0-9][0-9, ]*(?:\.[0-9]+)?) *(?P<million>ล้าน)? *(?:บาท|baht|thb)?", re.IGNORECASE)
_MILLION: Final = 1_000_000
_MOST: Final = Decimal(10) ** 12


@dataclass(frozen=True)
class Extra:
    """What a row tells beside a member's values."""

    service: str = ""
    to_year: int | None = None
    revenue_thb: Decimal | None = None


def extra_column(name: str) -> str:
    """Return what a column holds that no list of members has, "" for none of these."""
    key = _NOISE.sub("", normal(name).lower())
    return next((column for column, pattern in _COLUMNS if pattern.fullmatch(key)), "")


def guess_kind(sheets: Iterable[Sheet]) -> str:
    """Return what a file is a list of, by the columns of its tables: members unless they say something else."""
    found = [header for sheet in sheets if not sheet.hidden and (header := find_header(sheet))]
    fields = {field for header in found for field in header.fields.values()}
    extras = {column for header in found for column in _extras_in(header).values()}
    if SERVICE in extras and not fields & {Field.CONSENT, Field.EMPLOYEES}:
        return Kind.PARTNERS
    if REVENUE in extras and not fields & {Field.CONSENT, Field.PHONE, Field.EMAIL, Field.CONTACT}:
        return Kind.FIGURES
    return Kind.MEMBERS


def _extras_in(header: Header) -> dict[int, str]:
    named = {index: extra_column(name) for index, name in header.names.items() if index not in header.fields}
    return {index: column for index, column in named.items() if column}


def read_extras(
    kind: str, sheets: Iterable[Sheet], reading: Reading, *, today: date
) -> Mapping[tuple[str, int], Extra]:
    """Return by sheet and row what a list of this kind tells beside; rows in which it can't be read are flagged."""
    wanted = _EXTRAS_OF.get(Kind(kind), ())
    if not wanted:
        return {}
    tables = {sheet.name: (find_header(sheet), {row.number: row for row in sheet.rows}) for sheet in sheets}
    extras: dict[tuple[str, int], Extra] = {}
    for at, row in enumerate(reading.rows):
        header, rows = tables[row.sheet]
        columns = {column: index for index, column in _extras_in(header).items()} if header else {}
        extra, problems = _read(row, rows[row.number], columns, header, today=today)
        if kind == Kind.PARTNERS and not extra.service and not problems:
            told = _("ไม่มีบริการ กรุณาพิมพ์ว่าสนับสนุนด้านใด เช่น ฝึกอบรม ให้คำปรึกษา วิจัยและพัฒนา")
            problems.append(Problem(row.sheet, row.number, str(EXTRA_LABELS[SERVICE]), told))
        extras[row.sheet, row.number] = extra
        if problems:
            reading.rows[at] = replace(row, problems=(*row.problems, *problems))
    used = {str(name) for header, _rows in tables.values() if header for name in _names_of(header, wanted)}
    reading.remarks = [remark for remark in reading.remarks if remark.column not in used]
    return extras


def _names_of(header: Header, wanted: Iterable[str]) -> list[str]:
    return [header.names[index] for index, column in _extras_in(header).items() if column in wanted]


def _read(
    row: ReadRow, cells: Row, columns: Mapping[str, int], header: Header | None, *, today: date
) -> tuple[Extra, list[Problem]]:
    extra, problems = Extra(), []
    for column, index in columns.items():
        cell, name = cells.cells.get(index), header.names[index] if header else ""
        try:
            if column == SERVICE:
                extra = replace(extra, service=_service(readable(cell)))
            elif column == TO_YEAR:
                year = read_year(cell, today=today)
                extra = replace(extra, to_year=year.value if year else None)
            else:
                extra = replace(extra, revenue_thb=_revenue(readable(cell), name))
        except ValueProblem as problem:
            problems.append(Problem(row.sheet, row.number, name, str(problem)))
    return extra, problems


def _service(text: str) -> str:
    if not text:
        return ""
    labels = {str(service.label): service.value for service in Support.Service}
    found = labels.get(text) or next((service.value for service, words in _SERVICES if words.search(text)), "")
    if not found:
        told = _("ไม่รู้จักบริการ “%(text)s” กรุณาพิมพ์ เช่น ฝึกอบรม ให้คำปรึกษา วิจัยและพัฒนา")
        raise ValueProblem(told % {"text": shown(text)})
    return found


def _revenue(text: str, name: str) -> Decimal | None:
    """Return baht; the name of the column may say that it's millions."""
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    amount = Decimal(re.sub("[, ]", "", found["number"])) if found else _MOST
    if found and (found["million"] or "ล้าน" in name):
        amount *= _MILLION
    if amount >= _MOST:
        raise ValueProblem(_("อ่านรายได้ไม่ได้ กรุณาพิมพ์จำนวนเงินเป็นบาท เช่น 1,250,000"))
    return amount.quantize(Decimal("0.01"))
