"""Opens one file in a process of its own: ``python -m members.imports.child FORMAT MEMORY SECONDS <file >lines``.

What a file does to a reader's memory and time ends here. Django isn't loaded.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from members.imports.old_workbooks import read_excel_xml, read_old_workbook
from members.imports.pages import read_page
from members.imports.tables import Sheet, Unreadable, dump
from members.imports.texts import read_text
from members.imports.workbooks import read_workbook

READERS: Final[dict[str, Callable[[bytes], list[Sheet]]]] = {
    "xlsx": read_workbook,
    "xls": read_old_workbook,
    "xml": read_excel_xml,
    "html": read_page,
    "text": read_text,
}


def limit(memory: int, seconds: int) -> None:
    """Let this process take so much memory beyond what it has already, and so much of a processor's time."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    most = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(file_format: str, memory: str, seconds: str) -> None:
    limit(int(memory), int(seconds))
    try:
        for line in dump(READERS[file_format](sys.stdin.buffer.read())):
            sys.stdout.write(line + "\n")
    except Unreadable as unreadable:
        sys.stdout.write(f'{{"error": "{unreadable.code}"}}\n')
    except (MemoryError, RecursionError):
        sys.stdout.write('{"error": "limits"}\n')


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, as Python opens it
    main(*sys.argv[1:])
