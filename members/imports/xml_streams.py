"""XML as a stream of events, of a size that nobody need hold in memory. A DOCTYPE is refused."""

import re
from collections.abc import Callable
from typing import IO, Final
from xml.parsers import expat

from members.imports.tables import LONGEST_CELL, Unreadable

PIECE: Final = 64 * 1024
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Ended(Exception):  # noqa: N818  # the table has
    """So many blank rows that nothing more is read; ``rest`` is what was unpacked and not taken apart."""

    rest = b""


def local_name(name: str) -> str:
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def unescaped(text: str) -> str:
    """Return text with the signs that Excel writes as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("entities")


def stream(
    part: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    done = 0
    try:
        while piece := part.read(PIECE):
            parser.Parse(piece, False)
            done += len(piece)
        parser.Parse(b"", True)
    except Ended as ended:
        ended.rest = piece[max(parser.CurrentByteIndex - done, 0) :]
        raise


class Gathered:
    """Gathers text up to a little more than a cell may hold: the rest of 3 MB is let go."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.held = 0

    def add(self, text: str) -> None:
        if self.held <= LONGEST_CELL:
            self.pieces.append(text[: LONGEST_CELL + 1])
            self.held += len(text)

    def take(self) -> str:
        text = "".join(self.pieces)
        self.pieces, self.held = [], 0
        return text
