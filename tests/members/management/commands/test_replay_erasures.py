"""After a restore the ledger is carried out again, from beside the backups or from a file that is named."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from members.models import Erasure, Person
from members.privacy.operations import erase
from members.privacy.operations.erasure import ERASED
from tests import factories

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
