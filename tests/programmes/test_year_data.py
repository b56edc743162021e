"""A year's report as data."""

import csv
import io

import pytest

from programmes.exports import COLUMNS
from programmes.reports.year_report import YearReport
from programmes.year_data import year_as_csv, year_as_data
from records.streams import BYTE_ORDER_MARK
from tests.factories import ClusterFactory, ParticipationFactory, RoundFactory, SectorFactory, SupportFactory

pytestmark = pytest.mark.django_db

KEYS = ["total", "continued", "new", "returning", "pilot", "external", "not_continued"]


@pytest.mark.usefixtures("history")
def test_the_groups_of_a_reported_year_stand_as_agreed() -> None:
    groups = year_as_data(YearReport.for_year(2550))["groups"]
    assert groups == {
        "reported": dict(zip(KEYS, (27, 17, 5, None, None, 5, None), strict=True)),
        "recorded": dict(zip(KEYS, (0, 0, 0, 0, 0, 0, None), strict=True)),
        "total_is": "reported",
    }


def test_a_complete_list_is_the_total_and_tells_who_left() -> None:
    stays, goes = ClusterFactory.create(), ClusterFactory.create()
    for cluster, year in ((stays, 2567), (goes, 2567), (stays, 2568)):
        held = RoundFactory.create(fiscal_year=year, list_complete=True)
        ParticipationFactory.create(cluster=cluster, round=held, entry="continued")
    SupportFactory.create(cluster=stays)
    data = year_as_data(YearReport.for_year(2568))
    assert data["groups"]["recorded"] == dict(zip(KEYS, (1, 1, 0, 0, 0, 0, 1), strict=True))
    assert data["groups"]["reported"] == dict.fromkeys(KEYS)
    assert data["groups"]["total_is"] == "recorded"
    assert [name["code"] for name in data["flow"]["left"]] == [goes.code]
    assert [line["code"] for line in data["clusters"]] == [stays.code]
    assert data["services"] == [{"service": "research", "name": "วิจัยและพัฒนา", "partners": 1, "clusters": 1}]
    assert data["preliminary"]


def test_the_csv_has_the_columns_of_all_figures_first_and_says_of_which_part_a_line_is() -> None:
    sector = SectorFactory.create(code="food", name="=อาหาร")
    held = RoundFactory.create(fiscal_year=2568)
    ParticipationFactory.create(round=held, cluster=ClusterFactory.create(sector=sector))
    text = year_as_csv(YearReport.for_year(2568))
    assert text.startswith(BYTE_ORDER_MARK)
    reader = csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)))
    rows = {row["id"]: row for row in reader}
    assert list(reader.fieldnames or [])[: len(COLUMNS)] == list(COLUMNS)
    row = rows["recorded:sector:food:new"]
    assert (row["value"], row["from_year_ce"], row["group_label"], row["basis"]) == ("1", "2025", "'=อาหาร", "recorded")
    assert all("ห้ามบวกข้ามปี" in row["description"] for row in rows.values())
