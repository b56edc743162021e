"""The directory of organisations as a file: codes and public fields, no personal data by construction.

A row that may be one person's business has no name here, consented to or not: a file is kept beyond a withdrawal.
Contacts, addresses, webs and figures aren't read.
"""

from collections.abc import Callable, Iterator
from typing import Final

from django.utils.translation import gettext as _

from members.models import Organisation
from members.reports.organisation_directory import OrganisationSelection
from records.streams import csv_lines, json_lines

_ROWS_AT_A_TIME: Final = 2000

COLUMNS: Final[dict[str, Callable[[Organisation], str]]] = {
    "code": lambda row: row.code,
    "name": lambda row: row.public_name,
    "name_en": lambda row: row.public_name_en,
    "trade_name": lambda row: row.trade_name,
    "juristic_number": lambda row: row.juristic_number,
    "kind": lambda row: row.kind,
    "sector": lambda row: row.sector.code if row.sector else "",
    "main_products": lambda row: row.main_products,
    "province": lambda row: row.province.code if row.province else "",
    "province_name": lambda row: row.province.name if row.province else "",
    "region": lambda row: row.province.region if row.province else "",
}


def organisations_as_csv(selection: OrganisationSelection) -> Iterator[str]:
    return csv_lines(COLUMNS, selection.rows().iterator(_ROWS_AT_A_TIME))


def organisations_as_json(selection: OrganisationSelection) -> Iterator[str]:
    rows = selection.rows()
    head = {
        "description": _(
            "หน่วยงานและสมาชิกที่เผยแพร่ กิจการของบุคคลธรรมดาไม่มีชื่อบุคคลและไม่มีข้อมูลติดต่อ ค่าว่างหมายถึงไม่ทราบหรือไม่เผยแพร่"
        ),
        "count": rows.count(),
    }
    return json_lines(head, "organisations", COLUMNS, rows.iterator(_ROWS_AT_A_TIME))
