"""What the command says, and that it leaves all or nothing however it ends."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from time import monotonic
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from clusters.models import Cluster
from programmes.models import Source
from programmes.operations import load_history
from records.history import written_by
from records.models import Record
from tests.at_once import all_at_once
from tests.factories import UserFactory

KILLS = 4 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 20
BATCHES = 4  # of kills, so that several processes of a test run share them
# 184 of reference, 9 documents, 3 funders, 8 of the story, 22 indicators, 8 rounds, 12 of the pilots, 33 figures
ROWS = 279
STARTED = "started"

# Tells when it begins, so that the kills fall into the load and not into the start of Django.
LOAD = (
    f"import django; django.setup(); from django.core.management import call_command; print('{STARTED}', flush=True); "
)
LOAD += "call_command('load_history')"


def said() -> str:
    out = StringIO()
    call_command("load_history", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_what_it_left() -> None:
    assert said() == f"นำเข้าประวัติโครงการแล้ว: เพิ่ม {ROWS} ปรับปรุง 0 คงเดิม 0 รายการ\n"
    assert said() == f"ประวัติโครงการเป็นปัจจุบันอยู่แล้ว ไม่มีการเปลี่ยนแปลง ({ROWS} รายการ)\n"
    source = Source.objects.get(code="H")
    source.note = "ตรวจแล้ว"
    with written_by(UserFactory.create()):
        source.save()
    assert said() == (
        f"ประวัติโครงการเป็นปัจจุบันอยู่แล้ว ไม่มีการเปลี่ยนแปลง ({ROWS - 1} รายการ)\nเจ้าหน้าที่แก้ไขไว้แล้ว จึงไม่เปลี่ยน 1 รายการ\n"
    )


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_the_same_moment_load_once() -> None:
    tallies = all_at_once(lambda _: load_history(), range(2))
    assert sorted(tally.wrote for tally in tallies) == [0, ROWS]
    assert Cluster.objects.count() == 3


def address_of_the_test_database() -> str:
    """Return the address under which another process finds the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    host = quote(str(database["HOST"]), safe="")
    signed_in = quote(str(database["USER"]), safe="") + (
        f":{quote(str(database['PASSWORD']))}" if database["PASSWORD"] else ""
    )
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{signed_in}@{host}{port}/{database['NAME']}"


def process(code: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": address_of_the_test_database()}
    return subprocess.Popen(  # our own code
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
    )


def counts() -> list[int]:
    """Count all records and their history through a new connection, which sees only what has been committed."""
    connection.close()
    kept = [model for model in apps.get_models() if issubclass(model, Record)]
    found = [table.objects.count() for model in kept for table in (model, model.history.model)]
    connection.close()
    return found


def load_until(seconds: float | None) -> bool:
    """Load in another process and kill it after ``seconds``; return whether it had come to its end."""
    with process(LOAD) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline().strip() == STARTED
        try:
            return loading.wait(timeout=seconds) == 0
        except subprocess.TimeoutExpired:
            loading.kill()
            return False


@pytest.fixture
def emptied(transactional_db: None) -> Iterator[None]:
    connection.close()
    yield
    connection.close()


@pytest.mark.usefixtures("emptied")
@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_load_that_is_killed_at_any_moment_leaves_all_or_nothing(batch: int) -> None:
    before = counts()
    begin = monotonic()
    assert load_until(None)
    lasts = monotonic() - begin
    after = counts()
    assert sum(before) == 0
    assert sum(after) == 2 * ROWS
    chance = random.Random(2547 + batch)  # noqa: S311  # not a secret
    for _ in range(KILLS // BATCHES):
        call_command("flush", interactive=False, verbosity=0)
        connection.close()
        load_until(chance.uniform(0, lasts))
        assert counts() in (before, after)
    assert load_until(None)
    assert counts() == after
