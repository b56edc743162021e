"""Who went on from one year to the next."""

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from programmes.models import Participation
from programmes.reports.flow import Flow, FlowsPerYear
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_report import YearReport
from programmes.reports.year_scope import YearScope
from tests.factories import ClusterFactory, FunderFactory, ParticipationFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clusters() -> dict[str, Cluster]:
    """2567 and 2568 are complete: one went on, one is new, one came back, one left."""
    for year in (2567, 2568):
        RoundFactory.create(fiscal_year=year, list_complete=True)
    made = {name: ClusterFactory.create(name=name) for name in ("ต่อ", "ใหม่", "กลับ", "ออก")}
    parts = {"ต่อ": (2567, 2568), "ใหม่": (2568,), "กลับ": (2560, 2568), "ออก": (2567,)}
    for name, years in parts.items():
        for year in years:
            ParticipationFactory.create(cluster=made[name], round=RoundFactory.create(fiscal_year=year))
    left = Participation.objects.get(cluster=made["ออก"])
    left.outcome, left.reason_for_leaving = "withdrew", "สมาชิกลดลง"
    left.save()
    return made


def flow_of_2568() -> Flow:
    flow = YearReport.for_year(2568).flow
    assert flow is not None
    return flow


def test_each_band_opens_to_its_names(clusters: dict[str, Cluster]) -> None:
    flow = flow_of_2568()
    named = {kind: [str(name.name) for name in names] for kind, _title, names in flow.bands}
    assert named == {"carried": ["ต่อ"], "new": ["ใหม่"], "returning": ["กลับ"], "left": ["ออก"]}
    (left,) = flow.left
    assert (left.outcome_label, left.reason, left.address) == (
        "ถอนตัว",
        "สมาชิกลดลง",
        clusters["ออก"].get_absolute_url(),
    )
    assert flow.reasons == (("ถอนตัว", 1),)


def test_a_cluster_that_left_without_a_word_is_said_to_have_no_stated_reason(clusters: dict[str, Cluster]) -> None:
    kept = Participation.objects.get(cluster=clusters["ออก"])
    kept.outcome = kept.reason_for_leaving = ""
    kept.save()
    assert flow_of_2568().reasons == (("ไม่ระบุ", 1),)
    with override("en"):
        assert flow_of_2568().reasons == (("Not stated", 1),)
    (counts,) = FlowsPerYear.of(GroupsPerYear.for_span(2566, 2568)).flows
    assert counts.reasons == (("ไม่ระบุ", 1),)


@pytest.mark.usefixtures("clusters")
def test_without_a_complete_list_on_either_side_nothing_is_compared() -> None:
    held = RoundFactory.create(fiscal_year=2567)
    held.list_complete = False
    held.save()
    assert YearReport.for_year(2568).flow is None
    assert YearReport.for_year(2568).not_continued is None
    assert FlowsPerYear.of(GroupsPerYear.for_span(2566, 2568)).flows == ()


@pytest.mark.usefixtures("clusters")
def test_names_are_compared_for_all_money_only() -> None:
    assert YearReport.for_year(2568, "department").flow is None
    assert YearReport.for_year(2568, YearScope(funder="department")).flow is None
    assert FlowsPerYear.of(GroupsPerYear.for_span(2566, 2568, "department")).flows == ()


def test_each_band_is_told_by_who_paid_and_who_left_by_who_paid_last(clusters: dict[str, Cluster]) -> None:
    for name, funder in (("ใหม่", FunderFactory.create(code="osmep", short_name="สสว.")), ("ออก", None)):
        part = Participation.objects.get(cluster=clusters[name])
        part.funder = funder
        part.save()
    flow = flow_of_2568()
    assert {(line.label, line.cells) for line in flow.by_funder} == {
        ("กสอ.", (("carried", 1), ("new", 0), ("returning", 1), ("left", 0))),
        ("สสว.", (("carried", 0), ("new", 1), ("returning", 0), ("left", 0))),
        ("เอกสารไม่ระบุ", (("carried", 0), ("new", 0), ("returning", 0), ("left", 1))),
    }
    (counts,) = FlowsPerYear.of(GroupsPerYear.for_span(2566, 2568)).flows
    assert (counts.before, counts.after, counts.by_funder) == (2, 3, flow.by_funder)


@pytest.mark.usefixtures("clusters")
def test_the_flows_of_all_years_take_two_queries_and_none_when_there_are_none(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    report = GroupsPerYear.for_span(2560, 2568)
    with django_assert_num_queries(2):
        FlowsPerYear.of(report)
    report = GroupsPerYear.for_span(2560, 2566)
    with django_assert_num_queries(0):
        FlowsPerYear.of(report)
