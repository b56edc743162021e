"""What every test run agrees on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password

from config import env

TESTS = """
import pytest

def test_that_runs():
    assert True

@pytest.mark.skip(reason="not today")
def test_that_is_left_out():
    assert False
"""


ASKING = """
import pytest

def test_by_fixture(db):
    assert True

@pytest.mark.django_db
def test_by_mark():
    assert True
"""

HOOKS = "from tests.conftest import pytest_addoption, pytest_collection_modifyitems, pytest_sessionfinish\n"


def run_of_tests(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(TESTS)
    (folder / "conftest.py").write_text(HOOKS)
    command = [sys.executable, "-m", "pytest", "-c", "pyproject.toml", str(folder), *options]
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "PYTEST", "COV"))}
    return subprocess.run(
        command, cwd=env.BASE_DIR, env=variables | environment, capture_output=True, text=True, check=False
    )


def test_a_skipped_test_fails_the_run_in_ci_and_is_named(tmp_path: Path) -> None:
    answer = run_of_tests(tmp_path, CI="true")
    assert answer.returncode == pytest.ExitCode.TESTS_FAILED
    assert "counts as failed" in answer.stdout
    assert "test_that_is_left_out" in answer.stdout


def test_a_skipped_test_is_only_told_elsewhere(tmp_path: Path) -> None:
    answer = run_of_tests(tmp_path)
    assert answer.returncode == pytest.ExitCode.OK
    assert "1 passed, 1 skipped" in answer.stdout


def test_what_asks_no_database_can_be_left_out_of_the_run_on_a_second_one(tmp_path: Path) -> None:
    (tmp_path / "test_asking.py").write_text(ASKING)
    answer = run_of_tests(tmp_path, "--asking-the-database")
    assert "2 passed, 2 deselected" in answer.stdout


def test_passwords_cost_nothing_in_tests() -> None:
    assert identify_hasher(make_password("unguessed words")).algorithm == "md5"
