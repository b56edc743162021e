"""Erasure: nothing of a person is left in any table, what counts stays, and it is done again after a restore."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from members.models import Consent, Contact, EnterpriseFigures, Erasure, Organisation, Person, User
from members.privacy.operations import erase, replay
from members.privacy.operations.erasure import ERASED, key_of, ledger_file
from records.errors import RuleBroken
from records.history import written_by
from tests import factories

pytestmark = pytest.mark.django_db

CANARY = "canary"
NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture(autouse=True)
def backups(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path / "backups"


def left() -> Iterator[str]:
    """Yield every place of the whole database that holds the canary."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                if CANARY in str(getattr(row, field.attname)).lower():
                    yield f"{model.__name__}.{field.name}"


def full_person() -> Person:
    """A person in every table that can hold one, renamed once, with a contact that was changed and one deleted."""
    with written_by(None, reason=f"ตามที่ {CANARY} one แจ้ง"):
        person = factories.PersonFactory.create(name=f"{CANARY} one", name_en=f"{CANARY}", note=f"{CANARY}")
    person.name = f"{CANARY} two"
    person.save()
    contact = factories.ContactFactory.create(person=person, value=f"{CANARY}@example.com", note=CANARY)
    contact.value = f"{CANARY}2@example.com"
    contact.save()
    factories.ContactFactory.create(person=person, value=f"{CANARY}3@example.com").delete()
    factories.ConsentFactory.create(person=person, source=f"แบบของ {CANARY}")
    factories.OfficeFactory.create(person=person)
    factories.UserFactory.create(email=f"{CANARY}@example.go.th", person=person, is_active=False)
    factories.PrivacyRequestFactory.create(person=person, name=CANARY, reach=CANARY, about=CANARY, text=CANARY)
    LogEntry.objects.create(
        user=factories.UserFactory.create(),
        content_type=ContentType.objects.get_for_model(Person),
        object_id=str(person.pk),
        object_repr=str(person),
        action_flag=CHANGE,
        change_message=CANARY,
    )
    return person


def full_trader() -> Organisation:
    texts: dict[str, Any] = {"name": f"{CANARY} กิจการ", "name_en": CANARY, "address": CANARY, "note": CANARY}
    trader = factories.SoleTraderFactory.create(**texts, web=f"https://{CANARY}.example.com", trade_name="ร้านผ้าไหม")
    factories.ContactFactory.create(person=None, organisation=trader, value=f"{CANARY}4@example.com")
    factories.ConsentFactory.create(person=None, organisation=trader, source=CANARY)
    factories.MembershipFactory.create(organisation=trader)
    factories.EnterpriseFiguresFactory.create(organisation=trader)
    factories.LinkageFactory.create(from_organisation=trader, note=CANARY)
    factories.LinkageFactory.create(to_organisation=trader, note=CANARY)
    factories.SupportFactory.create(organisation=trader, note=CANARY)
    for state in ("waiting", "refused"):
        decided = {} if state == "waiting" else {"decided_by": factories.UserFactory.create(), "decided_at": NOW}
        changes = {"name": [f"{CANARY} กิจการ", CANARY]}
        factories.ChangeProposalFactory.create(
            organisation=trader, changes=changes, reason=CANARY, answer=CANARY, state=state, **decided
        )
    factories.PrivacyRequestFactory.create(
        organisation=trader, name=CANARY, text=CANARY, answer=CANARY, state="done", closed_on="2026-11-20"
    )
    return trader


def test_nothing_of_a_person_is_left_in_any_table(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person, boss = full_person(), factories.SuperuserFactory.create()
    assert len(set(left())) >= 15  # the canary sits everywhere
    with django_capture_on_commit_callbacks(execute=True):
        line = erase(person, by=boss, reason="คำขอ REF00001")
    assert set(left()) == set()
    person.refresh_from_db()
    account = User.objects.get(person=person)
    assert (person.name, person.offices.count(), person.contacts.count()) == (ERASED, 1, 0)
    assert (account.is_active, account.has_usable_password()) == (False, False)
    assert not Consent.objects.current().filter(person=person).exists()
    assert (line.by, line.reason, line.key) == (boss, "คำขอ REF00001", key_of(person))
    assert line.rows > 5
    assert person.history.latest().history_user == boss
    assert key_of(person) in ledger_file().read_text()
    assert CANARY not in ledger_file().read_text()


def test_nothing_of_a_trader_is_left_but_what_counts() -> None:
    trader = full_trader()
    erase(trader, by=None, reason="คำขอ")
    assert set(left()) == set()
    trader.refresh_from_db()
    assert (trader.name, trader.trade_name, trader.kind) == (ERASED, "ร้านผ้าไหม", Organisation.Kind.SOLE_TRADER)
    assert set(trader.change_proposals.values_list("state", flat=True)) == {"ended", "refused"}
    assert trader.memberships.count() == EnterpriseFigures.objects.filter(organisation=trader).count() == 1


def test_what_was_found_to_be_the_same_trader_is_erased_along() -> None:
    trader = factories.SoleTraderFactory.create(name=f"{CANARY} กิจการ")
    factories.SoleTraderFactory.create(name=f"{CANARY} อีกแถว", state=Organisation.State.MERGED, merged_into=trader)
    erase(trader, by=None, reason="คำขอ")
    assert set(left()) == set()


def test_other_people_keep_what_is_theirs() -> None:
    other = factories.ContactFactory.create(value="other@example.com", note="ของเขา")
    erase(full_person(), by=None, reason="คำขอ")
    other.refresh_from_db()
    assert (other.value, other.note) == ("other@example.com", "ของเขา")
    assert other.person is not None
    assert other.person.name != ERASED


def test_a_legal_entity_is_not_erased() -> None:
    firm = factories.OrganisationFactory.create(name="บริษัท ไหมไทย จำกัด")
    with pytest.raises(RuleBroken, match="ไม่ใช่บุคคลธรรมดา"):
        erase(firm, by=None, reason="คำขอ")
    firm.refresh_from_db()
    assert firm.name == "บริษัท ไหมไทย จำกัด"


def test_who_still_signs_in_is_not_erased() -> None:
    factories.UserFactory.create(person=factories.PersonFactory.create())
    with pytest.raises(RuleBroken, match="ปิดบัญชีก่อน"):
        erase(Person.objects.get(), by=None, reason="คำขอ")
    assert not Erasure.objects.exists()


def test_erasing_twice_keeps_one_line() -> None:
    person = full_person()
    erase(person, by=None, reason="หนึ่ง")
    erase(Person.objects.get(pk=person.pk), by=None, reason="สอง")
    assert Erasure.objects.get().reason == "สอง"


def restored(model: type[models.Model], row: Any) -> None:
    """Bring back what a backup from before the erasure holds."""
    held: Any = model._base_manager.get(pk=row.pk)
    held.name = f"{CANARY} again"
    held.save()


def test_a_restored_person_is_erased_again_from_the_ledger_beside_the_backups(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person, trader, other = full_person(), full_trader(), factories.PersonFactory.create()
    with django_capture_on_commit_callbacks(execute=True):
        erase(person, by=None, reason="คำขอ")
        erase(trader, by=None, reason="คำขอ")
    Erasure.objects.all().delete()  # the backup is older than the ledger
    restored(Person, person)
    restored(Organisation, trader)
    factories.ContactFactory.create(person=person, value=f"{CANARY}@example.com")
    done = replay([*ledger_file().read_text().splitlines(), "", '{"key": "x", "erased_at": "odd", "reason": ""}'])
    assert (done.lines, done.erased, done.unmatched) == (3, 2, 1)
    assert set(left()) == set()
    assert Person.objects.get(pk=other.pk).name == other.name
    assert not Contact.objects.filter(person=person).exists()
    assert replay([]).erased == 2  # as often as one likes


def test_an_empty_ledger_erases_nobody() -> None:
    factories.PersonFactory.create()
    assert replay([]).erased == 0
