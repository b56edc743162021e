"""People nobody can reach, and every answer that a person can give."""

from collections import defaultdict

import pytest

from members.models import Consent, Contact, contact_detail
from programmes.demo.ground import SIZES
from programmes.demo.people import consents, contact_value, contacts, offices, persons, subjects
from tests.programmes.demo.ground import TINY, WORDS, keys, planned

SMALL = SIZES["small"]
FIRST = keys().first[Contact]


@pytest.mark.parametrize("kind", [Contact.Kind.PHONE, Contact.Kind.MOBILE, Contact.Kind.EMAIL, Contact.Kind.LINE])
@pytest.mark.parametrize("number", [0, 9_999, 123_456])
def test_a_contact_is_kept_as_an_officer_s_would_be_and_reaches_nobody(kind: Contact.Kind, number: int) -> None:
    value = contact_value(kind, number)
    assert contact_detail(kind, value) == (kind, value)
    assert value.startswith(("+662000", "+66140", "sample")), value
    if kind == Contact.Kind.EMAIL:
        assert value.endswith("@example.com")
    if kind == Contact.Kind.LINE:
        assert len(value) > 20  # no ID is that long


def test_every_office_is_held_by_a_person_of_the_world() -> None:
    plan, _enterprises = planned()
    people = {person.pk for person in persons(plan, keys(), WORDS)}
    rows = list(offices(1, plan, keys()))
    assert {row.person_id for row in rows} <= people
    assert {row.role for row in rows} == {"cda", "president", "secretary"}
    assert {row.cluster_id for row in rows} == {cluster.key for cluster in plan}


def test_contacts_and_consents_are_of_the_same_subjects_each_time() -> None:
    plan, enterprises = planned()
    once = list(subjects(1, TINY, plan, enterprises, keys()))
    assert once == list(subjects(1, TINY, plan, enterprises, keys()))
    assert {(one.person is None) != (one.organisation is None) for one in once} == {True}
    assert len(list(contacts(iter(once), keys()))) == sum(len(one.kinds) for one in once)


def test_people_consent_to_all_to_some_to_nothing_and_take_it_back() -> None:
    plan, enterprises = planned(size=SMALL)
    asked = list(subjects(1, SMALL, plan, enterprises, keys(SMALL)))
    given: defaultdict[tuple[int | None, int | None], list[Consent]] = defaultdict(list)
    for row in consents(1, iter(asked), keys(SMALL), WORDS):
        given[row.person_id, row.organisation_id].append(row)
    answers = set()
    for one in asked:
        rows = given[one.person, one.organisation]
        assert {row.item for row in rows} <= set(one.items)
        answers.add("none" if not rows else "all" if len(rows) == len(one.items) else "some")
        answers |= {"withdrawn" for row in rows if row.withdrawn_on and row.withdrawn_on > row.given_on}
    assert answers == {"none", "some", "all", "withdrawn"}
    assert {row.item for rows in given.values() for row in rows} == set(Consent.Item.values)
