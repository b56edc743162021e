"""Under each year a tick, how a group came in, or who paid."""

import pytest

from members.imports.tables import BOOL, ERROR, NUMBER, TEXT, Cell, Row
from members.imports.values import ValueProblem
from programmes.cluster_years import YearMark, read_mark, year_columns


def mark(text: str, kind: str = TEXT) -> YearMark | None:
    return read_mark(Cell(kind, text) if text else None, 2550)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", None),
        ("-", None),
        ("ไม่ต่อเนื่อง", None),
        ("ออก", None),
        ("✓", YearMark(2550)),
        ("/", YearMark(2550)),
        ("ต่อเนื่อง", YearMark(2550, "continued")),
        ("กลุ่มใหม่", YearMark(2550, "new")),
        ("ไม่ทราบ", None),
        ("สสว.", YearMark(2550, "", "สสว.")),
        ("ใหม่ (สสว.)", YearMark(2550, "new", "สสว.")),
        ("ต่อเนื่อง/งบ สสว.", YearMark(2550, "continued", "งบ สสว.")),
        ("✓ (กสอ.)", YearMark(2550, "", "กสอ.")),
        ("กลุ่มเดิม\nกสอ.", YearMark(2550, "continued", "กสอ.")),
    ],
)
def test_a_cell_under_a_year_says_whether_and_how(written: str, read: YearMark | None) -> None:
    assert mark(written) == read


def test_numbers_and_boxes_that_are_ticked_count() -> None:
    assert mark("1", NUMBER) == mark("TRUE", BOOL) == YearMark(2550)
    assert mark("0", NUMBER) is mark("FALSE", BOOL) is None


@pytest.mark.parametrize(
    ("written", "told"), [("X", "หลายแบบ"), ("ใหม่/ต่อเนื่อง", "ไม่ออก"), ("กสอ., สสว.", "ไม่ออก"), ("ก" * 201, "ตัวอักษร")]
)
def test_what_can_be_read_in_two_ways_waits(written: str, told: str) -> None:
    with pytest.raises(ValueProblem, match=told):
        mark(written)


def test_years_are_found_by_their_names_each_once() -> None:
    texts = ["ชื่อ", "2549", "ปี 2550", "ปีงบ 51", "2550", "2545", "52"]
    cells = {at: Cell(TEXT, text) for at, text in enumerate(texts)} | {9: Cell(NUMBER, "2553"), 10: Cell(ERROR, "2554")}
    assert year_columns(Row(1, cells)) == {1: 2549, 2: 2550, 3: 2551, 9: 2553}
