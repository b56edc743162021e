"""Filters by role, by year and within a cluster."""

import pytest

from members.models import EnterpriseFigures, Linkage, Membership, Office, Organisation, Support
from tests import factories
from tests.admin_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db


def found(model: type, **asked: str) -> list[object]:
    return list(signed_in().get(address(model, "changelist"), asked).context["cl"].result_list)


def test_a_role_is_told_apart_and_one_can_be_both() -> None:
    both, member, partner, none = factories.OrganisationFactory.create_batch(4)
    for organisation in (both, member):
        factories.MembershipFactory.create_batch(2, organisation=organisation)
    for organisation in (both, partner):
        factories.SupportFactory.create_batch(2, organisation=organisation)
    assert set(found(Organisation, role="member")) == {both, member}
    assert set(found(Organisation, role="partner")) == {both, partner}
    assert set(found(Organisation, role="none")) == {none}
    assert len(found(Organisation, role="member")) == 2


@pytest.mark.parametrize("asked", ["2566", "๒๕๖๖"])
def test_a_member_in_a_year_is_found(asked: str) -> None:
    kept = factories.MembershipFactory.create(from_year=2565, to_year=2566).organisation
    factories.MembershipFactory.create(from_year=2567)
    assert found(Organisation, year=asked) == [kept]


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        (Membership, factories.MembershipFactory),
        (Support, factories.SupportFactory),
        (Office, factories.OfficeFactory),
        (Linkage, factories.LinkageFactory),
    ],
)
def test_a_span_is_listed_in_each_of_its_years(model: type, factory: type) -> None:
    kept = factory.create(from_year=2560, to_year=2562)  # type: ignore[attr-defined]
    assert (found(model, year="2561"), found(model, year="2563")) == ([kept], [])


def test_figures_are_listed_by_their_year() -> None:
    kept = factories.EnterpriseFiguresFactory.create(fiscal_year=2566)
    factories.EnterpriseFiguresFactory.create(fiscal_year=2567)
    assert found(EnterpriseFigures, year="2566") == [kept]


@pytest.mark.parametrize("value", ["2300", "abc", "²", "2545", "", "9" * 30])
def test_a_year_that_is_not_offered_is_told(value: str) -> None:
    response = signed_in().get(address(Membership, "changelist"), {"year": value}, follow=True)
    assert "ไม่มีค่าที่ระบุในที่อยู่" in text_of(response)


def test_the_links_within_a_cluster_are_those_between_its_members() -> None:
    one = factories.MembershipFactory.create()
    other = factories.MembershipFactory.create(cluster=one.cluster)
    kept = factories.LinkageFactory.create(from_organisation=one.organisation, to_organisation=other.organisation)
    factories.LinkageFactory.create(from_organisation=one.organisation)
    assert found(Linkage, within=one.cluster.code) == [kept]


@pytest.mark.parametrize("value", ["C9999", "abc", "", "²"])
def test_a_cluster_that_is_not_there_is_told(value: str) -> None:
    response = signed_in().get(address(Linkage, "changelist"), {"within": value}, follow=True)
    assert "ไม่มีค่าที่ระบุในที่อยู่" in text_of(response)
