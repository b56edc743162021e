"""Where the originals of batches lie: below the uploads folder, private, under names that nobody chose.

One lock file there tells whether a process works through the batches: the system takes the lock back whatever ends
that process.
"""

import fcntl
import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

FOLDER: Final = "imports"
_LOCK: Final = "worker.lock"


def folder() -> Path:
    path = Path(settings.MEDIA_ROOT) / FOLDER
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes) -> str:
    """Write a file and return the name under which it's kept."""
    name = f"{fingerprint(data)[:16]}-{uuid.uuid4().hex}"
    with os.fdopen(os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return name


def fetch(name: str) -> bytes | None:
    """Return a kept file, None if it's no more."""
    try:
        return (folder() / name).read_bytes() if name else None
    except FileNotFoundError:
        return None


def remove(names: Iterable[str]) -> None:
    for name in names:
        (folder() / name).unlink(missing_ok=True)


@contextmanager
def worker_lock() -> Iterator[bool]:
    """Hold the lock of the one process that works; False if another has it."""
    with (folder() / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def somebody_works() -> bool:
    """Tell whether a process holds the lock at this moment."""
    with worker_lock() as is_free:
        return not is_free
