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

COLUMN: Final = "sample_data"
_MEMO: Final = "_sample_data_is_loaded"
_FILE_NAME: Final = re.compile(r"""filename\*=(?:utf-8|UTF-8)''(?P<quoted>[^;]+)|filename="(?P<plain>[^"]+)\"""")


def is_loaded(request: HttpRequest) -> bool:
    """Tell whether invented rows are in the database: one small query for an answer, however often it's asked.

    Not remembered beyond the answer: a page of invented rows without the mark is worse than a query of a table with
    one row.
    """
    known: bool | None = getattr(request, _MEMO, None)
    if known is None:
        try:
            known = DemoLoad.objects.standing().exists()
        except DATABASE_AWAY:  # then the answer shows no rows either
            known = False
        setattr(request, _MEMO, known)
    return known


def sample_data(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Give templates ``sample_data_is_loaded``, asked for only where one reads it."""
    return {"sample_data_is_loaded": partial(is_loaded, request)}


def sentence() -> str:
    """What data says of itself."""
    return _("ข้อมูลตัวอย่างที่สมมุติขึ้น ห้ามนำไปอ้างอิง รายการปีงบประมาณ 2566–2570 และหน่วยงานทั้งหมดไม่มีอยู่จริง")


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
    cell = COLUMN
    for record in _records(chunks):
        content = record.rstrip(b"\r\n")
        yield content + b"," + cell.encode() + (record[len(content) :] or b"\r\n") if content else record
        cell = text


def _records(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut behind each end of line that isn't inside quotes."""
    record, rest = b"", b""
    for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        rest = b"" if not lines or lines[-1].endswith(b"\n") else lines.pop()
        for line in lines:
            record += line
            if line.endswith(b"\n") and record.count(b'"') % 2 == 0:
                yield record
                record = b""
    if record + rest:
        yield record + rest
