"""The clusters of a year counted by what they are."""

import pytest

from clusters.models import Region
from programmes.reports.year_groups import Breakdown, Tally, column_titles
from programmes.reports.year_report import YearReport
from tests.factories import (
    ClusterProvinceFactory,
    DepartmentFactory,
    FunderFactory,
    ParticipationFactory,
    ProvinceFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


def table(kind: str) -> Breakdown:
    (found,) = [each for each in YearReport.for_year(2568).breakdowns if each.kind == kind]
    return found


def test_a_cluster_in_two_regions_stands_in_both_and_is_taken_off_once() -> None:
    part = ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568))
    for region in (Region.NORTHERN, Region.SOUTHERN):
        ClusterProvinceFactory.create(cluster=part.cluster, province=ProvinceFactory.create(region=region))
    found = table("region")
    assert [(row.label, row.tally.total) for row in found.rows] == [("ภาคเหนือ", 1), ("ภาคใต้", 1)]
    assert found.repeated == Tally(total=1, new=1)


def test_what_nobody_stated_has_a_row_of_its_own() -> None:
    held = RoundFactory.create(fiscal_year=2568)
    for funder in (None, DepartmentFactory.create(), FunderFactory.create(short_name="สสว.")):
        ParticipationFactory.create(round=held, funder=funder)
    assert [row.label for row in table("funder").rows] == ["กสอ.", "สสว.", "เอกสารไม่ระบุ"]
    assert [row.label for row in table("region").rows] == ["ยังไม่มีข้อมูล"]
    assert [each.title for each in YearReport.for_year(2568).breakdowns][:2] == ["สาขาอุตสาหกรรม", "ภูมิภาค"]


def test_the_difference_of_two_tallies_is_told_column_by_column() -> None:
    assert Tally(total=3, new=3).minus(Tally(total=1, continued=1)) == {
        **dict.fromkeys(column_titles(), 0),
        "total": 2,
        "continued": -1,
        "new": 3,
    }
