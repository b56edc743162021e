"""A data set as a file, written in blocks of rows: memory doesn't grow with their number."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from portal.open_data.catalogue import Published
from portal.open_data.datasets import DataSet
from records.streams import BYTE_ORDER_MARK, FORMULA_STARTS, ROWS_IN_BLOCK


def csv_of(data_set: DataSet) -> Iterator[str]:
    """Yield the header behind a byte order mark, and the rows: text that could start a formula gets an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(data_set.names)
    yield BYTE_ORDER_MARK + written.getvalue()
    for block in _blocks(data_set.rows()):
        written.seek(0)
        written.truncate()
        # The cells of text, which are most, are written out here: a call for each costs as much as all the rest.
        writer.writerows(
            [
                (f"'{cell}" if cell[:1] in FORMULA_STARTS else cell) if type(cell) is str else _as_cell(cell)
                for cell in row
            ]
            for row in block
        )
        yield written.getvalue()


def json_of(told: Published) -> Iterator[str]:
    """Yield an object that tells of the data set and holds its rows, numbers as numbers and blank as null."""
    data_set = told.data_set
    head = json.dumps(told.head, ensure_ascii=False).removesuffix("}")
    yield f'{head}, "rows": ['
    names, count, between = data_set.names, 0, "\n"
    for block in _blocks(data_set.rows()):
        count += len(block)
        yield between + ",\n".join(
            [
                _ENCODE({name: None if cell == "" else cell for name, cell in zip(names, row, strict=True)})
                for row in block
            ]
        )
        between = ",\n"
    yield f'\n], "count": {count}}}\n'


def _as_cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, Decimal) else value


def number(value: Decimal) -> str:
    """Write a decimal without zeros that say nothing: 83.40 is 83.4, 27.00 is 27."""
    return str(int(value)) if value == value.to_integral_value() else f"{value.normalize():f}"


def _json_value(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)  # words that are translated late


_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, default=_json_value).encode


def _blocks(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    left = iter(rows)
    while block := list(islice(left, ROWS_IN_BLOCK)):
        yield block
