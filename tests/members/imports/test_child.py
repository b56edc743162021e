"""The process that opens one file."""

import subprocess
import sys

import pytest

from config.env import BASE_DIR
from members.imports.child import READERS
from members.imports.gate import Format
from members.imports.tables import Unreadable, load
from tests.members.imports.files import listed, text


def child(file_format: str, data: bytes, *, memory: int = 130_000_000) -> list[bytes]:
    command = [sys.executable, "-m", "members.imports.child", file_format, str(memory), "8"]
    ended = subprocess.run(command, input=data, capture_output=True, cwd=BASE_DIR, check=False)
    return ended.stdout.splitlines()


def test_every_format_that_comes_in_has_a_reader() -> None:
    assert set(READERS) == set(Format)


def test_the_child_hands_over_the_table_and_never_loads_django() -> None:
    (sheet,) = load(child("text", text(listed()).encode()))
    assert len(sheet.rows) == 6
    script = "import sys, members.imports.child; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=BASE_DIR, check=False).returncode == 0


def test_a_file_beyond_the_memory_is_told() -> None:
    with pytest.raises(Unreadable, match="limits"):
        load(child("text", b"a," * 4_000_000, memory=10_000_000))
