"""Originals lie privately, under names that nobody chose; one process at a time works through them."""

import stat
from pathlib import Path

from members.imports import storage


def test_an_original_comes_back_as_it_was_and_nobody_else_reads_it() -> None:
    name = storage.keep(b"abc")
    assert storage.fetch(name) == b"abc"
    assert stat.S_IMODE((storage.folder() / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(storage.folder().stat().st_mode) == 0o700
    storage.remove([name, name])
    assert (storage.fetch(name), storage.fetch("")) == (None, None)


def test_the_same_file_twice_lies_there_twice() -> None:
    assert storage.keep(b"abc") != storage.keep(b"abc")
    assert storage.fingerprint(b"abc") == storage.fingerprint(b"abc")


def test_one_at_a_time_holds_the_lock() -> None:
    assert not storage.somebody_works()
    with storage.worker_lock() as first, storage.worker_lock() as second:
        assert (first, second) == (True, False)
        assert storage.somebody_works()
    assert not storage.somebody_works()
    assert Path(storage.folder() / "worker.lock").exists()
