"""Whatever the world, a year's report says the same figure by figure in each of its forms; so does an edition."""

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings

from programmes.models import Participation, Round
from programmes.reports.year_figures import YearFigure, figures_of
from programmes.reports.year_report import YearReport
from tests.papers import squeezed
from tests.programmes.published import closed, publish
from tests.programmes.reports.worlds import RICH, YEARS, World, worlds, write
from tests.programmes.year_forms import in_csv, in_json, in_workbook, on_page, on_paper, rows_of

pytestmark = pytest.mark.django_db

FULL = settings().max_examples >= 100
YEAR = YEARS[-1]
LETS_FIXTURES_BE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def read(client: Client, address: str) -> bytes:
    answer = client.get(address, headers={"Cache-Control": "no-cache"})
    assert answer.status_code == 200, address
    content: bytes = answer.getvalue()
    return content


def every_form_says_the_same(client: Client, figures: tuple[YearFigure, ...], address: str, page: str) -> None:
    """Compare the forms below an address with the figures of the report that they show."""
    expected = {figure.key: pytest.approx(float(figure.value)) for figure in figures}
    assert in_workbook(read(client, f"{address}.xlsx")) == expected
    assert in_csv(read(client, f"{address}.csv")) == expected
    assert in_json(read(client, f"{address}.json")) == expected
    shown = on_page(read(client, page).decode(), figures)
    assert all(figure.key in shown or figure.value == 0 for figure in figures)
    assert {figure.key: shown.get(figure.key, 0) for figure in figures} == expected


@given(world=worlds(with_results=True))
@example(world=RICH)
@settings(max_examples=20 if FULL else 3, suppress_health_check=LETS_FIXTURES_BE)
def test_page_workbook_csv_and_json_show_the_same_figures(world: World) -> None:
    with transaction.atomic():
        write(world)
        every_form_says_the_same(Client(), figures_of(YearReport.for_year(YEAR)), f"/years/{YEAR}", f"/years/{YEAR}/")
        transaction.set_rollback(True)
    cache.clear()
    assert not Participation.objects.exists()


@given(world=worlds(with_results=True))
@example(world=RICH)
@settings(max_examples=6 if FULL else 1, suppress_health_check=LETS_FIXTURES_BE)
def test_paper_shows_the_same_rows_in_the_same_order(world: World) -> None:
    with transaction.atomic():
        write(world)
        figures = figures_of(YearReport.for_year(YEAR))
        paper = on_paper(read(Client(), f"/years/{YEAR}.pdf"))
        place = 0
        for (table, label), cells in rows_of(figures).items():
            if not table.startswith("by-") or label == "รวม" or "repeated" in cells[0].key:
                continue
            row = squeezed(label + "".join(str(figure.value) for figure in cells))
            assert row in paper[place:], row
            place = paper.index(row, place)
        numbers = [figure for figure in figures if figure.group_by == "indicator"]
        for figure in numbers:
            assert f"{float(figure.value):,.1f}".removesuffix(".0") in paper, figure
        transaction.set_rollback(True)
    cache.clear()


@given(world=worlds(with_results=True))
@example(world=RICH)
@settings(max_examples=6 if FULL else 1, suppress_health_check=LETS_FIXTURES_BE)
def test_an_edition_shows_what_it_froze_in_every_form_whatever_happens_later(world: World) -> None:
    with transaction.atomic():
        write(world)
        figures = figures_of(YearReport.for_year(YEAR))
        edition = publish(closed(Round.objects.get(fiscal_year=YEAR)))
        later = Participation.objects.between(YEAR - 1, YEAR).first()
        if later is not None:
            later.cluster.name, later.cluster.state = "ชื่อใหม่", "draft"
            later.cluster.save()
        address = f"/years/{YEAR}/editions/{edition.number}"
        every_form_says_the_same(Client(), figures, address, f"{address}/")
        every_form_says_the_same(Client(), figures, f"/years/{YEAR}", f"/years/{YEAR}/")
        transaction.set_rollback(True)
    cache.clear()
