"""What forbids production, rule by rule."""

import dataclasses
from typing import Any

import pytest

from config.checks import DEFAULT_SECRET_KEY, ProductionValues, production_problems

SAFE = ProductionValues(
    secret_key="k3Yvp" * 10,
    debug=False,
    allowed_hosts=["portal.example"],
    database_engine="django.db.backends.postgresql",
    allow_sqlite=False,
    ssl_redirect=True,
    behind_proxy=False,
    csrf_trusted_origins=[],
)


def problems_with(**changes: Any) -> list[str]:
    return production_problems(dataclasses.replace(SAFE, **changes))


def test_safe_values_may_start() -> None:
    # Safe stays safe under what an installation may choose freely.
    assert problems_with(secret_key="abcde" * 10) == []
    assert problems_with(ssl_redirect=False, behind_proxy=True) == []
    assert problems_with(ssl_redirect=False, csrf_trusted_origins=["https://portal.example"]) == []
    assert problems_with(database_engine="django.db.backends.sqlite3", allow_sqlite=True) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"secret_key": DEFAULT_SECRET_KEY}, "SECRET_KEY is the default"),
        ({"secret_key": "x9Qf2" * 9 + "abcd"}, "SECRET_KEY is too short"),
        ({"secret_key": "abcd" * 20}, "SECRET_KEY is too short or too regular"),
        ({"debug": True}, "DEBUG is on"),
        ({"allowed_hosts": []}, "ALLOWED_HOSTS is empty"),
        ({"allowed_hosts": ["portal.example", "*"]}, "ALLOWED_HOSTS allows every host"),
        ({"database_engine": "django.db.backends.sqlite3"}, "ALLOW_SQLITE=1"),
        ({"ssl_redirect": False}, "CSRF_TRUSTED_ORIGINS is empty"),
        ({"csrf_trusted_origins": ["http://portal.example"]}, "doesn't begin with https://"),
    ],
)
def test_an_unsafe_value_is_refused_by_name(changes: dict[str, Any], named: str) -> None:
    [problem] = problems_with(**changes)
    assert named in problem


def test_all_unsafe_values_are_told_at_once() -> None:
    problems = problems_with(
        secret_key=DEFAULT_SECRET_KEY, debug=True, allowed_hosts=[], database_engine="django.db.backends.sqlite3"
    )
    assert [problem.split()[0] for problem in problems] == ["SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL"]


def test_each_refusal_is_said_in_thai_too() -> None:
    problems = problems_with(
        secret_key="", debug=True, allowed_hosts=["*"], database_engine="django.db.backends.sqlite3", ssl_redirect=False
    )
    assert len(problems) == 5
    assert all("\u0e00" < sign < "\u0e7f" for problem in problems for sign in problem.rpartition(" / ")[2][-1:])
