"""The names behind a figure."""

import pytest

from programmes.reports.year_names import YearNames
from programmes.reports.year_report import YearReport
from tests.factories import ClusterFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.django_db


def test_a_band_opens_to_its_clusters_and_the_year_to_all_of_them() -> None:
    stays, goes, new = (ClusterFactory.create(name=name) for name in ("ต่อ", "ออก", "ใหม่"))
    for cluster, year in ((stays, 2567), (goes, 2567), (stays, 2568), (new, 2568)):
        ParticipationFactory.create(
            cluster=cluster, round=RoundFactory.create(fiscal_year=year, list_complete=True), entry="unknown"
        )
    report = YearReport.for_year(2568)
    bands = {band: [line.code for line in YearNames.of(report, band).lines] for band in ("", "carried", "left", "new")}
    assert bands == {"": [stays.code, new.code], "carried": [stays.code], "left": [goes.code], "new": [new.code]}
    assert (YearNames.of(report, "left").title, YearNames.of(report, "left").are_gone) == ("ไม่ดำเนินการต่อ", True)
    assert (YearNames.of(report).title, YearNames.of(report).are_gone) == ("", False)


def test_a_year_without_a_flow_shows_all_whatever_band_is_asked() -> None:
    part = ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568))
    names = YearNames.of(YearReport.for_year(2568), "left")
    assert (names.band, [line.code for line in names.lines]) == ("", [part.cluster.code])
