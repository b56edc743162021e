"""What may come in at all: how large a file is, what it calls itself and what it is. Nothing is opened here.

Every refusal tells in Thai what the matter is and what to do about it.
"""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from members.imports.archive import check_archive
from members.imports.tables import Unreadable
from records.errors import RuleBroken

MAX_BYTES: Final = 10 * 1024 * 1024
_SNIFFED: Final = 4096


class Format(StrEnum):
    XLSX = "xlsx"
    XLS = "xls"
    XML = "xml"  # Excel 2003's own, which systems of the state still write and name .xls
    HTML = "html"
    TEXT = "text"


class FileRefused(RuleBroken):
    """A file that doesn't come in; nothing was written."""


_SAVE_AS = _("กรุณาเปิดไฟล์ใน Excel แล้วบันทึกเป็น “Excel Workbook (*.xlsx)” ก่อนนำเข้าอีกครั้ง")
_COPY = _("กรุณาคัดลอกเฉพาะตารางรายชื่อไปไว้ในไฟล์ใหม่ ก่อนนำเข้าอีกครั้ง")
_ORIGINAL = _("กรุณาขอไฟล์ Excel ต้นฉบับ หรือพิมพ์ลงในแบบรายชื่อ")

REASONS: Final[dict[str, tuple[StrOrPromise, ...]]] = {
    "empty": (_("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์รายชื่อที่มีข้อมูล"),),
    "too_large": (_("ไฟล์ใหญ่เกิน 10 MB กรุณาลบรูปภาพออก หรือแบ่งเป็นหลายไฟล์"),),
    "ending": (_("รับเฉพาะไฟล์ .xlsx .xls และ .csv"), _SAVE_AS),
    "mismatch": (_("เนื้อหาของไฟล์ไม่ตรงกับนามสกุล"), _SAVE_AS),
    "pdf": (_("ไฟล์นี้เป็น PDF ไม่ใช่ตาราง"), _ORIGINAL),
    "picture": (_("ไฟล์นี้เป็นรูปภาพ ไม่ใช่ตาราง"), _ORIGINAL),
    "password": (_("ไฟล์มีรหัสผ่าน กรุณาเปิดไฟล์ใน Excel แล้วยกเลิกรหัสผ่านที่ ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก ก่อนนำเข้าอีกครั้ง"),),
    "macros": (_("ไฟล์มีแมโคร ซึ่งระบบไม่รับ"), _SAVE_AS),
    "other_spreadsheet": (_("ไฟล์เป็นตารางชนิดที่ระบบไม่อ่าน"), _SAVE_AS),
    "no_workbook": (_("ไฟล์นี้ไม่ใช่ตารางของ Excel"), _SAVE_AS),
    "external_links": (
        _("ไฟล์ดึงข้อมูลจากไฟล์อื่น กรุณาตัดการเชื่อมโยงใน Excel ที่ ข้อมูล > แก้ไขการเชื่อมโยง > ตัดการเชื่อมโยง ก่อนนำเข้าอีกครั้ง"),
    ),
    "entities": (_("ไฟล์มีส่วนที่ระบบไม่รับ (DOCTYPE)"), _SAVE_AS),
    "inflates": (_("ไฟล์บีบอัดไว้ผิดปกติ ขนาดจริงใหญ่เกินกว่าที่ระบบรับ"), _COPY),
    "too_many_parts": (_("ไฟล์มีส่วนประกอบมากผิดปกติ"), _COPY),
    "too_many_rows": (_("ไฟล์มีมากกว่า 20,000 แถว กรุณาแบ่งเป็นหลายไฟล์"),),
    "too_many_columns": (_("ไฟล์มีมากกว่า 100 คอลัมน์ กรุณาลบคอลัมน์ที่ไม่ใช้"),),
    "broken": (_("ไฟล์เสียหายหรือไม่สมบูรณ์ จึงเปิดอ่านไม่ได้"), _SAVE_AS),
    "encoding": (_("อ่านตัวอักษรในไฟล์ไม่ได้ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกเป็น “CSV UTF-8” หรือ “Excel Workbook (*.xlsx)”"),),
    "limits": (_("ไฟล์ใช้เวลาหรือหน่วยความจำมากเกินไป"), _COPY),
    "no_table": (
        _("ไม่พบตารางรายชื่อ ภายใน 20 แถวแรกต้องมีแถวหัวตารางที่มี ชื่อสถานประกอบการ และอีกหนึ่งคอลัมน์เป็นอย่างน้อย เช่น เลขทะเบียนนิติบุคคล"),
    ),
    "no_rows": (_("ตารางมีเพียงหัวตาราง ไม่มีรายชื่อ กรุณาตรวจสอบว่าเลือกไฟล์ถูกต้อง"),),
    "not_found": (_("ไม่พบไฟล์ กรุณาตรวจสอบชื่อและที่เก็บไฟล์"),),
}

_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|meta|table|body|style|div)\b")
_EXCEL_XML: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
# Excel opens each of these under the ending .xls, with a warning at most.
_BY_ENDING: Final = {
    ".xlsx": {Format.XLSX},
    ".xls": {Format.XLS, Format.XLSX, Format.XML, Format.HTML, Format.TEXT},
    ".xml": {Format.XML},
    ".html": {Format.HTML},
    ".htm": {Format.HTML},
    ".csv": {Format.TEXT},
    ".tsv": {Format.TEXT},
    ".txt": {Format.TEXT},
}


def refusal(code: str) -> FileRefused:
    """Return the refusal of a code, in the language of whom it's told."""
    return FileRefused(" ".join(str(sentence) for sentence in REASONS[code]))


def gate(data: bytes, name: str) -> Format:
    """Return what a file is. Raises FileRefused for one that may not come in."""
    try:
        return _gate(data, PurePath(name).suffix.lower())
    except Unreadable as unreadable:
        raise refusal(unreadable.code) from unreadable


def _gate(data: bytes, ending: str) -> Format:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise Unreadable("empty")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large")
    if ending in {".xlsm", ".xltm", ".xlam", ".xla"}:
        raise Unreadable("macros")
    found = _format_of(data)
    if ending not in _BY_ENDING:
        raise Unreadable("ending")
    if found not in _BY_ENDING[ending]:
        raise Unreadable("mismatch")
    if found == Format.XLSX:
        check_archive(data)
    return found


def _format_of(data: bytes) -> Format:
    start = data[:_SNIFFED]
    if b"%PDF-" in start[:1024]:
        raise Unreadable("pdf")
    is_bitmap = start.startswith(b"BM") and b"\0" in start[:12]
    if start.startswith(_PICTURES) or start[8:12] == b"WEBP" or is_bitmap:
        raise Unreadable("picture")
    if start.startswith(b"PK"):
        return Format.XLSX
    if start.startswith(_OLE):
        return _old_workbook(data)
    return _text_format(start)


def _old_workbook(data: bytes) -> Format:
    """Tell what an OLE file holds by the names in its directory; a password wraps a new workbook into one."""
    named = {name for name in _OLE_NAMES if name.encode("utf-16-le") in data}
    if named & {"EncryptedPackage", "EncryptionInfo"}:
        raise Unreadable("password")
    if named & {"_VBA_PROJECT", "_VBA_PROJECT_CUR"}:
        raise Unreadable("macros")
    if not named & {"Workbook", "Book"}:
        raise Unreadable("no_workbook")
    return Format.XLS


_OLE_NAMES: Final = ("EncryptedPackage", "EncryptionInfo", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Workbook", "Book")


def _text_format(start: bytes) -> Format:
    plain = start.replace(b"\0", b"")  # UTF-16 read as if it were ASCII, enough to find markup
    if _EXCEL_XML in plain and b"<" in plain[:100]:
        return Format.XML
    if _MARKUP.search(plain) and plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return Format.HTML
    if plain.lstrip(b"\xef\xbb\xbf").startswith((b"MIME-Version:", b"{\\rtf", b"\x09\x08", b"\x09\x04")):
        raise Unreadable("other_spreadsheet")
    if _is_binary(start):
        raise Unreadable("broken")
    return Format.TEXT


def _is_binary(start: bytes) -> bool:
    """Tell whether there are signs that no text has.

    UTF-16 has a mark in front, or the high bytes of Latin (0) and Thai (14) signs at nearly every other place.
    """
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or start.count(0) + start.count(14) > 0.3 * len(start):
        return False
    controls = sum(start.count(code) for code in (*range(9), 11, 12, *range(14, 32)))
    return controls > 0.02 * len(start) + 5
