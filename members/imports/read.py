"""Reads a file that has passed the gate, in a child process that can be stopped."""

import signal
import subprocess
import sys
from typing import Final

from django.conf import settings

from members.imports.beside import tables_beside
from members.imports.gate import Format, gate, refusal
from members.imports.tables import Sheet, Unreadable, load

MEMORY: Final = 130 * 1024 * 1024  # bytes, beyond what Python needs
PROCESSOR_SECONDS: Final = 8
# By the clock: the processor's time ends a bad file first, and a machine that is busy refuses no innocent one.
SECONDS: Final = 45
_CRASHES: Final = frozenset({-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, 1})


def read(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a file. Raises FileRefused."""
    file_format = gate(data, name)
    try:
        return [table for sheet in load(_lines(data, file_format)) for table in tables_beside(sheet)]
    except (Unreadable, ValueError) as error:
        raise refusal(error.code if isinstance(error, Unreadable) else "limits") from error


def _lines(data: bytes, file_format: Format) -> list[bytes]:
    """Return what the child wrote before it ended or was ended."""
    command = [sys.executable, "-m", "members.imports.child", file_format, str(MEMORY), str(PROCESSOR_SECONDS)]
    try:
        child = subprocess.run(  # noqa: S603  # our own module; the file comes by its standard input
            command, input=data, capture_output=True, cwd=settings.BASE_DIR, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return []
    lines = child.stdout.splitlines()
    # A damaged file can crash the library that opens it; a limit ends the child by another signal.
    has_crashed = child.returncode in _CRASHES and not (lines and lines[-1].startswith(b'{"error"'))
    return [*lines, b'{"error": "broken"}'] if has_crashed else lines
