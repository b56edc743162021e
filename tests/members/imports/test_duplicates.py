"""Rows of one file that mean the same."""

from typing import Any

from members.imports.cluster_names import Placed
from members.imports.duplicates import flag_duplicates
from members.imports.rows import Member, ReadRow
from tests.factories import ClusterFactory

LANNA = ClusterFactory.build(code="C0001", sector=None)
LAMPANG = ClusterFactory.build(code="C0002", sector=None)


def flagged(*rows: dict[str, Any]) -> list[bool]:
    placed = []
    for number, values in enumerate(rows, start=2):
        cluster = values.pop("cluster", LANNA)
        placed.append(Placed(ReadRow("", number, Member(**{"name": "ก", "number": "1", **values})), cluster))
    return [not each.row.is_clean for each in flag_duplicates(placed)]


def test_the_second_row_of_a_number_waits() -> None:
    assert flagged({}, {"number": "2", "name": "ข"}, {}) == [False, False, True]


def test_all_names_under_one_number_wait() -> None:
    assert flagged({}, {"name": "ข"}) == [True, True]
    assert flagged({"name": "บริษัท ก จำกัด"}, {"name": "บจก. ก"}) == [False, True]


def test_one_firm_in_two_clusters_is_no_duplicate() -> None:
    assert flagged({}, {"cluster": LAMPANG}) == [False, False]


def test_without_numbers_the_name_and_the_province_count() -> None:
    assert flagged({"number": ""}, {"number": ""}) == [False, True]
    assert flagged({"number": "", "province": "ตาก"}, {"number": "", "province": "เลย"}) == [False, False]
    assert flagged({"number": ""}, {}) == [False, True]
    assert flagged({}, {"number": ""}) == [False, True]
    assert flagged({}, {"number": "2"}) == [False, False]


def test_rows_without_a_name_are_no_duplicates_of_each_other() -> None:
    assert flagged({"name": "", "number": ""}, {"name": "", "number": ""}) == [False, False]
