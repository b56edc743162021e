"""Every figure of a year's report, one by one."""

import pytest

from programmes.reports.year_figures import figures_of
from programmes.reports.year_report import YearReport
from tests.factories import ParticipationFactory, RoundFactory, SupportFactory

pytestmark = pytest.mark.django_db


def test_each_figure_has_a_key_of_its_own_and_says_of_what_it_counts() -> None:
    for year in (2567, 2568):
        held = RoundFactory.create(fiscal_year=year, list_complete=True)
        part = ParticipationFactory.create(round=held)
    SupportFactory.create(cluster=part.cluster)
    figures = {figure.key: figure for figure in figures_of(YearReport.for_year(2568))}
    assert len(figures) == len(figures_of(YearReport.for_year(2568)))
    sector = figures[f"recorded:sector:{part.cluster.sector.code}:new"]
    assert (sector.value, sector.unit_label, sector.group_label) == (1, "กลุ่ม", part.cluster.sector.name)
    assert (figures["recorded:flow_left"].value, figures["recorded:service:research:partners"].value) == (1, 1)


def test_what_is_unknown_has_no_figure() -> None:
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568), funder=None)
    keys = {figure.key for figure in figures_of(YearReport.for_year(2568, "department"))}
    assert "recorded:total" not in keys
