"""What the database holds of the organisations that a list names."""

import pytest
from pytest_django import DjangoAssertNumQueries

from members.imports.match import World
from members.imports.rows import Member
from tests.factories import ContactFactory, MembershipFactory, OrganisationFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def test_a_world_holds_what_is_named_with_its_details_and_nothing_else() -> None:
    named = OrganisationFactory.create(juristic_number="0105542067556")
    ContactFactory.create(person=None, organisation=named)
    MembershipFactory.create(organisation=named)
    OrganisationFactory.create()
    world = World([Member(number="0105542067556")])
    held = world.by_number["0105542067556"]
    assert list(world.held) == [named.pk]
    assert (len(held.contacts), len(held.memberships), len(held.consents), held.is_new) == (1, 1, 0, False)


def test_a_name_is_alike_in_the_same_or_an_unknown_province() -> None:
    tak = ProvinceFactory.create(name="ตาก")
    OrganisationFactory.create(name="บริษัท ก จำกัด", province=tak)
    OrganisationFactory.create(name="บจก. ก")
    world = World([Member(name="ก")])
    assert len(world.alike(Member(name="ก", province="ตาก"))) == 2
    assert len(world.alike(Member(name="ก", province="เลย"))) == 1
    assert len(world.alike(Member(name="ก"))) == 2


def test_the_queries_are_the_same_for_one_row_and_for_twenty(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [Member(name=OrganisationFactory.create().name) for _ in range(20)]
    for some in (rows[:1], rows):
        with django_assert_num_queries(8):
            World(some)
