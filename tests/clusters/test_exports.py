"""The directory of clusters as files."""

import csv
import io
import json

import openpyxl
import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.exports import COLUMNS, clusters_as_csv, clusters_as_json, clusters_as_workbook
from clusters.models import Cluster
from clusters.reports.cluster_directory import ClusterSelection
from tests.factories import ClusterFactory, ClusterProvinceFactory

pytestmark = pytest.mark.django_db

SELECTION = ClusterSelection(year=2570)


def table() -> list[dict[str, str]]:
    text = "".join(clusters_as_csv(SELECTION))
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_cluster_is_a_line_with_all_its_provinces() -> None:
    cluster = ClusterFactory.create(name="ผ้าไหม", name_en="Silk", state=Cluster.State.ENDED, founded=2550)
    for code, name in (("40", "ขอนแก่น"), ("46", "กาฬสินธุ์")):
        ClusterProvinceFactory.create(cluster=cluster, province__code=code, province__name=name)
    (line,) = table()
    assert line["code"] == cluster.code
    assert (line["name"], line["name_en"], line["state"], line["founded_be"]) == ("ผ้าไหม", "Silk", "ended", "2550")
    assert (line["provinces"], line["province_names"]) == ("46; 40", "กาฬสินธุ์; ขอนแก่น")
    assert line["regions"] == "northeastern"


def test_the_data_say_how_many_there_are_and_leave_null_what_is_unknown() -> None:
    ClusterFactory.create(name_en="")
    data = json.loads("".join(clusters_as_json(SELECTION)))
    assert (data["count"], len(data["clusters"]), data["clusters"][0]["name_en"]) == (1, 1, None)
    assert set(data["clusters"][0]) == set(COLUMNS)


def test_a_name_that_a_spreadsheet_would_run_is_text() -> None:
    ClusterFactory.create(name="=1+1")
    assert table()[0]["name"] == "'=1+1"


@pytest.mark.parametrize("count", [1, 20])
def test_the_cost_does_not_grow_with_the_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        ClusterProvinceFactory.create()
    with django_assert_num_queries(2):
        assert len(table()) == count


def test_the_workbook_holds_the_same_cells_as_the_csv_and_says_when_they_are_invented() -> None:
    ClusterFactory.create(name="=ผ้าไหม")
    selection = ClusterSelection(year=2568)
    in_csv = list(csv.reader(io.StringIO("".join(clusters_as_csv(selection)).removeprefix("\ufeff"))))
    with clusters_as_workbook(selection) as file:
        rows = [
            ["" if cell is None else cell for cell in row] for row in openpyxl.load_workbook(file).worksheets[0].values
        ]
    assert rows[0] == in_csv[0]
    assert [row[1] for row in rows[1:]] == ["=ผ้าไหม"]
    assert [cell.removeprefix("'") for cell in in_csv[1]] == rows[1]
    with clusters_as_workbook(selection, "สมมุติ") as file:
        assert [row[-1] for row in openpyxl.load_workbook(file).worksheets[0].values] == ["sample_data", "สมมุติ"]
