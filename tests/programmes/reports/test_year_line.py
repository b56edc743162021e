"""What a line of the table tells of itself, without a further look into the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_line import ScopeAsked, UnknownYears, YearLine, bar_names, column_names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


def line(year: int, scope: ScopeAsked = "all") -> YearLine:
    return GroupsPerYear.for_span(year, year, scope).lines[0]


@pytest.mark.parametrize(
    ("year", "scope", "gap"), [(2550, "all", 27), (2550, "department", 22), (2547, "all", 0), (2546, "all", None)]
)
def test_the_gap_is_what_is_reported_and_not_named(year: int, scope: ScopeAsked, gap: int | None) -> None:
    assert line(year, scope).gap == gap


def test_the_figure_that_a_line_stands_on_tells_its_document_and_bases() -> None:
    main = line(2550).main
    assert main is not None
    assert (main.source.code, main.scope, main.scope_basis, main.year_basis, main.confidence) == (
        "H",
        "all",
        "inferred",
        "inferred",
        "high",
    )
    assert main.quotation.endswith("รวมเป็น 27 กลุ่ม")
    assert line(2550).year_is_assumed_fiscal
    assert not line(2564).year_is_assumed_fiscal


def test_the_five_of_2550_are_named_by_their_funder() -> None:
    assert [(f.funder, f.whole_value) for f in line(2550).external_figures] == [("สสว.", 5)]


def test_notes_speak_the_language_of_the_page() -> None:
    assert any("สสว." in note for note in line(2550).notes)
    with override("en"):
        assert any("OSMEP" in note for note in line(2550).notes)


@pytest.mark.parametrize(
    ("year", "parts"),
    [
        (2546, ()),
        (2547, (("pilot", 3),)),
        (2549, (("total", 17),)),
        (2550, (("continued", 17), ("new", 5), ("external", 5))),
        (2553, (("at-least", 29),)),
        (2554, (("plan", 30),)),
    ],
)
def test_a_bar_is_as_long_as_the_total(year: int, parts: tuple[tuple[str, int], ...]) -> None:
    shown = line(year)
    assert shown.parts == parts
    assert sum(groups for _, groups in parts) == (shown.reported.total or 0)


def test_a_line_is_labelled_by_its_year_or_years() -> None:
    assert (line(2550).label, line(2547).label) == ("2550", "2547–2548")
    assert UnknownYears(2556, 2563).label == "2556–2563"


def test_a_cell_stands_on_the_figure_that_gives_its_number() -> None:
    cells = {cell.measure: cell for cell in line(2550).cells}
    assert list(cells) == list(column_names())
    assert [(cell.value, cell.figure.key) for cell in cells.values() if cell.figure] == [
        (27, "h-2550-total"),
        (17, "h-2550-continued"),
        (5, "h-2550-new"),
        (5, "h-2550-external"),
    ]
    assert cells["pilot"].value is None


def test_every_kind_of_bar_has_a_name() -> None:
    kinds = {kind for shown in GroupsPerYear.for_span(2546, 2565).lines for kind, _ in shown.parts}
    assert kinds <= set(bar_names())


def test_what_a_line_tells_costs_no_query() -> None:
    shown = line(2550)
    with CaptureQueriesContext(connection) as queries:
        assert shown.statements
        assert shown.cells
        assert shown.parts
        assert shown.notes
    assert len(queries) == 0


def test_other_readings_of_a_statement_stand_at_both_years_that_they_concern() -> None:
    assert [f.reading for f in line(2552).other_readings] == ["B", "C"]
    assert [f.reading for f in line(2553).other_readings] == ["B", "C"]
    assert line(2550).other_readings == ()
