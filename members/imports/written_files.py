"""Files that the portal writes for staff: empty templates, and flagged rows with the reason beside each.

Every cell is text, so that nothing is run, and no zero in front is lost.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise
from xlsxwriter import Workbook
from xlsxwriter.exceptions import DuplicateWorksheetName

from members.imports.columns import LABELS, Field
from members.imports.list_kinds import registered
from members.imports.other_lists import EXTRA_LABELS, REVENUE, SERVICE, TO_YEAR
from members.models import ImportBatch, ImportRow

_NOT_IN_THE_TEMPLATE: Final = frozenset({Field.NAME_EN, Field.PREFIX, Field.SURNAME})
TEMPLATE_COLUMNS: Final = tuple(field for field in Field if field not in _NOT_IN_THE_TEMPLATE)
_OF_ORGANISATIONS: Final = (Field.SEQUENCE, Field.NAME, Field.NUMBER, Field.PROVINCE)
_COLUMNS_OF: Final[dict[str, tuple[str, ...]]] = {
    ImportBatch.Kind.PARTNERS: (*_OF_ORGANISATIONS, Field.CLUSTER, SERVICE, Field.YEAR, TO_YEAR),
    ImportBatch.Kind.FIGURES: (*_OF_ORGANISATIONS, Field.YEAR, Field.EMPLOYEES, REVENUE),
}
_LABELS_OF: Final[dict[str, dict[str, StrOrPromise]]] = {
    ImportBatch.Kind.PARTNERS: {Field.NAME: gettext_lazy("ชื่อหน่วยงาน")},
    ImportBatch.Kind.FIGURES: {Field.YEAR: gettext_lazy("ปีงบประมาณ")},
}
_LONGEST_SHEET: Final = 31
_WIDTH: Final = 22
_AT_ONCE: Final = 1000


def template_header(kind: str) -> list[str]:
    """Return the names of the columns of a kind of lists; of members where no other kind is meant."""
    if (how := registered(kind)) is not None:
        return [str(label) for label in how.labels.values()] if how.template is None else list(how.template())
    labels: dict[str, StrOrPromise] = {field.value: label for field, label in LABELS.items()}
    labels |= EXTRA_LABELS | _LABELS_OF.get(kind, {})
    return [str(labels[column]) for column in _COLUMNS_OF.get(kind, TEMPLATE_COLUMNS)]


def template_xlsx(rows: Iterable[Sequence[str]] = (), *, kind: str = ImportBatch.Kind.MEMBERS) -> bytes:
    """Return the template of a kind of lists, with rows in the order of its columns."""
    header = template_header(kind)
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet(_("รายชื่อ"))
        text = workbook.add_format({"num_format": "@"})
        sheet.set_column(0, len(header) - 1, _WIDTH, text)
        sheet.freeze_panes(1, 0)
        _write(sheet, 0, header, workbook.add_format({"bold": True}))
        for at, row in enumerate(rows, start=1):
            _write(sheet, at, row, text)
    return file.getvalue()


def template_csv(kind: str = ImportBatch.Kind.MEMBERS) -> str:
    """Return the header alone, with the mark by which Excel knows UTF-8."""
    file = io.StringIO()
    csv.writer(file).writerow(template_header(kind))
    return "\ufeff" + file.getvalue()


def flagged_xlsx(batch: ImportBatch) -> bytes:
    """Return the flagged rows of a file, sheet by sheet, with a last column that says what to type."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_urls": False}) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True})
        plain = workbook.add_format({"num_format": "@"})
        rows: dict[str, list[ImportRow]] = {}
        for row in batch.rows.filter(outcome=ImportRow.Outcome.FLAGGED).order_by("position").iterator(_AT_ONCE):
            rows.setdefault(row.sheet, []).append(row)
        for name, flagged in rows.items():
            sheet = _add_sheet(workbook, name)
            header, width = _header(batch, name, flagged)
            sheet.set_column(0, width, _WIDTH, plain)
            sheet.freeze_panes(1, 0)
            _write(sheet, 0, header, bold)
            for at, row in enumerate(flagged, start=1):
                cells = (row.cells + [""] * width)[:width]
                _write(sheet, at, [*cells, _reasons(row)], plain)
    return file.getvalue()


def _header(batch: ImportBatch, sheet: str, rows: Iterable[ImportRow]) -> tuple[list[str], int]:
    """Return the names of the columns as the file has them, its cluster and the reasons behind; and their number."""
    columns = {index: name for name_of_sheet, index, name, _field in batch.columns if name_of_sheet == sheet}
    width = max(columns, default=-1) + 1
    header = [columns.get(index, "") for index in range(width)]
    widest = max((len(row.cells) for row in rows), default=width)
    has_cluster = any(held[0] == sheet and held[3] == Field.CLUSTER for held in batch.columns)
    if widest > width and not has_cluster:
        header.append(str(LABELS[Field.CLUSTER]))
    header += [""] * (widest - len(header))
    return [*header, _("เหตุผลที่ต้องแก้ไข (ลบคอลัมน์นี้หรือเว้นไว้ก็ได้)")], len(header)


def _reasons(row: ImportRow) -> str:
    where = _("แถว %(row)d ของไฟล์เดิม") % {"row": row.number or 0}
    return " · ".join([where, *(f"{column}: {message}" if column else message for column, message in row.problems)])


def _add_sheet(workbook: Workbook, name: str) -> Workbook:
    """Add a sheet of that name, or of a number if a spreadsheet can't have the name."""
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\").strip("'")[:_LONGEST_SHEET]
    try:
        return workbook.add_worksheet(kept or None)
    except DuplicateWorksheetName:
        return workbook.add_worksheet()


def _write(sheet: Workbook, row: int, cells: Sequence[str], style: Workbook) -> None:
    for column, text in enumerate(cells):
        if text:
            sheet.write_string(row, column, text, style)
