"""Files that a page offers to take away."""

import pytest
from django.http.response import HttpResponseBase

from portal.files import csv_file


@pytest.mark.parametrize("answer", [csv_file("a,b\r\n", "ab.csv"), csv_file(iter(["a,", "b\r\n"]), "ab.csv")])
def test_a_file_comes_whole_or_in_pieces_under_its_name(answer: HttpResponseBase) -> None:
    assert answer.getvalue() == b"a,b\r\n"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ab.csv"'
    assert answer.status_code == 200
