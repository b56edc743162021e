"""A zip is looked through before anything opens it."""

import io
import struct
import zipfile

import pytest

from members.imports import archive
from members.imports.archive import check_archive
from members.imports.tables import Unreadable
from tests.members.imports.files import listed, xlsx


def zipped(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def claiming(data: bytes, size: int, claimed: int) -> bytes:
    """Return a zip whose directory tells another size of a part than what comes out of it."""
    return data.replace(struct.pack("<I", size), struct.pack("<I", claimed))


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as unreadable:
        check_archive(data)
    return unreadable.value.code


def test_a_workbook_with_links_to_pages_and_addresses_passes() -> None:
    def linked(sheet: object) -> None:
        sheet["G2"].hyperlink = "mailto:sme1@factory.example"  # type: ignore[index]

    check_archive(xlsx(listed(), change=linked))


def test_a_part_larger_than_it_claims_is_refused() -> None:
    size = 3_000_000
    data = zipped({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * size})
    assert refused(claiming(data, size, 4096)) in {"inflates", "broken"}


def test_what_unpacks_to_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    assert refused(zipped({"xl/workbook.xml": b"a" * 2000})) == "inflates"


def test_a_large_part_that_packs_to_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "RATIO_COUNTS_FROM", 100_000)
    assert refused(zipped({"xl/workbook.xml": b" " * 200_000})) == "inflates"
    check_archive(zipped({"xl/workbook.xml": b" " * 90_000}))  # a small one may repeat itself


def test_too_many_parts_are_refused() -> None:
    assert refused(zipped({f"xl/{n}.xml": b"" for n in range(archive.MAX_PARTS + 1)})) == "too_many_parts"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_doctype_is_found_wherever_it_stands(encoding: str) -> None:
    far = b" " * (archive._PIECE - 3) + '<!DOCTYPE x SYSTEM "file:///etc/passwd">'.encode(encoding)
    assert refused(zipped({"xl/workbook.xml": far})) == "entities"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/document.xml": b"<x/>"}, "no_workbook"),
        ({"content.xml": b"<x/>"}, "other_spreadsheet"),
        ({"xl/workbook.bin": b""}, "other_spreadsheet"),
        ({"xl/workbook.xml": b"", "[Content_Types].xml": b"x.sheet.macroEnabled.main+xml"}, "macros"),
    ],
)
def test_other_zips_are_refused(parts: dict[str, bytes], code: str) -> None:
    assert refused(zipped(parts)) == code


def test_other_ways_of_packing_are_refused() -> None:
    assert refused(zipped({"xl/workbook.xml": b"<x/>"}, method=zipfile.ZIP_LZMA)) == "broken"


def test_a_part_with_a_password_or_a_second_of_one_name_is_refused() -> None:
    data = bytearray(zipped({"xl/workbook.xml": b"<a/>"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "password"
    file = io.BytesIO(xlsx(listed()))
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("XL/workbook.xml", b"<a/>")
    assert refused(file.getvalue()) == "broken"
