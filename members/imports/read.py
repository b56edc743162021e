"""Reads a file that has passed the gate, in a child process that can be stopped."""

import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, suppress
from threading import Timer
from typing import IO, Final, cast

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
        with closing(_lines(data, file_format)) as lines:
            return [table for sheet in load(lines) for table in tables_beside(sheet)]
    except (Unreadable, ValueError) as error:
        raise refusal(error.code if isinstance(error, Unreadable) else "limits") from error


def _lines(data: bytes, file_format: Format) -> Generator[bytes]:
    """Yield what the child writes until it ends or is ended, one line after the other: they may be many."""
    command = [sys.executable, "-m", "members.imports.child", file_format, str(MEMORY), str(PROCESSOR_SECONDS)]
    line = b""
    with subprocess.Popen(  # noqa: S603  # our own module; the file comes by its standard input
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=settings.BASE_DIR
    ) as child:
        end = Timer(SECONDS, child.kill)
        end.start()
        try:
            _hand_over(data, cast(IO[bytes], child.stdin))
            for line in cast(IO[bytes], child.stdout):
                yield line
        finally:
            end.cancel()
            child.kill()
    # A damaged file can crash the library that opens it; a limit ends the child by another signal.
    if child.returncode in _CRASHES and not line.startswith(b'{"error"'):
        yield b'{"error": "broken"}'


def _hand_over(data: bytes, child: IO[bytes]) -> None:
    """Give the child the whole file; it writes nothing before it has it."""
    with suppress(BrokenPipeError), child:
        child.write(data)
