"""While the invented sample world is loaded, every page, file and answer says so (decision 0010).

Pages say it in ``base.html`` and the admin's base; data and files are marked here, whoever wrote them.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final
from urllib.parse import unquote

from django.http import HttpRequest
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from portal.views.errors import DATABASE_AWAY
from programmes.models import DemoLoad
from programmes.models.demo import sentence

COLUMN: Final = "sample_data"
_MEMO: Final = "_sample_data_is_loaded"
_HEADER: Final = re.compile(rb'(?:[^"\n]|"[^"]*")*\n')
_FILE_NAME: Final = re.compile(r"""filename\*=(?:utf-8|UTF-8)''(?P<quoted>[^;]+)|filename="(?P<plain>[^"]+)\"""")


def is_loaded(request: HttpRequest) -> bool:
    """Tell whether invented rows are in the database: one small query for an answer, however often it's asked.

    Not remembered beyond the answer: a page of invented rows without the mark is worse than a query of a table with
    one row.
    """
    known: bool | None = getattr(request, _MEMO, None)
    if known is None:
        try:
            known = DemoLoad.stands()
        except DATABASE_AWAY:  # then the answer shows no rows either
            known = False
        setattr(request, _MEMO, known)
    return known


def sample_data(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Give templates ``sample_data_is_loaded``, asked for only where one reads it."""
    return {"sample_data_is_loaded": partial(is_loaded, request)}


def mark_of(request: HttpRequest) -> str:
    """Return what a workbook or a document says of its rows: "" unless they're invented."""
    return sentence() if is_loaded(request) else ""


def word() -> str:
    """What a row of a file says of itself, and what a file's name begins with."""
    return _("ข้อมูลตัวอย่าง")


def marked_disposition(header: str) -> str:
    """Return a Content-Disposition whose file name begins with the word; one without a name stays as it is."""
    found = _FILE_NAME.search(header)
    if found is None:
        return header
    name = unquote(found["quoted"]) if found["quoted"] else found["plain"]
    marked = content_disposition_header(header.startswith("attachment"), f"{word().replace(' ', '-')}-{name}")
    return marked or header


def marked_json(chunks: Iterable[bytes], text: str) -> Iterator[bytes]:
    """Put the mark in front of the members of an object; an answer that is no object has no room for it."""
    pieces = iter(chunks)
    start = b""
    for piece in pieces:
        start += piece
        if start.strip():
            break
    body = start.lstrip()
    if not body.startswith(b"{"):
        yield start
    else:
        mark = json.dumps({COLUMN: True, f"{COLUMN}_note": text}, ensure_ascii=False).removesuffix("}").encode()
        rest = body[1:]
        yield mark + (b"" if rest.lstrip().startswith(b"}") else b", ") + rest
    yield from pieces


def marked_csv(chunks: Iterable[bytes], text: str) -> Iterator[bytes]:
    """Add a last column, so that the places of the others stay; the chunks may be cut anywhere."""
    blocks = _whole_records(chunks)
    for block in blocks:
        header = _HEADER.match(block)
        end = header.end() if header else 0
        yield _with_cell(block[:end], COLUMN) + _with_cell(block[end:], text)
        if block[:end].strip():
            break
    for block in blocks:
        yield _with_cell(block, text)


def _with_cell(block: bytes, cell: str) -> bytes:
    """Add a cell to each of whole records that isn't blank: before the ends of line that stand outside quotes."""
    added = b"," + cell.encode()
    outside = (_with_ends(part, added, behind_quote=n > 0) if n % 2 == 0 else part for n, part in _parts(block))
    return b'"'.join(outside)


def _with_ends(part: bytes, added: bytes, *, behind_quote: bool) -> bytes:
    first, *others = part.split(b"\n")
    if not others:
        return part
    last = others.pop()
    first = _with_end(first, added) if behind_quote or first.strip() else first
    return b"\n".join([first, *[_with_end(line, added) if line.strip() else line for line in others], last])


def _with_end(line: bytes, added: bytes) -> bytes:
    return line[:-1] + added + b"\r" if line.endswith(b"\r") else line + added


def _parts(block: bytes) -> Iterable[tuple[int, bytes]]:
    """Return the parts between quotation marks; those of an even number stand outside quotes."""
    return enumerate(block.split(b'"'))


def _whole_records(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut behind ends of line that aren't inside quotes; each block holds as many records as came."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = _last_end(rest)
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest + b"\r\n"


def _last_end(text: bytes) -> int:
    """Return the place behind the last end of line outside quotes; 0 when there is none."""
    parts = text.split(b'"')
    behind = len(text)
    for n in range(len(parts) - 1, -1, -1):
        begins = behind - len(parts[n])
        end = parts[n].rfind(b"\n")
        if n % 2 == 0 and end >= 0:
            return begins + end + 1
        behind = begins - 1
    return 0
