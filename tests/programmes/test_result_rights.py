"""Whose results may be entered and approved: a coordinator's own, in the years of the office, until they are locked."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from members.models import Office, User
from programmes.models import Participation
from programmes.result_rights import approved_by, entered_by
from tests.factories import (
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    SuperuserFactory,
    UserFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)  # fiscal year 2570


def coordinator_of(part: Participation, *, from_year: int = 2569, to_year: int | None = 2569) -> User:
    """Return the account of somebody who coordinates the participation's cluster in these years."""
    person = PersonFactory.create()
    OfficeFactory.create(
        person=person, cluster=part.cluster, role=Office.Role.CDA, from_year=from_year, to_year=to_year
    )
    return UserFactory.create(role="coordinator", person=person)


def test_a_coordinator_enters_own_years_also_after_they_are_over_and_no_others() -> None:
    own = ParticipationFactory.create(round__fiscal_year=2569)
    ParticipationFactory.create(cluster=own.cluster, round__fiscal_year=2568)
    ParticipationFactory.create(cluster=own.cluster, round__fiscal_year=2570)
    ParticipationFactory.create(round__fiscal_year=2569)
    cda = coordinator_of(own)
    assert list(entered_by(cda, on=DAY)) == [own]
    assert not approved_by(cda, on=DAY).exists()
    with_locks(own.round, results_locked=True)
    assert not entered_by(cda, on=DAY).exists()


def test_a_president_and_a_stranger_enter_nothing() -> None:
    part = ParticipationFactory.create(round__fiscal_year=2569)
    president = OfficeFactory.create(cluster=part.cluster, from_year=2569).person
    for user in (UserFactory.create(role="coordinator", person=president), AnonymousUser(), UserFactory.create()):
        assert not entered_by(user, on=DAY).exists()
        assert not approved_by(user, on=DAY).exists()


def test_officers_enter_for_the_clusters_that_they_keep_and_approvers_approve() -> None:
    part = ParticipationFactory.create()
    editor, approver = UserFactory.create(role="editor"), UserFactory.create(role="approver")
    for user in (editor, approver, SuperuserFactory.create()):
        assert list(entered_by(user, on=DAY)) == [part]
    assert not approved_by(editor, on=DAY).exists()
    assert list(approved_by(approver, on=DAY)) == [part]
    assert not entered_by(UserFactory.create(role="manager"), on=DAY).exists()
