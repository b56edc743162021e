"""Modules that must be covered whole exist, and a branch of theirs that no test takes fails the run."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from coverage import CoverageData
from coverage.parser import PythonParser

from config import env

PATTERNS: list[str] = tomllib.loads((env.BASE_DIR / "pyproject.toml").read_text())["tool"]["fully-covered"]["modules"]


def test_every_module_that_is_named_is_there() -> None:
    assert [pattern for pattern in PATTERNS if not list(env.BASE_DIR.glob(pattern))] == []


@pytest.mark.parametrize(("left_out", "fails"), [(0, False), (1, True)])
def test_a_branch_that_no_test_takes_fails(left_out: int, fails: bool, tmp_path: Path) -> None:
    module = str(env.BASE_DIR / "records" / "version.py")
    parser = PythonParser(filename=module)
    parser.parse_source()
    branching = [arc for arc in parser.arcs() if parser.exit_counts().get(arc[0], 0) > 1]
    covered = CoverageData(basename=str(tmp_path / "covered"))
    covered.add_arcs({module: parser.arcs() - set(branching[:left_out])})
    covered.write()
    done = subprocess.run(
        [sys.executable, ".ci/fully-covered"],
        cwd=env.BASE_DIR,
        env={"PATH": os.environ["PATH"], "COVERAGE_FILE": covered.data_filename()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) is fails, done.stdout
    assert ("records/version.py" in done.stdout) is fails
