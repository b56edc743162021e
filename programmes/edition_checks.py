"""Whether what is kept of an edition is still what was issued."""

import json
from collections.abc import Iterator
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import override

from programmes.edition_files import KINDS
from programmes.models import Edition, EditionFile
from programmes.models.editions import checksum
from programmes.reports.edition_value import MONIES, report_in
from programmes.reports.editions import EditionHead, lines_of
from records.canonical import canonical_json


def problems_of(edition: Edition) -> Iterator[str]:
    """Yield what is wrong with an edition, in words; nothing when all is as it was. Three queries.

    The canonical JSON is written again from its own value and must come out the same, and so must every file that can
    be made again; what can't (a PDF differs between versions of its writer) is held by its checksum.
    """
    if checksum(edition.content.encode()) != edition.sha256:
        yield _("เนื้อหาไม่ตรงกับค่าตรวจสอบ")
        return
    value = json.loads(edition.content)
    if canonical_json(value) != edition.content:
        yield _("เนื้อหาไม่ใช่รูปแบบมาตรฐาน (canonical JSON)")
    if lines_of((money, report_in(value, money)) for money in MONIES) != edition.lines:
        yield _("แถวในตารางรายปีไม่ตรงกับเนื้อหา")
    yield from _problems_of_files(edition)


def _problems_of_files(edition: Edition) -> Iterator[str]:
    head, report = EditionHead.of(edition), report_in(json.loads(edition.content), "all")
    kept = list(edition.files.all())
    if not kept:
        yield _("ไม่มีไฟล์ที่เก็บไว้")
    yield from _gone(kept)
    for file in kept:
        content = bytes(file.content)
        if checksum(content) != file.sha256:
            yield _("ไฟล์ %(file)s ไม่ตรงกับค่าตรวจสอบ") % {"file": file}
            continue
        kind = KINDS.get(file.kind)
        with override(file.language):
            changed = kind is not None and kind.rebuilds and kind.render(report, head) != content
        if changed:
            yield _("ไฟล์ %(file)s สร้างใหม่จากเนื้อหาแล้วไม่เหมือนเดิม") % {"file": file}


def _gone(kept: list[EditionFile]) -> Iterator[str]:
    """Tell the files that are there in one language only, and those without which no edition was ever published."""
    held = {(file.kind, file.language) for file in kept}
    kinds = {kind for kind, _language in held} | {name for name, kind in KINDS.items() if kind.rebuilds}
    languages = {language for _kind, language in held}
    for kind, language in sorted(set(product(kinds, languages)) - held):
        yield _("ไม่มีไฟล์ %(file)s") % {"file": f"{kind} ({language})"}
