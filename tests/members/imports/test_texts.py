"""Lists kept as text."""

import pytest

from members.imports.tables import Unreadable
from members.imports.texts import decoded, read_text
from tests.members.imports.files import listed, text

ENCODINGS = ("utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16", "utf-16-le", "utf-16-be")


def grid(data: bytes) -> list[list[str]]:
    (sheet,) = read_text(data)
    return [[cell.text for cell in row.cells.values()] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_table(encoding: str, separator: str) -> None:
    assert grid(text(listed(), separator=separator).encode(encoding)) == grid(text(listed()).encode())


def test_a_line_that_names_the_separator_is_obeyed_and_no_row() -> None:
    (sheet,) = read_text(b"sep=;\r\na,b;c\r\n")
    assert [(row.number, row.width) for row in sheet.rows] == [(1, 2)]


def test_lines_may_end_in_any_way_and_blank_ones_count() -> None:
    (sheet,) = read_text(b"a,b\rc,d\n\r\ne,f\r\n")
    assert [row.number for row in sheet.rows] == [1, 2, 4]


def test_a_cell_may_hold_a_line_and_a_quotation_mark() -> None:
    assert grid(b'a,"b\nc","""d"\r\n1,2,3') == [["a", "b\nc", '"d'], ["1", "2", "3"]]


def test_a_quotation_mark_that_is_never_closed_swallows_one_line_at_most() -> None:
    assert len(grid(text(listed()).replace("บริษัท ทดสอบล้านนา 3", '"บริษัท ทดสอบล้านนา 3').encode())) == 6


def test_a_formula_that_only_keeps_a_zero_in_front_is_its_text() -> None:
    (sheet,) = read_text(b'="0105"\t="\t="1+1"\t="a"')
    assert [cell.text for cell in sheet.rows[0].cells.values()] == ["0105", '="', '="1+1"', '="a"']


def test_zeros_are_no_text() -> None:
    assert grid(b"a\0b,c\n") == [["ab", "c"]]


def test_a_damaged_sign_stays_marked() -> None:
    damaged = text(listed()).encode().replace("ดี1".encode(), "ด".encode() + b"\xe0\xb8")
    assert decoded(damaged).count("\ufffd") == 1
    assert "ทดสอบ" in decoded(text(listed()).encode("cp874") + b"\xff")


def test_what_no_encoding_explains_is_told() -> None:
    with pytest.raises(Unreadable, match="encoding"):
        decoded(b"\xff\xfe" + bytes(range(0xD8, 0xE0)) * 200)


def test_what_stands_far_below_is_told() -> None:
    (sheet,) = read_text(b"a,b\n" + b",\n" * 300 + b"c,d\n")
    assert (len(sheet.rows), sheet.cut) == (1, True)
