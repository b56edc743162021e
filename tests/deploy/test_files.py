"""What the files of an installation name exists: commands, variables, files, and the places they share."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from config import env, settings

DEPLOY = env.BASE_DIR / "deploy"
GUIDE = env.BASE_DIR / "docs" / "operations.md"
UNITS = sorted((DEPLOY / "systemd").glob("portal*"))
FILES = [*UNITS, *(DEPLOY / name for name in ("Dockerfile", "compose.yaml", "nginx.conf", "install", "portal.env"))]
VARIABLES = {variable.name for variable in env.VARIABLES}


@pytest.mark.parametrize("path", [*FILES, GUIDE], ids=lambda path: path.name)
def test_every_command_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", path.read_text()))
    assert named - get_commands().keys() - {"runserver"} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one_of_the_portals(path: Path) -> None:
    text = path.read_text()
    assigned = set(re.findall(r"(?:^|\s)([A-Z][A-Z_]+)=", text, re.MULTILINE))
    others = {"PYTHON"}  # of the installing script
    assert assigned - VARIABLES - others == set()


def test_the_example_of_settings_starts_a_production_once_its_secret_is_filled_in() -> None:
    lines = [line for line in (DEPLOY / "portal.env").read_text().splitlines() if line and not line.startswith("#")]
    given = dict(line.split("=", 1) for line in lines)
    assert given["SECRET_KEY"] == ""
    assert shlex.split(" ".join(lines)) == lines  # systemd and the shell read the same
    from_file = given | {"SECRET_KEY": "q1W2e" * 10}
    done = subprocess.run(
        [env.BASE_DIR / ".venv" / "bin" / "python", "-c", "import config.env"],
        cwd=env.BASE_DIR,
        env=from_file,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_units_write_only_where_the_settings_lead() -> None:
    places = re.findall(r"^(?:UPLOADS|BACKUPS)=(\S+)", (DEPLOY / "portal.env").read_text(), re.MULTILINE)
    [uploads] = (place for place in places if place.endswith("/uploads"))
    places.append(uploads.replace("uploads", "papers"))  # documents on paper are kept beside the uploads
    assert Path(settings.CACHES["papers"]["LOCATION"]).parent == env.UPLOADS.parent
    for unit in ("portal.service", "portal-backup.service"):  # an erasure writes its ledger beside the backups
        [writable] = re.findall(r"^ReadWritePaths=(.*)$", (DEPLOY / "systemd" / unit).read_text(), re.MULTILINE)
        assert all(any(place.startswith(folder) for folder in writable.split()) for place in places)


def test_every_night_what_was_kept_long_enough_goes() -> None:
    nightly = (DEPLOY / "systemd" / "portal-clearsessions.service").read_text()
    for text in (nightly, (DEPLOY / "compose.yaml").read_text()):
        assert [name for name in ("clearsessions", "run_imports", "retention") if f"manage.py {name}" not in text] == []
    assert "ReadWritePaths=/var/lib/portal /var/backups/portal" in nightly  # the ledger of erasures lies there


def test_each_timer_starts_a_unit_that_exists() -> None:
    timers = {path.stem for path in UNITS if path.suffix == ".timer"}
    assert timers == {"portal-backup", "portal-clearsessions"}
    assert timers <= {path.stem for path in UNITS if path.suffix == ".service"}


def test_the_container_is_built_of_files_that_exist() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    assert "requirements.txt" in text
    for path in re.findall(r"(?:^RUN |&& )(\.ci/\w+)", text, re.MULTILINE):
        assert (env.BASE_DIR / path).exists()
    packages = set((DEPLOY / "debian-packages").read_text().split())
    [installed] = re.findall(r"--no-install-recommends (.*?) &&", " ".join(text.replace("\\\n", " ").split()))
    assert set(installed.split()) <= packages


def test_the_guide_of_operations_names_every_file_of_an_installation() -> None:
    text = GUIDE.read_text()
    assert [path.name for path in FILES if path.name not in text] == []
