"""After a restore the ledger is carried out again, from beside the backups or from a file that is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from members.models import Erasure, Person
from members.privacy.operations import erase
from members.privacy.operations.erasure import ERASED
from tests import factories
from tests.installations import contents, empty_database, manage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def backups(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path / "none"


def test_the_exported_ledger_erases_again(tmp_path: Path) -> None:
    person, out = factories.PersonFactory.create(name="สมปอง"), StringIO()
    erase(person, by=None, reason="คำขอ")
    call_command("export_erasures", stdout=out)
    ledger = tmp_path / "erasures.jsonl"
    ledger.write_text(out.getvalue())
    Erasure.objects.all().delete()
    held = Person.objects.get()
    held.name = "สมปอง"
    held.save()
    said = StringIO()
    call_command("replay_erasures", ledger, stdout=said)
    assert said.getvalue() == "บัญชีการลบมี 1 ราย ลบซ้ำแล้ว 1 ราย ไม่พบในระบบ 0 ราย\n"
    assert Person.objects.get().name == ERASED


def test_without_any_ledger_nothing_is_to_do() -> None:
    said = StringIO()
    call_command("replay_erasures", stdout=said)
    assert "0 ราย" in said.getvalue()


@pytest.mark.parametrize("content", [None, "odd", '{"key": "x"}'])
def test_a_ledger_that_can_not_be_read_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "x.jsonl"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match="อ่านบัญชีการลบ"):
        call_command("replay_erasures", path)


@pytest.mark.django_db(transaction=True)
def test_who_was_erased_after_a_backup_is_gone_once_it_is_put_back(tmp_path: Path, settings: Settings) -> None:
    settings.BACKUPS = tmp_path / "backups"
    folders = {"BACKUPS": str(settings.BACKUPS), "UPLOADS": str(tmp_path / "uploads")}
    person, other = factories.PersonFactory.create(name="กานารี หนึ่ง"), factories.PersonFactory.create(name="คนอื่น")
    trader = factories.SoleTraderFactory.create(name="กานารี สอง")
    factories.ContactFactory.create(person=person, value="canary@example.com")
    factories.OfficeFactory.create(person=person)
    manage(connection, "backup", environment=folders)
    [archive] = settings.BACKUPS.glob("*.zip")
    for row in (person, trader):
        erase(row, by=None, reason="คำขอ")
    with empty_database(tmp_path) as restored:
        done = manage(restored, "restore", str(archive), environment=folders)
        assert (done.returncode, done.stderr) == (0, "")
        assert "บัญชีการลบมี 2 ราย ลบซ้ำแล้ว 2 ราย ไม่พบในระบบ 0 ราย" in done.stdout
        kept = contents(restored)
    told = "".join(row for rows in kept.values() for row in rows)
    assert [sign for sign in ("กานารี", "canary") if sign in told] == []
    assert ERASED in told
    assert other.name in told
    assert len(kept["members_office"]) == 1  # what counts stays
    assert len(kept["members_erasure"]) == 2
