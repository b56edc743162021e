"""The directory of organisations as a file: codes and public fields, no personal data by construction.

What stands in it ``members.public`` decides.
"""

from collections.abc import Iterator
from typing import IO, Final

from django.utils.translation import gettext as _

from members.public import IN_FILES, cells_in_files
from members.reports.organisation_directory import OrganisationSelection
from records.streams import csv_of, json_of
from records.workbooks import marked_sheet, workbook

COLUMNS: Final = tuple(IN_FILES)
_ROWS_AT_A_TIME: Final = 2000


def organisations_as_csv(selection: OrganisationSelection) -> Iterator[str]:
    return csv_of(COLUMNS, cells_in_files(selection.rows()).iterator(_ROWS_AT_A_TIME))


def organisations_as_workbook(selection: OrganisationSelection, mark: str = "") -> IO[bytes]:
    """Write the same as a workbook; ``mark`` is what invented rows say of themselves, in a last column."""
    rows = cells_in_files(selection.rows()).iterator(_ROWS_AT_A_TIME)
    return workbook([marked_sheet("organisations", COLUMNS, rows, mark)], "organisations")


def organisations_as_json(selection: OrganisationSelection) -> Iterator[str]:
    rows = selection.rows()
    head = {
        "description": _(
            "หน่วยงานและสมาชิกที่เผยแพร่ กิจการของบุคคลธรรมดาไม่มีชื่อบุคคลและไม่มีข้อมูลติดต่อ ค่าว่างหมายถึงไม่ทราบหรือไม่เผยแพร่"
        ),
        "count": rows.count(),
    }
    return json_of(head, "organisations", COLUMNS, cells_in_files(rows).iterator(_ROWS_AT_A_TIME))
