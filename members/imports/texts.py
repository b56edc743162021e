"""Reads lists kept as text (.csv): in whatever encoding, with whatever separator."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from charset_normalizer import from_bytes

from members.imports.tables import Collector, Row, Sheet, Unreadable, text_cell

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATORS: Final = ",;\t|"
_SAMPLE: Final = 64 * 1024
_SAMPLE_ROWS: Final = 60
_MOST_LINES_IN_A_CELL: Final = 20
_GUESSED: Final = ["cp874", "utf_16_le", "utf_16_be", "mac_roman", "cp1252"]


def read_text(data: bytes) -> list[Sheet]:
    """Return the one sheet of a text. Raises Unreadable."""
    csv.field_size_limit(16 * 1024 * 1024)
    text = decoded(data).replace("\0", "")
    text, separator = _declared(text)
    sheet, collector = Sheet(""), Collector()
    for number, fields in enumerate(_records(text, separator or _likely_separator(text)), start=1):
        cells = {column: cell for column, field in enumerate(fields) if (cell := text_cell(_plain(field)))}
        if cells and not collector.take(sheet, Row(number, cells, width=len(fields))):
            break
    return [sheet]


def decoded(data: bytes, *, declared: str = "") -> str:
    """Return the text of a file. Raises Unreadable if most of it would be unreadable signs."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _accepted(data[len(mark) :], encoding)
    zeros, thai = data[:_SAMPLE:2].count(0), data[:_SAMPLE:2].count(14)
    high, high_thai = data[1:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(14)
    half = max(len(data[:_SAMPLE]) // 2, 1)
    if high + high_thai > half * 0.8:
        return _accepted(data, "utf-16-le")
    if zeros + thai > half * 0.8:
        return _accepted(data, "utf-16-be")
    for encoding in (declared, "utf-8", "cp874"):
        try:
            return data.decode(encoding) if encoding else data.decode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return _damaged(data)


def _accepted(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") > len(text) // 50 + 2:
        raise Unreadable("encoding")
    return text


def _damaged(data: bytes) -> str:
    """Return a text of which a few signs are damaged: in UTF-8, in Thai of one byte, or what a detector finds."""
    for encoding in ("utf-8", "cp874"):
        text = data.decode(encoding, errors="replace")
        if sum("ก" <= sign <= "๛" for sign in text[:_SAMPLE]) > 20 * text[:_SAMPLE].count("\ufffd"):
            return text
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSED).best()
    if best is None:
        raise Unreadable("encoding")
    return _accepted(data, best.encoding)


def _plain(field: str) -> str:
    """Return a cell without the formula by which some systems make Excel keep a zero in front: ``="0105…"``."""
    return field[2:-1] if field.startswith('="') and field.endswith('"') and field[2:-1].isdecimal() else field


def _declared(text: str) -> tuple[str, str]:
    """Return the text without a first line that names the separator for Excel (``sep=;``), and the separator."""
    first, _, rest = text.partition("\n")
    first = first.strip("\r\ufeff \"'")
    if first[:4].lower() == "sep=" and len(first) <= 5:
        return rest, first[4:5] or "\t"
    return text, ""


def _likely_separator(text: str) -> str:
    """Return the separator by which most of the first lines have the same number of cells, and more than one."""

    def agreement(separator: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=separator)
        widths = Counter(len(row) for row, _ in zip(rows, range(_SAMPLE_ROWS), strict=False) if len(row) > 1)
        width, lines = max(widths.items(), key=lambda pair: pair[0] * pair[1], default=(0, 0))
        return width * lines, width

    return max(_SEPARATORS, key=agreement)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the lines' cells; where a quotation mark is never closed, each line is read by itself."""
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        if not any(cell.count("\n") > _MOST_LINES_IN_A_CELL for record in records for cell in record):
            yield from records
            return
    except csv.Error:
        pass
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        yield next(csv.reader([line], delimiter=separator), [])
