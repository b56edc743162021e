"""The directory of clusters as a file: codes and what is public of a group; no person is read."""

from collections.abc import Callable, Iterator
from typing import IO, Final

from django.utils.translation import gettext as _

from clusters.models import Cluster
from clusters.reports.cluster_directory import ClusterSelection
from records.streams import cells_of, csv_lines, json_lines
from records.workbooks import marked_sheet, workbook

_ROWS_AT_A_TIME: Final = 500
_BETWEEN: Final = "; "

COLUMNS: Final[dict[str, Callable[[Cluster], str]]] = {
    "code": lambda row: row.code,
    "name": lambda row: row.name,
    "name_en": lambda row: row.name_en,
    "name_note": lambda row: row.name_note,
    "state": lambda row: "ended" if row.state == Cluster.State.ENDED else "running",
    "sector": lambda row: row.sector.code,
    "provinces": lambda row: _BETWEEN.join(place.code for place in row.provinces_shown),
    "province_names": lambda row: _BETWEEN.join(place.name for place in row.provinces_shown),
    "regions": lambda row: _BETWEEN.join(dict.fromkeys(place.region for place in row.provinces_shown)),
    "core_industry": lambda row: row.core_industry,
    "founded_be": lambda row: str(row.founded or ""),
}


def clusters_as_csv(selection: ClusterSelection) -> Iterator[str]:
    return csv_lines(COLUMNS, selection.listed().iterator(_ROWS_AT_A_TIME))


def clusters_as_workbook(selection: ClusterSelection, mark: str = "") -> IO[bytes]:
    """Write the same as a workbook; ``mark`` is what invented rows say of themselves, in a last column."""
    rows = cells_of(COLUMNS, selection.listed().iterator(_ROWS_AT_A_TIME))
    return workbook([marked_sheet("clusters", tuple(COLUMNS), rows, mark)], "clusters")


def clusters_as_json(selection: ClusterSelection) -> Iterator[str]:
    rows = selection.listed()
    head = {
        "description": _("คลัสเตอร์ที่มีรายชื่อในระบบและเผยแพร่แล้ว ยังไม่ครบทุกกลุ่มที่เอกสารนับไว้ ค่าว่างหมายถึงไม่ทราบ"),
        "count": rows.count(),
    }
    return json_lines(head, "clusters", COLUMNS, rows.iterator(_ROWS_AT_A_TIME))
