"""What is kept of each row of a file after a check."""

from datetime import date

import pytest

from clusters.models import Cluster
from members.imports.checked_rows import Source
from members.imports.tables import DATE, TEXT, Cell, Row, Sheet
from members.models import ImportRow
from tests.members.imports.batches import checked
from tests.members.imports.files import HEADER, Cells, member, members, xlsx


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (date(2023, 1, 12).isoformat(), "12/1/2566"),
        ("2566-01-12", "12/1/2566"),
        ("2566-02-30", "2566-02-30"),
    ],
)
def test_a_date_is_given_back_as_it_is_typed(stored: str, shown: str) -> None:
    sheet = Sheet("ก", rows=[Row(1, {0: Cell(DATE, stored), 2: Cell(TEXT, "ข" * 600)})])
    source = Source((sheet,), ())
    assert source.cells("ก", 1) == [shown, "", "ข" * 500]
    assert source.cells("ก", 2) == []


def test_titles_notes_and_totals_are_shown_as_skipped_and_a_header_is_not(clusters: list[Cluster]) -> None:
    def hidden(sheet: object) -> None:
        sheet.parent.create_sheet("ซ่อน").sheet_state = "hidden"  # type: ignore[attr-defined]

    rows: list[Cells] = [["บัญชีรายชื่อ"], list(HEADER), *members(2), ["รวม 2 ราย"]]
    batch = checked(data=xlsx(rows, change=hidden, ว่าง=[["ไม่ใช่ตาราง"]]), name="ก.xlsx")
    skipped = batch.rows.filter(outcome=ImportRow.Outcome.SKIPPED)
    assert [(row.number, row.name) for row in skipped] == [(1, "บัญชีรายชื่อ"), (5, "รวม 2 ราย")]
    assert batch.skipped == 2


def test_a_row_given_back_carries_the_cluster_that_only_its_sheet_names(clusters: list[Cluster]) -> None:
    header = [name for name in HEADER if name != "กลุ่มคลัสเตอร์"]
    broken = member(1, phone="1")
    del broken[10]
    book = xlsx([["เปล่า"]], **{clusters[1].name[:31]: [header, broken]})  # type: ignore[arg-type]  # sheets by name
    batch = checked(data=book, name="ก.xlsx")
    cells = batch.rows.get(outcome=ImportRow.Outcome.FLAGGED).cells
    assert (cells[1], cells[-1], len(cells)) == (broken[1], clusters[1].name, len(header) + 1)
