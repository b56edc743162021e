"""Tells rows that are members from the rest of a sheet: headings, totals, notes, signatures, numbers of columns."""

import re
from enum import Enum, auto
from typing import Final

from members.imports.columns import Field
from members.imports.headers import Header
from members.imports.tables import TEXT, Row
from members.imports.titles import year_named
from members.imports.words import normal


class RowKind(Enum):
    MEMBER = auto()
    SECTION = auto()
    SIGNATURE = auto()
    REMARKS = auto()  # what follows may be numbered like members
    NOTE = auto()


# What only a member has; the cluster isn't among it, since signatures stand in its column.
_EVIDENCE: Final = (
    Field.NUMBER,
    Field.PHONE,
    Field.EMAIL,
    Field.PROVINCE,
    Field.YEAR,
    Field.CONSENT,
    Field.CONSENT_DATE,
    Field.SECTOR,
    Field.PRODUCTS,
)
_TOTAL = re.compile(
    r"(?:ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|จำนวน|สมาชิก|เป็น|ยอด|ราย|คลัสเตอร์|กลุ่ม|สุทธิ|สถานประกอบการ|ผู้ประกอบการ|"
    r"[ :0-9.,=/()]|คน|แห่ง|กิจการ)*|"
    r"จำนวน(?:รวม|ทั้งสิ้น|ทั้งหมด|สมาชิก)[ :0-9.,]*(?:ราย|คน|แห่ง|กิจการ)?|"
    r"(?:grand |sub ?)?total[ :0-9.,a-z]*|ผลรวม.*|เฉลี่ย|average",
    re.IGNORECASE,
)
# With what it is a total of; a firm's name can begin like this, but has more than a count of staff beside it.
_SUBTOTAL = re.compile(r"(?:ยอด)?รวม(?: |คลัสเตอร์|กลุ่ม|จังหวัด|เฉพาะ).*", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:หมายเหตุ|ข้อมูล ?ณ|ที่มา|แหล่งข้อมูล|แหล่งที่มา|เอกสารแนบ|ปรับปรุงข้อมูล|ปรับปรุงเมื่อ|พิมพ์เมื่อ|วันที่พิมพ์|"
    r"note|remark|source|as of|[*†※]|โปรด|กรุณา).*",
    re.IGNORECASE,
)
_REMARKS = re.compile(r"(?:หมายเหตุ|notes?|remarks?) *:?", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"\(?(?:ลงชื่อ|ลงนาม|ผู้รับรอง|ผู้จัดทำ|ผู้ตรวจ|ผู้รายงาน|ผู้อนุมัติ|ผู้เห็นชอบ|ผู้อำนวยการ|หัวหน้า|นักวิชาการ|เจ้าหน้าที่|ตำแหน่ง|"
    r"signed|signature|prepared|approved).*|"
    r"\(.*\)|[. _…]{4,}.*|วันที่.*|(?:ประธาน|รองประธาน|เลขานุการ)(?:คลัสเตอร์|กลุ่ม)?.{0,40}",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\(?(?:ตัวอย่าง|เช่น|example|e\.g\.).{0,12}", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?|\([ก-ฮa-z]\)", re.IGNORECASE)
_MOSTLY_LEADS: Final = 120


def kind_of(row: Row, header: Header, *, tail: bool) -> RowKind:
    """Return what a row behind the header is; ``tail`` tells that a signature or the like stood above it."""
    texts = {column: normal(cell.text[:_MOSTLY_LEADS]) for column, cell in row.cells.items()}
    held = {field for column, field in header.fields.items() if texts.get(column)}
    lead = texts[min(texts)]
    name = texts.get(_column(header, Field.NAME), "")
    if _EXAMPLE.fullmatch(texts.get(_column(header, Field.SEQUENCE), "")):
        return RowKind.NOTE
    if Field.NUMBER not in held:
        for text in (lead, name):
            if kind := _kind_by_words(text, len(held & set(_EVIDENCE))):
                return kind
        if not held & set(_EVIDENCE) and _REMARKS.fullmatch(lead) and set(header.fields.values()) & set(_EVIDENCE):
            return RowKind.REMARKS
    if _numbers_of_columns(row, texts, header):
        return RowKind.NOTE
    return _kind_by_cells(row, header, held, tail=tail)


def _kind_by_words(text: str, evidence: int) -> RowKind | None:
    if _TOTAL.fullmatch(text) or (not evidence and _SUBTOTAL.fullmatch(text)):
        return RowKind.NOTE
    if evidence >= 2:
        return None
    if _NOTE.fullmatch(text) and not _REMARKS.fullmatch(text):
        return RowKind.NOTE
    return RowKind.SIGNATURE if text and _SIGNATURE.fullmatch(text) else None


def _kind_by_cells(row: Row, header: Header, held: set[Field], *, tail: bool) -> RowKind:
    columns_named = len(set(header.fields.values()) - {Field.SEQUENCE})
    evidence = held & set(_EVIDENCE)
    if len(row.cells) == 1 and year_named(next(iter(row.cells.values())).text):
        return RowKind.SECTION
    if len(row.cells) == 1 and columns_named > 1 and not evidence - {Field.PROVINCE, Field.SECTOR, Field.PRODUCTS}:
        return RowKind.SECTION if not tail else RowKind.NOTE
    if Field.NAME not in held:
        is_lost = bool(evidence & {Field.NUMBER, Field.PHONE, Field.EMAIL}) or len(evidence) >= 2
        return RowKind.MEMBER if is_lost else RowKind.NOTE
    if evidence or (Field.SEQUENCE in held and not tail) or Field.EMPLOYEES in held:
        return RowKind.MEMBER
    return RowKind.NOTE if tail or Field.SEQUENCE in header.fields.values() else RowKind.MEMBER


def _numbers_of_columns(row: Row, texts: dict[int, str], header: Header) -> bool:
    """Tell whether a row only counts the columns: (1) (2) (3)."""
    return len(texts) >= min(3, len(header.fields)) and all(_COLUMN_NUMBER.fullmatch(text) for text in texts.values())


def _column(header: Header, wanted: Field) -> int:
    found = header.column_of(wanted)
    return -1 if found is None else found


def section_name(row: Row) -> str:
    """Return the text of a heading between rows, as a group's name in a list of several groups."""
    return next((normal(cell.text) for cell in row.cells.values() if cell.kind == TEXT), "")
