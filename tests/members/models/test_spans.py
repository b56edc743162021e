"""What holds for a time: years that aren't known are open, and one thing holds once at a time."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from factory.django import DjangoModelFactory
from hypothesis import given
from hypothesis import strategies as st

from members.models import Membership, Office, Support
from records.errors import RuleBroken
from tests.at_once import all_at_once
from tests.factories import ClusterFactory, MembershipFactory, OfficeFactory, OrganisationFactory, SupportFactory

FIRST = {"from_year": 2566, "to_year": 2567}
OVERLAPPING = [(2566, 2567), (2567, None), (None, 2566), (2560, 2570), (None, None), (2567, 2567)]
APART = [(2568, None), (None, 2565), (2568, 2568), (2560, 2565)]
SPANS = [
    (MembershipFactory, ("organisation", "cluster")),
    (SupportFactory, ("organisation", "cluster", "service")),
    (OfficeFactory, ("person", "cluster", "role")),
]

YEARS = st.none() | st.integers(2540, 2580)


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "same"), SPANS)
@pytest.mark.parametrize(("first", "last"), OVERLAPPING)
def test_one_thing_does_not_hold_twice_at_a_time(
    made: type[DjangoModelFactory[Any]], same: tuple[str, ...], first: int | None, last: int | None
) -> None:
    there = made.create(**FIRST)
    values = {name: getattr(there, name) for name in same}
    again = made.build(**values, from_year=first, to_year=last)
    with pytest.raises(ValidationError, match="ซ้อนกัน"):
        again.full_clean()
    with pytest.raises(RuleBroken, match="ซ้อนกัน"):
        again.save()


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "same"), SPANS)
@pytest.mark.parametrize(("first", "last"), APART)
def test_one_thing_may_hold_again_later_or_have_held_before(
    made: type[DjangoModelFactory[Any]], same: tuple[str, ...], first: int | None, last: int | None
) -> None:
    there = made.create(**FIRST)
    made.create(**{name: getattr(there, name) for name in same}, from_year=first, to_year=last)
    assert type(there).objects.count() == 2


@pytest.mark.django_db
def test_a_span_does_not_stand_in_its_own_way() -> None:
    row = MembershipFactory.create(**FIRST)
    row.to_year = 2569
    row.full_clean()
    row.save()
    assert Membership.objects.get().to_year == 2569


@pytest.mark.django_db
def test_another_service_or_office_at_the_same_time_is_another_thing() -> None:
    support = SupportFactory.create()
    SupportFactory.create(organisation=support.organisation, cluster=support.cluster, service=Support.Service.TRAINING)
    office = OfficeFactory.create()
    OfficeFactory.create(person=office.person, cluster=office.cluster, role=Office.Role.CDA)
    assert (Support.objects.count(), Office.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_of_officers_who_add_one_membership_at_the_same_moment_one_does() -> None:
    organisation, cluster = OrganisationFactory.create(), ClusterFactory.create()

    def add(_: int) -> bool:
        try:
            MembershipFactory.create(organisation=organisation, cluster=cluster)
        except RuleBroken:
            return False
        return True

    assert sorted(all_at_once(add, range(8))) == [False] * 7 + [True]
    assert Membership.objects.count() == 1


@pytest.mark.django_db
@given(YEARS, YEARS, st.integers(2540, 2580))
def test_a_span_is_found_in_each_of_its_years_and_in_no_other(first: int | None, last: int | None, year: int) -> None:
    if first is not None and last is not None and first > last:
        first, last = last, first
    row = MembershipFactory.create(from_year=first, to_year=last)
    holds = (first is None or first <= year) and (last is None or year <= last)
    assert Membership.objects.in_year(year).filter(pk=row.pk).exists() == holds


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (2566, None, "ตั้งแต่ พ.ศ. 2566"),
        (None, 2567, "ถึง พ.ศ. 2567"),
        (2566, 2566, "พ.ศ. 2566"),
        (2566, 2567, "พ.ศ. 2566 ถึง พ.ศ. 2567"),
    ],
)
def test_a_span_says_its_years_in_words(first: int | None, last: int | None, words: str) -> None:
    assert Membership(from_year=first, to_year=last).years == words


@pytest.mark.django_db
def test_a_form_without_its_cluster_complains_of_that_alone() -> None:
    with pytest.raises(ValidationError) as refused:
        Membership(organisation=OrganisationFactory.create()).full_clean()
    assert list(refused.value.message_dict) == ["cluster"]
