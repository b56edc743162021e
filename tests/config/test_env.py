"""How the environment is read, and what happens to values that can't be."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import env

READ = "import json; from config import env; print(json.dumps({name: getattr(env, name) for name in %r}))"


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a process with nothing but these variables set (and those that measure coverage)."""
    measuring = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=env.BASE_DIR,
        env=environment | measuring,
        capture_output=True,
        text=True,
        check=False,
    )


def read(*names: str, **environment: str) -> list[object]:
    answer = python(READ % (names,), **environment)
    assert answer.stderr == ""
    return list(json.loads(answer.stdout).values())


def test_nothing_need_be_set_on_the_own_machine() -> None:
    assert read("PRODUCTION", "DEBUG", "PORT", "ALLOWED_HOSTS") == [
        False,
        False,
        8000,
        ["127.0.0.1", "localhost", "[::1]"],
    ]
    assert Path(read("DATABASE")[0]["NAME"]) == env.BASE_DIR / "var" / "portal.sqlite3"  # type: ignore[index]


def test_a_folder_lies_in_the_projects_unless_it_is_absolute() -> None:
    answer = python("from config import env; print(env.UPLOADS, env.BACKUPS)", BACKUPS="/srv/backups")
    assert answer.stdout.split() == [str(env.BASE_DIR / "var" / "uploads"), "/srv/backups"]


def test_an_empty_value_counts_as_unset() -> None:
    assert read("DEBUG", "PORT", "LOG_FORMAT", DEBUG="", PORT=" ", LOG_FORMAT="") == [False, 8000, "text"]


def test_values_are_read_by_their_type() -> None:
    assert read("LOG_FORMAT", LOG_FORMAT="json") == ["json"]
    assert read("DEBUG", "PORT", "ALLOWED_HOSTS", DEBUG="Yes", PORT="81", ALLOWED_HOSTS=" a.example, b.example,") == [
        True,
        81,
        ["a.example", "b.example"],
    ]


def test_a_secret_that_begins_with_a_dollar_sign_is_taken_as_it_stands() -> None:
    assert read("SECRET_KEY", SECRET_KEY="$HOME and more") == ["$HOME and more"]


def test_the_folder_of_a_socket_may_stand_for_the_host() -> None:
    [database] = read("DATABASE", DATABASE_URL="postgres://portal@%2Frun%2Fpostgresql/portal")
    assert isinstance(database, dict)
    assert (database["HOST"], database["USER"], database["NAME"]) == ("/run/postgresql", "portal", "portal")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("PORT", "-1"),
        ("PORT", "²"),
        ("LOG_FORMAT", "xml"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://host:port/name"),
        ("CACHE_URL", "nonsense"),
        ("EMAIL_URL", "nonsense"),
        ("EMAIL_URL", "smtp://"),
        ("SESSION_IDLE_MINUTES", "an hour"),
    ],
)
def test_a_value_that_cannot_be_read_stops_the_start_and_is_named(name: str, value: str) -> None:
    answer = python("import config.env", **{name: value})
    assert answer.returncode == 1
    assert f"  - {name}: " in answer.stderr
    assert "Traceback" not in answer.stderr


def test_production_refuses_the_defaults_and_says_each_reason() -> None:
    answer = python("import config.wsgi", PRODUCTION="1", DEBUG="1")
    assert answer.returncode == 1
    assert re.findall(r"^  - (\w+)", answer.stderr, re.MULTILINE) == [
        "SECRET_KEY",
        "DEBUG",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
    ]
    assert "Traceback" not in answer.stderr


def test_production_starts_with_safe_settings() -> None:
    safe = {"PRODUCTION": "1", "SECRET_KEY": "q1W2e" * 10, "ALLOWED_HOSTS": "portal.example"}
    assert read("PRODUCTION", "SSL_REDIRECT", DATABASE_URL="postgres://db.example/portal", **safe) == [True, True]
    assert read("ALLOW_SQLITE", ALLOW_SQLITE="1", **safe) == [True]


def test_nothing_switches_the_second_factor_off_in_production() -> None:
    safe = {"PRODUCTION": "1", "SECRET_KEY": "q1W2e" * 10, "ALLOWED_HOSTS": "portal.example", "ALLOW_SQLITE": "1"}
    assert read("SECOND_FACTOR_REQUIRED") == [False]
    assert read("SECOND_FACTOR_REQUIRED", SECOND_FACTOR_REQUIRED="1") == [True]
    assert read("SECOND_FACTOR_REQUIRED", SECOND_FACTOR_REQUIRED="0", **safe) == [True]


def test_a_proxy_is_counted_as_one_unless_told_otherwise() -> None:
    assert read("TRUSTED_PROXIES") == [0]
    assert read("TRUSTED_PROXIES", BEHIND_PROXY="1") == [1]
    assert read("TRUSTED_PROXIES", BEHIND_PROXY="1", TRUSTED_PROXIES="2") == [2]


def test_mail_is_sent_by_the_server_that_is_named() -> None:
    assert read("MAIL") == [None]
    [sent] = read("MAIL", EMAIL_URL="smtp+tls://portal:secret@mail.example:587")
    assert isinstance(sent, dict)
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")
    assert [sent[name] for name in names] == ["mail.example", 587, "portal", "secret", True]


def test_the_operations_guide_shows_exactly_the_variables_of_the_code() -> None:
    guide = (env.BASE_DIR / "docs" / "operations.md").read_text()
    shown = re.findall(r"^\| `[A-Z_]+` \|.*\|$", guide, re.MULTILINE)
    read_by_the_code = [
        f"| `{variable.name}` | {variable.kind} | {variable.default} | {variable.meaning} |"
        for variable in env.VARIABLES
    ]
    assert shown == read_by_the_code
