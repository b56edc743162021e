"""What the command says, and that a load that is cut off leaves nothing."""

import random
import subprocess
from io import StringIO
from time import monotonic

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from members.models import Person
from programmes.management.commands.load_demo import Command, Progress
from programmes.models import DemoLoad, Round
from programmes.operations import load_history
from tests.factories import RoundFactory
from tests.programmes.management.commands.test_load_history import STARTED, counts, process

LOAD = (
    f"import django; django.setup(); from django.core.management import call_command; print('{STARTED}', flush=True); "
    "call_command('load_demo', size='tiny')"
)


def said(**options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_demo", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("history")
def test_the_command_tells_what_it_writes_and_what_it_has_done() -> None:
    out, err = said(size="tiny")
    assert out.startswith("นำเข้าข้อมูลตัวอย่างแล้ว: คลัสเตอร์ 12 กลุ่ม สถานประกอบการ 90 ราย ปีงบประมาณ 2566–2570")
    assert all(f"  {role}@sample.invalid" in out for role in ("approver", "editor", "manager", "coordinator", "sme"))
    assert err.splitlines()[:2] == ["ปีงบประมาณของโครงการ: 5 แถว", "คลัสเตอร์: 12 แถว"]
    assert said(once=True)[0].startswith("ระบบมีข้อมูลตัวอย่างอยู่")
    out, err = said(remove=True)
    assert out == "นำข้อมูลตัวอย่างออกแล้ว\n"
    assert err.splitlines()[-1] == "ปีงบประมาณของโครงการ: 5 แถว"
    assert said(once=True) == ("", "")


@pytest.mark.django_db
@pytest.mark.usefixtures("history")
def test_the_first_start_loads_and_the_next_does_not() -> None:
    assert "นำเข้าข้อมูลตัวอย่างแล้ว" in said(once=True, size="tiny")[0]
    assert "นำเข้าข้อมูลตัวอย่างแล้ว" not in said(once=True, size="tiny")[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("history")
def test_the_first_start_in_production_loads_nothing(settings: LazySettings) -> None:
    settings.PRODUCTION = True
    assert said(once=True) == ("", "")
    with pytest.raises(CommandError, match="--force"):
        said()
    assert not DemoLoad.objects.exists()


@pytest.mark.django_db
def test_what_the_rules_refuse_is_told_in_words() -> None:
    with pytest.raises(CommandError, match="load_history"):
        said()
    load_history()
    RoundFactory.create(fiscal_year=2568)
    with pytest.raises(CommandError, match="2568"):
        said()


def test_on_a_terminal_one_line_changes() -> None:
    terminal = StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    progress = Progress(Command(stderr=terminal))
    progress.add(Person, 3)
    progress.add(Person, 4)
    progress.add(Round, 5)
    progress.end()
    assert terminal.getvalue() == (
        "\rบุคคล: 3 แถว\rบุคคล: 7 แถว\rบุคคล: 7 แถว\n\rปีงบประมาณของโครงการ: 5 แถว\rปีงบประมาณของโครงการ: 5 แถว\n"
    )


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_leaves_nothing_or_all() -> None:
    load_history()
    before = counts()
    begin = monotonic()
    assert ended(None)
    lasts = monotonic() - begin
    after = counts()
    assert sum(after) > sum(before)
    chance = random.Random(2570)  # noqa: S311  # not a secret
    for _ in range(2):
        call_command("load_demo", remove=True, stdout=StringIO(), stderr=StringIO())
        kept = counts()
        complete = ended(chance.uniform(0.2, 0.9) * lasts)
        assert (counts() == kept) is not complete
        if not complete:
            assert ended(None)


def ended(seconds: float | None) -> bool:
    connection.close()
    with process(LOAD) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline().strip() == STARTED
        try:
            return loading.wait(timeout=seconds) == 0
        except subprocess.TimeoutExpired:
            loading.kill()
            return DemoLoad.objects.standing().exists()
