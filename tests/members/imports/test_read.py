"""A file is opened in a process of its own, which may be ended."""

from pathlib import Path

import pytest

from members.imports import read as reading
from members.imports.gate import FileRefused
from tests.members.imports.files import listed, page, text, xls, xlsx


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx(listed()), "a.xlsx"),
        (xls(listed()), "a.xls"),
        (page(listed()), "a.xls"),
        (text(listed()).encode(), "a.csv"),
    ],
)
def test_each_kind_of_file_is_read_by_the_child(data: bytes, name: str) -> None:
    (sheet,) = reading.read(data, name)
    assert len(sheet.rows) == 6


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0)
    with pytest.raises(FileRefused, match="เวลาหรือหน่วยความจำ"):
        reading.read(text(listed()).encode(), "a.csv")


def test_a_file_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MEMORY", 12 * 1024 * 1024)
    with pytest.raises(FileRefused, match="เวลาหรือหน่วยความจำ"):
        reading.read(text(listed() * 20_000).encode()[: 9 * 1024 * 1024], "a.csv")


def test_what_the_child_finds_is_told() -> None:
    data = xls(listed())
    with pytest.raises(FileRefused, match="เสียหาย"):
        reading.read(data[:512] + bytes(1024) + data[1536:], "a.xls")
    with pytest.raises(FileRefused, match="20,000"):
        reading.read(b"a,b\n" * 20_200, "a.csv")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("cat >/dev/null; kill -SEGV $$", "เสียหาย"),
        ("exit 1", "เสียหาย"),
        ("cat >/dev/null; kill -XCPU $$", "เวลาหรือหน่วยความจำ"),
    ],
)
def test_how_the_child_ended_tells_what_the_file_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, told: str
) -> None:
    """A library can crash on a damaged file, even before it has read it; a limit ends the child by another signal."""
    executable = tmp_path / "child"
    executable.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    executable.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(executable))
    with pytest.raises(FileRefused, match=told):
        reading.read(text(listed() * 1000).encode(), "a.csv")
