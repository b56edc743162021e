"""Files that a page offers to take away."""

from io import BytesIO
from typing import IO

import pytest
from django.http.response import HttpResponseBase

from portal.files import PIECE, csv_file, file_called, workbook_file
from records.workbooks import XLSX


@pytest.mark.parametrize("answer", [csv_file("a,b\r\n", "ab.csv"), csv_file(iter(["a,", "b\r\n"]), "ab.csv")])
def test_a_file_comes_whole_or_in_pieces_under_its_name(answer: HttpResponseBase) -> None:
    assert answer.getvalue() == b"a,b\r\n"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ab.csv"'
    assert answer.status_code == 200


def test_a_workbook_is_made_when_its_first_piece_is_asked_for() -> None:
    made: list[str] = []

    def make() -> IO[bytes]:
        made.append("made")
        return BytesIO(b"x" * (PIECE + 1))

    answer = workbook_file(make, "ab.xlsx")
    assert made == []
    assert answer.getvalue() == b"x" * (PIECE + 1)
    assert (made, answer.headers["Content-Type"]) == (["made"], XLSX)


def test_a_file_that_is_there_has_its_kind_and_name() -> None:
    answer = file_called("ab.pdf", b"%PDF", "application/pdf")
    assert (answer.content, answer.headers["Content-Disposition"]) == (b"%PDF", 'attachment; filename="ab.pdf"')
