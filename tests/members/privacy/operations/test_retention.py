"""What is kept no longer: a dry run tells it, a run blanks or deletes exactly that."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.sessions.models import Session

from members.models import ChangeProposal, Disclosure, Person, PrivacyRequest, Tries
from members.privacy.operations import apply_retention, what_is_over
from members.privacy.operations.erasure import ERASED
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)
LONG_AGO, OF_LATE = datetime(2015, 1, 1, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)


def counts(told: object) -> list[int]:
    return [each.count for each in told]  # type: ignore[attr-defined]


def test_a_run_takes_what_is_over_and_leaves_the_rest() -> None:
    for closed in (date(2020, 1, 1), date(2026, 1, 1)):
        factories.PrivacyRequestFactory.create(state="done", answer="ตอบแล้ว", closed_on=closed, name=str(closed))
    for decided in (LONG_AGO, OF_LATE):
        factories.ChangeProposalFactory.create(state="ended", decided_at=decided)
    factories.ChangeProposalFactory.create(proposed_at=LONG_AGO)
    old, recent, never, with_account, waiting = factories.PersonFactory.create_batch(5)
    for person in (old, with_account, waiting):
        factories.OfficeFactory.create(person=person, from_year=2550, to_year=2551)
    factories.OfficeFactory.create(person=recent, from_year=2550, to_year=None)
    factories.UserFactory.create(person=with_account)
    factories.PrivacyRequestFactory.create(person=waiting)
    for at in (LONG_AGO, OF_LATE):
        factories.DisclosureFactory.create(at=at)
        Session.objects.create(session_key=str(at.year), session_data="", expire_date=at)
        Tries.objects.create(key=str(at.year), count=1, ends_at=at)
    assert counts(what_is_over(TODAY)) == [1, 1, 1, 1, 1, 1]
    assert Disclosure.objects.count() == 2  # a dry run writes nothing
    assert counts(apply_retention(by=None, today=TODAY)) == [1, 1, 1, 1, 1, 1]
    assert counts(what_is_over(TODAY)) == [0, 0, 0, 0, 0, 0]
    assert set(Person.objects.filter(name=ERASED)) == {old}
    assert PrivacyRequest.objects.get(closed_on=date(2020, 1, 1)).text == ERASED
    assert ChangeProposal.objects.get(changes={}).decided_at == LONG_AGO
    assert not ChangeProposal.history.filter(changes={}).exclude(decided_at=LONG_AGO).exists()
    assert Disclosure.objects.count() == Session.objects.count() == Tries.objects.count() == 1
    assert {never, recent} <= set(Person.objects.exclude(name=ERASED))
