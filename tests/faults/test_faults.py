"""Whatever fails under load: what was acknowledged is there, nothing is by half, and officers are told in Thai."""

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone

from clusters.models import Sector
from records.backup import make_backup, restore_backup
from tests.factories import SuperuserFactory
from tests.faults.server import Officers, portal_on, session_of, told_in_thai
from tests.installations import address_of

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = 5 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 200
BATCHES = 1 if KILLS < 20 else 4  # tests of their own, so that each core of the machine has its share


def halves(codes_of_rows: list[str], codes_of_history: list[str]) -> list[str]:
    """Return the saves that are there by half: a row without its history, or the other way round."""
    return sorted(set(codes_of_rows) ^ set(codes_of_history))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_process_that_is_killed_in_mid_save_loses_nothing_and_leaves_no_half(batch: int) -> None:
    session = session_of(SuperuserFactory.create())
    chance = random.Random(2569 + batch)  # noqa: S311  # no secret
    connection.close()
    with portal_on(address_of(connection), session) as portal:
        officers = Officers(portal)
        with officers.at_work():
            for _ in range(KILLS // BATCHES):
                officers.wait_for(2)
                time.sleep(chance.uniform(0, 0.03))  # into the middle of a save
                for pid in portal.workers:
                    os.kill(pid, signal.SIGKILL)
    rows = list(Sector.objects.values_list("code", flat=True))
    assert len(officers.saved) >= 2 * KILLS // BATCHES
    assert set(officers.saved) - set(rows) == set()
    assert halves(rows, list(Sector.history.values_list("code", flat=True))) == []
    assert any(status == 0 for status, _ in officers.answers)


def test_a_server_that_is_stopped_finishes_what_it_answers() -> None:
    session = session_of(SuperuserFactory.create())
    connection.close()
    with portal_on(address_of(connection), session) as portal:
        officers = Officers(portal)
        with officers.at_work():
            officers.wait_for(3)
            portal.process.terminate()
            portal.process.wait(timeout=60)
    assert portal.process.returncode == 0
    rows = set(Sector.objects.values_list("code", flat=True))
    assert rows == set(officers.saved)  # each save that was begun was answered, and no other was made
    assert {status for status, _ in officers.answers} <= {0, 302}


@pytest.mark.sqlite
def test_a_full_disk_is_told_and_leaves_nothing_by_half(tmp_path: Path) -> None:
    """The database lies on a disk of its own of a few megabytes."""
    session = session_of(SuperuserFactory.create())
    connection.close()
    disk = tmp_path / "disk"
    disk.mkdir()
    copy = tmp_path / "portal.sqlite3"
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    size = copy.stat().st_size + 1_500_000
    mount = f'mount -t tmpfs -o size={size} tmpfs "{disk}" && cp "{copy}" "{disk}/portal.sqlite3" && exec "$@"'
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    with portal_on(f"sqlite:///{disk}/portal.sqlite3", session, before=[*alone, "sh", "-c", mount, "sh"]) as portal:
        officers = Officers(portal, name="ผ้า" * 30)
        with officers.at_work():
            officers.wait_for(6, statuses=(503,))
        assert portal.ask("/clusters/")[0] == 200
        inside = Path(f"/proc/{portal.process.pid}/root{disk}")
        for path in inside.glob("portal.sqlite3*"):
            (tmp_path / f"kept-{path.name}").write_bytes(path.read_bytes())
    headings = {told_in_thai(page) for status, page in officers.answers if status == 503}
    assert headings == {"บันทึกไม่ได้ เนื้อที่ดิสก์ของระบบเต็ม"}
    with closing(sqlite3.connect(tmp_path / "kept-portal.sqlite3")) as kept:
        rows = [code for [code] in kept.execute("SELECT code FROM clusters_sector")]
        history = [code for [code] in kept.execute("SELECT code FROM clusters_historicalsector")]
    assert set(rows) == set(officers.saved)
    assert halves(rows, history) == []


@contextmanager
def own_postgresql() -> Iterator[str]:
    """A server that may be stopped, and writes as a real one does; yields its address."""
    holding = ["bash", "-c", 'echo "$DATABASE_URL"; exec sleep infinity']
    keeper = subprocess.Popen(
        [".ci/postgresql", "c", *holding], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, process_group=0
    )
    try:
        assert keeper.stdout is not None
        yield keeper.stdout.readline().strip()
    finally:
        os.killpg(keeper.pid, signal.SIGTERM)
        keeper.communicate(timeout=60)


def pg_ctl(folder: str, *words: str) -> None:
    owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    program = str(found[-1] / "pg_ctl") if found else "pg_ctl"
    command = [*owner, program, "--pgdata", f"{folder}/data", "--log", f"{folder}/server.log", "--wait", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.mark.postgresql
def test_a_database_that_stops_and_starts_under_load_is_told_and_comes_back(tmp_path: Path) -> None:
    session = session_of(SuperuserFactory.create())
    archive = make_backup(connection, tmp_path / "uploads", tmp_path, now=timezone.now())
    with own_postgresql() as address:
        folder = unquote(urlsplit(address).netloc.partition("@")[2])
        with closing(psycopg2.connect(host=folder, user="portal", dbname="portal")) as as_real:
            as_real.autocommit = True
            with as_real.cursor() as cursor:
                cursor.execute("ALTER SYSTEM SET synchronous_commit = on")
                cursor.execute("SELECT pg_reload_conf()")
        other = connections.create_connection(DEFAULT_DB_ALIAS)
        other.settings_dict = {**other.settings_dict, "HOST": folder, "PORT": "", "USER": "portal", "NAME": "portal"}
        restore_backup(archive, other, tmp_path / "back")
        with other.cursor() as cursor:
            values = (session.session_key, session.session_data, session.expire_date)
            cursor.execute(
                "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)", values
            )
        other.close()
        with portal_on(address, session) as portal:
            officers = Officers(portal)
            with officers.at_work():
                officers.wait_for(5)
                stopping = Thread(target=pg_ctl, args=(folder, "--mode", "immediate", "stop"))
                stopping.start()
                officers.wait_for(5, statuses=(503,))  # each within ten seconds, or it's given up
                stopping.join()
                pg_ctl(folder, "start")
                back = len(officers.answers)
                officers.wait_for(10)
        with other.cursor() as cursor:
            cursor.execute("SELECT code FROM clusters_sector")
            rows = [code for [code] in cursor.fetchall()]
            cursor.execute("SELECT code FROM clusters_historicalsector")
            history = [code for [code] in cursor.fetchall()]
        other.close()
    away = [page for status, page in officers.answers if status == 503]
    assert {told_in_thai(page) for page in away} == {"ระบบไม่พร้อมให้บริการชั่วคราว"}
    assert {status for status, _ in officers.answers} == {302, 503}
    # Those that were begun while it was away may still say so; none that is begun afterwards does.
    assert {status for status, _ in officers.answers[back + 3 :]} == {302}
    assert set(officers.saved) - set(rows) == set()
    assert halves(rows, history) == []
