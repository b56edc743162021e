"""Files that were damaged on their way: read or refused, never an error, never half of them."""

from datetime import date
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.models import Cluster
from members.imports.child import READERS
from members.imports.gate import FileRefused, Format, gate
from members.imports.interpret import interpret
from members.imports.operations import import_members
from members.imports.plan import Action, Options
from members.imports.read import read
from members.imports.rows import Reading
from members.imports.tables import Unreadable
from members.models import Organisation
from tests.members.imports.files import HEADER, Cells, listed, member, page, text, xls, xlsx

TODAY: Final = date(2026, 11, 22)
FILES: Final = {
    "a.xlsx": xlsx(listed()),
    "a.xls": xls(listed()),
    "b.xls": page(listed()),
    "a.csv": text(listed()).encode("cp874"),
    "b.csv": text(listed(), separator="\t").encode("utf-16"),
}


def understood(data: bytes, name: str) -> Reading | None:
    """Read a file as the child would, in this process; None if it's refused.

    Old workbooks go to the child: a damaged one can take the process with it.
    """
    try:
        found = gate(data, name)
        sheets = read(data, name) if found == Format.XLS else READERS[found](data)
        return interpret(sheets, today=TODAY)
    except (FileRefused, Unreadable):
        return None


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(sorted(FILES)))
    data = bytearray(FILES[name])
    for _ in range(draw(st.integers(1, 8))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    start, end = draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))
    how = draw(st.sampled_from(["whole", "cut", "without a piece", "twice"]))
    if how == "cut":
        data = data[:end]
    elif how == "without a piece":
        del data[min(start, end) : max(start, end)]
    elif how == "twice":
        data += data[start:]
    return name, bytes(data)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_file_is_read_or_refused_and_goes_in_whole_or_not_at_all(
    clusters: list[Cluster], file: tuple[str, bytes]
) -> None:
    reading = understood(file[1], file[0])
    if reading is None:
        return
    before = Organisation.objects.count()
    done = import_members(reading, Options(clusters[0], 2566), by=None, today=TODAY, only_if_clean=True)
    created = done.plan.count(Action.CREATED) if done.written else 0
    assert Organisation.objects.count() - before == created
    assert done.written or done.plan.flagged or reading.notices
    again = import_members(reading, Options(clusters[0], 2566), by=None, today=TODAY, only_if_clean=True)
    assert again.plan.count(Action.CREATED) == (0 if done.written else done.plan.count(Action.CREATED))


WORDS: Final = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)  # each has up to sixty texts
@given(st.lists(st.lists(WORDS, min_size=15, max_size=15), min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]))
def test_any_text_in_any_column_is_a_row_or_a_reason(rows: list[Cells], separator: str) -> None:
    reading = understood(text([list(HEADER), member(1), *rows], separator=separator).encode("utf-8-sig"), "a.csv")
    if reading is None:
        return  # so many signs that nobody types that the file itself was refused, with its reason
    assert reading.rows
    assert all(row.is_clean or all(problem.message for problem in row.problems) for row in reading.rows)
