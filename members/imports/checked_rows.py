"""What a check found of each row of a file, as it's kept with the batch and shown in its preview."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from members.imports.columns import Field
from members.imports.list_kinds import header_of
from members.imports.mapping import Column
from members.imports.plan import Action, Plan, PlannedRow
from members.imports.tables import DATE, Row, Sheet
from members.models import ImportBatch, ImportRow, Membership
from thai.calendar import ERA_OFFSET

_LONGEST_NAME: Final = 300
_LONGEST_CELL: Final = 500
_CELLS_OF_A_SKIPPED_ROW: Final = 6


@dataclass(frozen=True)
class Source:
    """The file as it was read, to tell what stands in a row."""

    sheets: tuple[Sheet, ...]
    columns: tuple[Column, ...]
    kind: str = ImportBatch.Kind.MEMBERS
    _rows: dict[tuple[str, int], Row] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sheet in self.sheets:
            for row in sheet.rows:
                self._rows[sheet.name, row.number] = row

    def cells(self, sheet: str, number: int) -> list[str]:
        """Return the texts of a row by column."""
        row = self._rows.get((sheet, number))
        if row is None or not row.cells:
            return []
        return [_text(row, index) for index in range(max(row.cells) + 1)]

    def others(self, taken: set[tuple[str, int]]) -> Iterator[tuple[str, Row]]:
        """Yield the rows of visible tables that were not taken for data, are no header and aren't blank."""
        for sheet in self.sheets:
            header = None if sheet.hidden else header_of(sheet, self.kind)
            if header is not None:
                named = range(header.first, header.last + 1)
                rows = (row for row in sheet.rows if row.cells and row.number not in named)
                yield from ((sheet.name, row) for row in rows if (sheet.name, row.number) not in taken)


def _text(row: Row, index: int) -> str:
    cell = row.cells.get(index)
    if cell is None:
        return ""
    return _day(cell.text) if cell.kind == DATE else cell.text[:_LONGEST_CELL]


def _day(iso: str) -> str:
    """Return a date as it's typed; offices write years of the Buddhist Era into Excel's dates, too."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    year = day.year if day.year >= 2400 else day.year + ERA_OFFSET
    return f"{day.day}/{day.month}/{year}"


def rows_of(
    batch: ImportBatch, plan: Plan, source: Source, kept: Mapping[tuple[str, int], ImportRow]
) -> list[ImportRow]:
    """Return the rows of a batch in the order of its file; what was decided of a row is ``kept``."""
    rows = [_planned(each, source) for each in plan.rows]
    taken = {(each.row.sheet, each.row.number) for each in plan.rows}
    rows += [_skipped(sheet, row) for sheet, row in source.others(taken)]
    rows += [_absent(membership) for membership in plan.absent]
    for position, row in enumerate(rows):
        row.batch, row.position = batch, position
        if (earlier := kept.get(key_of(row))) is not None:
            row.decision, row.ends_in, row.reason = earlier.decision, earlier.ends_in, earlier.reason
    return rows


def key_of(row: ImportRow) -> tuple[str, int]:
    """Return by what a row is known in the next check: its place in the file, or the membership it tells of."""
    return ("", -(row.membership or 0)) if row.membership else (row.sheet, row.number or 0)


def decided(rows: Iterable[ImportRow]) -> dict[tuple[str, int], ImportRow]:
    return {key_of(row): row for row in rows if row.decision or row.ends_in}


def _planned(each: PlannedRow, source: Source) -> ImportRow:
    row = each.row
    is_flagged = each.action == Action.FLAGGED
    return ImportRow(
        outcome=each.action.value,
        sheet=row.sheet,
        number=row.number,
        name=row.member.name[:_LONGEST_NAME],
        changes=[list(change) for change in each.changes],
        problems=[[problem.column, problem.message] for problem in row.problems],
        candidates=[_candidate(organisation) for organisation in each.candidates],
        may_be_new=each.may_be_new,
        unknown_cluster=each.unknown_cluster[:200],
        cells=_cells_to_give_back(each, source) if is_flagged else [],
    )


def _candidate(organisation: Any) -> dict[str, Any]:
    return {
        "key": organisation.pk,
        "code": organisation.code,
        "name": organisation.name,
        "number": organisation.juristic_number,
        "province": organisation.province.name if organisation.province else "",
    }


def _cells_to_give_back(each: PlannedRow, source: Source) -> list[str]:
    """Return the cells of a row, and its cluster behind them where only a title or the sheet names it."""
    cells = source.cells(each.row.sheet, each.row.number)
    columns = [column for column in source.columns if column.sheet == each.row.sheet]
    width = max((column.index for column in columns), default=-1) + 1
    cells += [""] * (width - len(cells))
    if each.cluster is not None and not any(column.field == Field.CLUSTER for column in columns):
        cells = [*cells[:width], each.cluster.name]
    return cells


def _skipped(sheet: str, row: Row) -> ImportRow:
    texts = [cell.text for _index, cell in sorted(row.cells.items())][:_CELLS_OF_A_SKIPPED_ROW]
    return ImportRow(
        outcome=ImportRow.Outcome.SKIPPED.value,
        sheet=sheet,
        number=row.number,
        name=" · ".join(texts)[:_LONGEST_NAME],
    )


def _absent(membership: Membership) -> ImportRow:
    return ImportRow(
        outcome=ImportRow.Outcome.ABSENT.value,
        name=f"{membership.organisation.name} ({membership.organisation.code}) – {membership.cluster.name}"[
            :_LONGEST_NAME
        ],
        membership=membership.pk,
    )


def note_what_was_written(rows: list[ImportRow], plan: Plan, ended: Mapping[int, Membership]) -> None:
    """Note with each row the records that it wrote, and in which version; the plan's rows stand first."""
    created = {id(record) for records in plan.created.values() for record in records}
    for row, each in zip(rows, plan.rows, strict=False):
        row.written = [
            [record._meta.model_name, record.pk, "+" if id(record) in created else "~", record.version]
            for record in each.records
        ]
    for row in rows:
        if row.membership is not None and row.membership in ended:
            row.written = [["membership", row.membership, "~", ended[row.membership].version]]
