"""Spans, links and figures of two that are one; the whole of a merge stands beside the merge."""

import pytest

from members.models import EnterpriseFigures, Membership, Organisation
from members.operations.joining import join_figures, join_spans
from tests.factories import ClusterFactory, EnterpriseFiguresFactory, MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

Years = tuple[int | None, int | None]


@pytest.fixture
def pair() -> tuple[Organisation, Organisation]:
    return OrganisationFactory.create(), OrganisationFactory.create()


@pytest.mark.parametrize(
    ("kept", "moved", "joined"),
    [
        ([(2560, 2562)], (2563, 2564), [(2560, 2562), (2563, 2564)]),
        ([(2560, 2562)], (2562, 2564), [(2560, 2564)]),
        ([(2560, 2562)], (None, 2560), [(None, 2562)]),
        ([(2560, None)], (2565, 2566), [(2560, None)]),
        ([(2560, 2561), (2565, 2566)], (2561, 2565), [(2560, 2566)]),
    ],
)
def test_spans_that_share_a_year_are_one(
    kept: list[Years], moved: Years, joined: list[Years], pair: tuple[Organisation, Organisation]
) -> None:
    keep, drop = pair
    cluster = ClusterFactory.create()
    for owner, (first, last) in [*((keep, years) for years in kept), (drop, moved)]:
        MembershipFactory.create(organisation=owner, cluster=cluster, from_year=first, to_year=last)
    join_spans(Membership, keep, drop)
    found = Membership.objects.filter(organisation=keep).order_by("pk").values_list("from_year", "to_year")
    assert list(found) == joined
    assert not Membership.objects.filter(organisation=drop).exists()


def test_why_one_left_is_kept_of_the_last_year_only(pair: tuple[Organisation, Organisation]) -> None:
    keep, drop = pair
    cluster = ClusterFactory.create()
    for owner, first, last, reason in ((keep, 2560, 2562, "พักกิจการ"), (drop, 2562, 2565, "ย้ายโรงงาน")):
        MembershipFactory.create(organisation=owner, cluster=cluster, from_year=first, to_year=last, reason=reason)
    join_spans(Membership, keep, drop)
    assert Membership.objects.get().reason == "ย้ายโรงงาน"


def test_figures_of_the_kept_one_stand(pair: tuple[Organisation, Organisation]) -> None:
    keep, drop = pair
    EnterpriseFiguresFactory.create(organisation=keep, fiscal_year=2567, employees=10)
    EnterpriseFiguresFactory.create(organisation=drop, fiscal_year=2567, employees=99)
    join_figures(keep, drop)
    assert EnterpriseFigures.objects.get().employees == 10
