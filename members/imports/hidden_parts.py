"""Which rows and columns of an old workbook (.xls) are hidden: the library that reads its cells doesn't say.

A file of that kind is a small disk: a table of sectors, and the workbook as one of its files, a sequence of records.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

_NAMES: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ENTRY: Final = 128  # bytes of a name in the directory
_IN_HEADER: Final = 109  # sectors of the table that the header names
_END: Final = 0xFFFFFFFC  # from here on no sector
_SHEET, _ROW, _COLUMN, _END_OF_SHEET = 0x85, 0x208, 0x7D, 0x0A
_ROW_IS_HIDDEN: Final = 0x20


class Hidden(NamedTuple):
    """Numbers of hidden rows as they're shown, and of hidden columns from 0."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


def hidden_parts(data: bytes) -> dict[str, Hidden]:
    """Return what is hidden in each sheet by its name; nothing of a file that isn't built as it should be."""
    try:
        book = _workbook(data)
        return {name: _of_sheet(book, start) for name, start in _sheets(book)}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _workbook(data: bytes) -> bytes:
    """Return the workbook of a file, its sectors one after the other."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    named = struct.unpack_from(f"<{_IN_HEADER}I", data, 76)
    table = [
        sector for at in named if at < _END for sector in struct.unpack_from(f"<{size // 4}I", data, (at + 1) * size)
    ]

    def content(sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < _END and len(pieces) <= len(table):
            pieces.append(data[(sector + 1) * size : (sector + 2) * size])
            sector = table[sector]
        return b"".join(pieces)

    directory = content(struct.unpack_from("<I", data, 48)[0])
    for at in range(0, len(directory), _ENTRY):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(length - 2, 0)] in _NAMES:
            return content(struct.unpack_from("<I", directory, at + 116)[0])
    return b""


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        if kind == _END_OF_SHEET:
            return
        at += 4 + length


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    """Yield the name of each sheet and where its records begin."""
    for kind, content in _records(book, 0):
        if kind == _SHEET:
            signs, is_wide = content[6], content[7] & 1
            name = content[8 : 8 + signs * (2 if is_wide else 1)]
            yield name.decode("utf-16-le" if is_wide else "latin-1"), struct.unpack_from("<I", content, 0)[0]


def _of_sheet(book: bytes, start: int) -> Hidden:
    rows, columns = set(), set()
    for kind, content in _records(book, start):
        if kind == _ROW and struct.unpack_from("<H", content, 12)[0] & _ROW_IS_HIDDEN:
            rows.add(struct.unpack_from("<H", content, 0)[0] + 1)
        elif kind == _COLUMN and struct.unpack_from("<H", content, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", content, 0)
            columns |= set(range(first, min(last, 255) + 1))
    return Hidden(frozenset(rows), frozenset(columns))
