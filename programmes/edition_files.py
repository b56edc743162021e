"""The files of an edition: who makes each kind, and that a kept one is what was issued."""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from programmes.models import DemoLoad, Edition
from programmes.models.demo import sentence
from programmes.operations.editions import IssuedFile
from programmes.paper.make import NoLibraries, NoPaper
from programmes.reports.edition_value import report_in
from programmes.reports.editions import EditionHead
from programmes.reports.year_report import YearReport
from programmes.year_data import year_as_csv, year_as_data
from programmes.year_paper import year_as_pdf
from programmes.year_workbook import year_as_workbook
from records.workbooks import XLSX

Render = Callable[[YearReport, EditionHead], bytes]


@dataclass(frozen=True)
class Kind:
    """A form in which editions are issued. ``rebuilds``: made again of the same value it has the same bytes."""

    media_type: str
    render: Render
    rebuilds: bool


KINDS: Final[dict[str, Kind]] = {}


def renders(kind: str, media_type: str, *, rebuilds: bool = False) -> Callable[[Render], Render]:
    """Register who makes a kind of file."""

    def register(render: Render) -> Render:
        KINDS[kind] = Kind(media_type, render, rebuilds)
        return render

    return register


def issue(edition: Edition, kinds: Mapping[str, Kind] = KINDS) -> Iterator[IssuedFile]:
    """Make every file of an edition in every language of the portal, save what this machine lacks the libraries for.

    Raises ``NoPaper`` where the reason is another one: then the edition waits, and its officer is told so in their own
    language, whatever the language of the file.
    """
    try:
        yield from _made(edition, kinds)
    except NoPaper as late:
        text = _("จัดทำไฟล์ PDF ไม่สำเร็จ อาจเป็นเพราะเครื่องแม่ข่ายมีงานมาก จึงยังไม่ได้เผยแพร่ กรุณาลองใหม่อีกครั้ง")
        raise NoPaper(text) from late


def _made(edition: Edition, kinds: Mapping[str, Kind]) -> Iterator[IssuedFile]:
    head = EditionHead.of(edition)
    report = report_in(json.loads(edition.content), "all")
    for language, _named in settings.LANGUAGES:
        with override(language):
            for name, kind in kinds.items():
                try:
                    content = kind.render(report, head)
                except NoLibraries:
                    continue  # the edition's page says that it isn't among its files
                yield IssuedFile(language, name, content)


def prepare(draft: Edition) -> None:
    """Make the files once before the year is locked: what takes seconds is remembered by its content."""
    deque(issue(draft), maxlen=0)


@renders("json", "application/json", rebuilds=True)
def _json(report: YearReport, head: EditionHead) -> bytes:
    data = year_as_data(report)
    told = {
        **data,
        "groups": {**data["groups"], "total_is": "edition"},
        "preliminary": False,
        "edition": head.as_data(),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


@renders("csv", "text/csv; charset=utf-8", rebuilds=True)
def _csv(report: YearReport, _head: EditionHead) -> bytes:
    return year_as_csv(report).encode()


@renders("pdf", "application/pdf")
def _pdf(report: YearReport, head: EditionHead) -> bytes:
    return year_as_pdf(report, _mark(), head.number)


@renders("xlsx", XLSX)
def _xlsx(report: YearReport, head: EditionHead) -> bytes:
    with year_as_workbook(report, _mark(), head.number) as file:
        return file.read()


def _mark() -> str:
    """Return what invented data say of themselves; nobody can mark these two forms later. One query."""
    return sentence() if DemoLoad.objects.standing().exists() else ""
