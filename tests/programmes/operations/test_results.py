"""Results are entered by one and approved by another, and corrected by a new value."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final

import pytest
from django.core.exceptions import ValidationError

from members.models import User
from programmes.models import Measurement, Period
from programmes.operations.results import (
    Entry,
    approve_result,
    enter_result,
    members_in_year,
    return_result,
    submit_result,
)
from records.errors import RuleBroken
from records.version import StaleSave
from tests.at_once import all_at_once
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    SuperuserFactory,
    UserFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

PEOPLE: Final = 5


@pytest.fixture
def editor() -> User:
    return UserFactory.create(role="editor")


@pytest.fixture
def approver() -> User:
    return UserFactory.create(role="approver")


@pytest.fixture
def entry() -> Entry:
    return Entry(ParticipationFactory.create(), IndicatorFactory.create(), Period.YEAR, Decimal(900), 12, "แบบรายงาน")


def after(row: Measurement, entry: Entry, value: int = 900) -> Entry:
    """Return the entry of somebody who has seen the row."""
    return replace(entry, value=Decimal(value), revision_read=row.revision, version_read=row.version)


def handed_in(entry: Entry, by: User) -> Measurement:
    row = enter_result(entry, by=by)
    return submit_result(row, by=by, version_read=row.version)


def approved(entry: Entry, editor: User, approver: User) -> Measurement:
    row = handed_in(entry, editor)
    return approve_result(row, by=approver, version_read=row.version)


def test_a_value_goes_from_draft_to_approved_and_each_step_leaves_who(
    entry: Entry, editor: User, approver: User
) -> None:
    row = approved(entry, editor, approver)
    assert (row.state, row.author, row.approver, row.value) == ("approved", editor, approver, Decimal(900))
    steps = [(str(step.state), step.history_user) for step in row.history.order_by("history_id")]
    assert steps == [("draft", editor), ("submitted", editor), ("approved", approver)]
    assert list(Measurement.objects.standing()) == [row]


def test_a_draft_is_changed_and_one_that_waits_is_not(entry: Entry, editor: User) -> None:
    row = enter_result(entry, by=editor)
    changed = enter_result(after(row, entry, 5), by=editor)
    assert (changed.pk, int(changed.value)) == (row.pk, 5)
    waiting = submit_result(changed, by=editor, version_read=changed.version)
    with pytest.raises(RuleBroken, match="ส่งขออนุมัติไปแล้ว"):
        enter_result(after(waiting, entry), by=editor)
    with pytest.raises(RuleBroken, match="ส่งไปแล้วหรืออนุมัติแล้ว"):
        submit_result(waiting, by=editor, version_read=waiting.version)


def test_what_is_returned_tells_why_and_is_handed_in_again(entry: Entry, editor: User, approver: User) -> None:
    row = handed_in(entry, editor)
    with pytest.raises(RuleBroken, match="บอกเหตุผลที่ส่งกลับ"):
        return_result(row, by=approver, version_read=row.version, reason=" ")
    back = return_result(row, by=approver, version_read=row.version, reason="หน่วยผิด")
    assert (back.state, back.return_reason) == ("returned", "หน่วยผิด")
    again = enter_result(after(back, entry, 7), by=editor)
    assert (again.state, again.return_reason) == ("draft", "หน่วยผิด")
    waiting = submit_result(again, by=editor, version_read=again.version)
    assert waiting.return_reason == ""
    # Who returned it has only looked at it.
    assert approve_result(waiting, by=approver, version_read=waiting.version).approver == approver


def test_a_correction_is_a_new_value_and_the_old_one_counts_until_it_is_approved(
    entry: Entry, editor: User, approver: User
) -> None:
    old = approved(entry, editor, approver)
    new = enter_result(after(old, entry, 800), by=editor)
    assert (new.revision, new.supersedes, new.state) == (2, old, "draft")
    assert list(Measurement.objects.standing()) == [old]
    new = submit_result(new, by=editor, version_read=new.version)
    new = approve_result(new, by=approver, version_read=new.version)
    assert list(Measurement.objects.standing()) == [new]
    old.refresh_from_db()
    assert (int(old.value), old.state) == (900, "approved")


def test_nobody_approves_what_they_wrote_any_of(entry: Entry) -> None:
    first, second = UserFactory.create(role="approver"), SuperuserFactory.create()
    row = enter_result(entry, by=first)
    row = enter_result(after(row, entry, 5), by=second)
    row = submit_result(row, by=second, version_read=row.version)
    for writer in (first, second):
        with pytest.raises(RuleBroken, match="อนุมัติเองไม่ได้"):
            approve_result(row, by=writer, version_read=row.version)
    row.refresh_from_db()
    assert row.state == "submitted"


def test_who_may_not_is_refused(entry: Entry, editor: User, approver: User) -> None:
    stranger = UserFactory.create(role="manager")
    row = handed_in(entry, editor)
    attempts: list[Callable[[], object]] = [
        lambda: enter_result(after(row, entry), by=stranger),
        lambda: submit_result(row, by=stranger, version_read=row.version),
        lambda: approve_result(row, by=editor, version_read=row.version),
        lambda: return_result(row, by=editor, version_read=row.version, reason="ไม่ครบ"),
    ]
    for attempt in attempts:
        with pytest.raises(RuleBroken, match="ไม่มีสิทธิ์"):
            attempt()
    draft = MeasurementFactory.create()
    with pytest.raises(RuleBroken, match="ไม่ได้รออนุมัติ"):
        approve_result(draft, by=approver, version_read=draft.version)


def test_a_stale_step_is_refused_and_changes_nothing(entry: Entry, editor: User, approver: User) -> None:
    row = enter_result(entry, by=editor)
    with pytest.raises(StaleSave):
        enter_result(entry, by=editor)  # as if nothing had been there
    with pytest.raises(StaleSave):
        submit_result(row, by=editor, version_read=row.version + 1)
    row.delete()
    with pytest.raises(RuleBroken, match="ลบผลนี้ไปแล้ว"):
        enter_result(replace(entry, revision_read=1, version_read=1), by=editor)
    row = handed_in(entry, editor)
    with pytest.raises(StaleSave):
        approve_result(row, by=approver, version_read=row.version - 1)


def test_locked_results_take_no_step(entry: Entry, editor: User, approver: User) -> None:
    row = handed_in(entry, editor)
    with_locks(entry.participation.round, results_locked=True)
    attempts: list[Callable[[], object]] = [
        lambda: enter_result(replace(entry, indicator=IndicatorFactory.create()), by=editor),
        lambda: approve_result(row, by=approver, version_read=row.version),
        lambda: return_result(row, by=approver, version_read=row.version, reason="ไม่ครบ"),
    ]
    for attempt in attempts:
        with pytest.raises((RuleBroken, ValidationError), match="ล็อกแล้ว"):
            attempt()


def test_who_gives_no_number_stands_for_all_public_members_of_the_year(entry: Entry, editor: User) -> None:
    cluster, year = entry.participation.cluster, entry.participation.round.fiscal_year
    MembershipFactory.create_batch(2, cluster=cluster, from_year=year)
    MembershipFactory.create(cluster=cluster, from_year=year + 1)
    MembershipFactory.create(cluster=cluster, from_year=year, organisation__state="draft")
    assert members_in_year(entry.participation) == 2
    assert handed_in(replace(entry, enterprises=None), editor).enterprises == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_enter_the_same_cell_at_once_one_does(entry: Entry) -> None:
    people = [UserFactory.create(role="editor") for _ in range(PEOPLE)]

    def enter(number: int) -> bool:
        try:
            enter_result(replace(entry, value=Decimal(number)), by=people[number])
        except RuleBroken:
            return False
        return True

    assert sum(all_at_once(enter, range(PEOPLE))) == 1
    assert Measurement.objects.count() == 1
