"""Every operation asks whether its author may: no page, command or file leads around the rights."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from members.models import Organisation, User
from members.operations import withdraw_consent
from members.operations.merging import declare_different, merge_organisations, undo_merge
from members.operations.proposals import accept_change, propose_change, refuse_change, withdraw_change
from members.privacy.operations import Decision, answer_request, erase
from programmes.operations import open_round, supersede_figure
from programmes.operations.editions import discard_draft, draft_edition, publish_edition
from programmes.operations.locks import approve_lock, ask_for_lock, mark_of, refuse_lock, withdraw_lock
from programmes.operations.results import Entry, approve_result, enter_result, return_result, submit_result
from programmes.operations.rounds import declare_list
from programmes.round_plans import Joining, RoundPlan
from records.errors import RuleBroken
from records.history import written_by
from tests import factories
from tests.programmes.published import closed_year
from tests.shared_organisation import shared_organisation
from tests.test_write_paths import kept, operations

pytestmark = pytest.mark.django_db

Attempt = Callable[[User], object]

# What a file brings in is asked for where it's written: row by row, of whose they are (members/reach.py), and on the
# pages of the file (tests/members/admin/imports). Retention is a command's.
WRITTEN_ROW_BY_ROW = "members/imports/operations/"
OF_COMMANDS = {"apply_retention"}


def attempts() -> dict[str, Attempt]:
    """Return each operation, ready to be done by an account that is given."""
    return {**_of_years(), **_of_results(), **_of_organisations(), **_of_people()}


def _of_years() -> dict[str, Attempt]:
    figure = factories.ReportedFigureFactory.create()
    other = factories.ReportedFigureFactory.build(source=figure.source, value=28)
    open_year = factories.ParticipationFactory.create(round__fiscal_year=2569).round
    over = closed_year()
    asked, draft = factories.LockRequestFactory.create(round=open_year), factories.EditionFactory.create(round=over)
    joins = Joining(factories.ClusterFactory.create(), factories.DepartmentFactory.create())
    said: dict[str, Any] = {"version_read": open_year.version, "reason": "ตรวจแล้ว"}
    return {
        "supersede_figure": lambda by: supersede_figure(figure, other, by=by),
        "open_round": lambda by: open_round(RoundPlan(2600, joining=(joins,)), by=by),
        "declare_list": lambda by: declare_list(open_year, complete=True, by=by, **said),
        "ask_for_lock": lambda by: ask_for_lock(open_year, lock="results", action="close", reason="ครบ", by=by),
        "approve_lock": lambda by: approve_lock(asked, seen=mark_of(open_year), by=by),
        "refuse_lock": lambda by: refuse_lock(asked, by=by, answer="ไม่ครบ"),
        "withdraw_lock": lambda by: withdraw_lock(asked, by=by),
        "draft_edition": lambda by: draft_edition(over, by=by, reason="แก้"),
        "publish_edition": lambda by: publish_edition(draft, seen=draft.sha256, by=by, issue=lambda _: ()),
        "discard_draft": lambda by: discard_draft(draft, by=by),
    }


def _of_results() -> dict[str, Attempt]:
    part = factories.ParticipationFactory.create(round__fiscal_year=2571)
    row = factories.MeasurementFactory.create(participation=part)
    waits = factories.MeasurementFactory.create(participation=part, state="submitted", enterprises=9)
    entry = Entry(row.participation, row.indicator, 0, row.value, revision_read=1, version_read=1)  # type: ignore[arg-type]
    return {
        "enter_result": lambda by: enter_result(entry, by=by),
        "submit_result": lambda by: submit_result(row, by=by, version_read=1),
        "approve_result": lambda by: approve_result(waits, by=by, version_read=1),
        "return_result": lambda by: return_result(waits, by=by, version_read=1, reason="ผิด"),
    }


def _of_organisations() -> dict[str, Attempt]:
    shared = shared_organisation()
    one, other, third = factories.OrganisationFactory.create_batch(3)
    done = merge_organisations(third, factories.OrganisationFactory.create(), choices={}, by=None)
    row = factories.ChangeProposalFactory.create(organisation=shared.organisation, proposed_by=shared.north)
    wanted = Organisation.objects.get(pk=shared.organisation.pk)
    wanted.name = "อีกชื่อ"
    return {
        "merge_organisations": lambda by: merge_organisations(one, other, choices={}, by=by),
        "undo_merge": lambda by: undo_merge(done, by=by),
        "declare_different": lambda by: declare_different(one, other, by=by),
        "propose_change": lambda by: propose_change(wanted, version_read=1, reason="แก้", by=by),
        "accept_change": lambda by: accept_change(row, version_seen=1, by=by),
        "refuse_change": lambda by: refuse_change(row, by=by, answer="ไม่"),
        "withdraw_change": lambda by: withdraw_change(row, by=by),
    }


def _of_people() -> dict[str, Attempt]:
    consent, asked = factories.ConsentFactory.create(), factories.PrivacyRequestFactory.create()
    person = factories.PersonFactory.create()
    told: dict[str, Any] = {"answer": "ตอบแล้ว", "version_read": asked.version}
    return {
        "withdraw_consent": lambda by: withdraw_consent(consent, by=by, on=timezone.localdate()),
        "answer_request": lambda by: answer_request(asked, Decision.GIVEN, by=by, **told),
        "erase": lambda by: erase(person, by=by, reason="คำขอ"),
    }


def test_an_account_without_the_right_does_nothing_by_any_operation() -> None:
    tried = attempts()
    found = {name.rpartition(":")[2] for name, _node in operations() if not name.startswith(WRITTEN_ROW_BY_ROW)}
    assert found == tried.keys() | OF_COMMANDS, "say here how the operation refuses who may not"
    off = factories.SuperuserFactory.create(is_active=False)
    coordinator = factories.UserFactory.create(role="coordinator", person=factories.PersonFactory.create())
    readers = [factories.UserFactory.create(role=role) for role in ("manager", "sme", "")]
    before, passed = kept(), []
    for name, attempt in tried.items():
        for account in (*readers, coordinator, off):
            try:
                attempt(account)
            except RuleBroken:
                continue
            passed.append(f"{name}: {account.role or 'none'}{'' if account.is_active else ', switched off'}")
    assert passed == []
    assert kept() == before


def test_nobody_approves_what_they_entered_superusers_included() -> None:
    boss = factories.SuperuserFactory.create()
    open_year = factories.ParticipationFactory.create(round__fiscal_year=2569).round
    asked = factories.LockRequestFactory.create(round=open_year, asked_by=boss)
    draft = factories.EditionFactory.create(round=closed_year(), drafted_by=boss)
    part = factories.ParticipationFactory.create(round__fiscal_year=2571)
    waits: dict[str, Any] = {"participation": part, "state": "submitted", "enterprises": 9}
    entered = factories.MeasurementFactory.create(author=boss, **waits)
    with written_by(boss):
        submitted = factories.MeasurementFactory.create(**waits)
    proposal = factories.ChangeProposalFactory.create(proposed_by=boss)
    approvals: dict[str, Attempt] = {
        "lock": lambda by: approve_lock(asked, seen=mark_of(open_year), by=by),
        "no lock": lambda by: refuse_lock(asked, by=by, answer="ไม่"),
        "edition": lambda by: publish_edition(draft, seen=draft.sha256, by=by, issue=lambda _: ()),
        "result that one entered": lambda by: approve_result(entered, by=by, version_read=1),
        "result that one handed in": lambda by: approve_result(submitted, by=by, version_read=1),
        "change": lambda by: accept_change(proposal, version_seen=1, by=by),
    }
    before = kept()
    for attempt in approvals.values():
        with pytest.raises(RuleBroken, match="อนุมัติเองไม่ได้"):
            attempt(boss)
    told = {"by": boss.email, "reason": "", "stdout": StringIO()}
    with pytest.raises(CommandError, match="อนุมัติเองไม่ได้"):
        call_command("round_lock", "2569", "participation", "approve", **told)
    assert kept() == before
    another = factories.SuperuserFactory.create()
    for name in approvals.keys() - {"no lock"}:
        approvals[name](another)
