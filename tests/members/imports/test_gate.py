"""What may come in at all, and what is said of the rest."""

import io
import zipfile
from collections.abc import Callable

import pytest

from members.imports.gate import MAX_BYTES, REASONS, FileRefused, Format, gate, refusal
from tests.members.imports.files import listed, page, text, xls, xlsx
from tests.refusals import is_thai

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EXCEL_XML = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'

COMES_IN: dict[str, tuple[Callable[[], bytes], str, Format]] = {
    "a workbook": (lambda: xlsx(listed()), "รายชื่อ.xlsx", Format.XLSX),
    "a workbook by the old ending": (lambda: xlsx(listed()), "a.xls", Format.XLSX),
    "an old workbook": (lambda: xls(listed()), "A.XLS", Format.XLS),
    "a page named as an old workbook": (lambda: page(listed()), "a.xls", Format.HTML),
    "the XML of Excel 2003": (lambda: EXCEL_XML, "a.xls", Format.XML),
    "text in UTF-8": (lambda: text(listed()).encode(), "a.csv", Format.TEXT),
    "text in UTF-16 without a mark": (lambda: text(listed()).encode("utf-16-le"), "a.csv", Format.TEXT),
    "text in Windows-874": (lambda: text(listed()).encode("cp874"), "a.txt", Format.TEXT),
    "text with a few control signs": (lambda: text(listed()).encode() + b"\x00\x07", "a.csv", Format.TEXT),
}


@pytest.mark.parametrize("kind", COMES_IN)
def test_a_list_comes_in_as_what_it_is(kind: str) -> None:
    data, name, expected = COMES_IN[kind]
    assert gate(data(), name) == expected


def with_part(name: str, content: bytes = b"<x/>") -> bytes:
    file = io.BytesIO(xlsx(listed()))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return file.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b"", "a.xlsx", "empty"),
    "blanks": (lambda: b"\xef\xbb\xbf \r\n", "a.csv", "empty"),
    "more than 10 MB": (lambda: b"a," * (MAX_BYTES // 2 + 1), "a.csv", "too_large"),
    "a PDF in disguise": (lambda: b"%PDF-1.7\n%", "a.xlsx", "pdf"),
    "a picture in disguise": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "a.xls", "picture"),
    "a photograph": (lambda: b"\xff\xd8\xff\xe0" + bytes(50), "a.csv", "picture"),
    "a bitmap": (lambda: b"BM" + bytes(50), "a.xlsx", "picture"),
    "a workbook with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
    "an old macro": (lambda: OLE + "Workbook_VBA_PROJECT_CUR".encode("utf-16-le"), "a.xls", "macros"),
    "a letter": (lambda: OLE + "WordDocument".encode("utf-16-le"), "a.xls", "no_workbook"),
    "an old workbook by the new ending": (lambda: xls(listed()), "a.xlsx", "mismatch"),
    "text by the ending of a workbook": (lambda: text(listed()).encode(), "a.xlsx", "mismatch"),
    "a workbook by the ending of a text": (lambda: xlsx(listed()), "a.csv", "mismatch"),
    "the ending of macros": (lambda: xlsx(listed()), "a.xlsm", "macros"),
    "an unknown ending": (lambda: text(listed()).encode(), "a.doc", "ending"),
    "no ending": (lambda: text(listed()).encode(), "a", "ending"),
    "a page saved whole": (lambda: b"MIME-Version: 1.0\r\n\r\n", "a.xls", "other_spreadsheet"),
    "no text": (lambda: bytes(range(1, 9)) * 100, "a.csv", "broken"),
    "a macro": (lambda: with_part("xl/vbaProject.bin"), "a.xlsx", "macros"),
    "a link to another file": (lambda: with_part("xl/externalLinks/externalLink1.xml"), "a.xlsx", "external_links"),
    "an entity": (lambda: with_part("xl/x.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "a.xlsx", "entities"),
    "a broken workbook": (lambda: xlsx(listed())[:2000], "a.xlsx", "broken"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_may_not_come_in_is_told_in_thai_why(kind: str) -> None:
    data, name, code = REFUSED[kind]
    with pytest.raises(FileRefused) as refused:
        gate(data(), name)
    assert str(refused.value) == str(refusal(code))


@pytest.mark.parametrize("code", REASONS)
def test_every_refusal_is_thai_and_says_what_to_do(code: str) -> None:
    told = str(refusal(code))
    assert is_thai(told)
    assert any(word in told for word in ("กรุณา", "ต้องมี")), told
