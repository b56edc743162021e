"""What one group reached: only what it aimed at or reported."""

from decimal import Decimal

import pytest

from programmes.reports.group_results import GroupResults, IndicatorShown, Reached
from programmes.reports.result_cells import Cell, ResultCells
from tests.factories import IndicatorFactory

pytestmark = pytest.mark.django_db


def test_a_group_has_a_line_of_each_indicator_that_it_aimed_at_or_reported() -> None:
    sales, aimed, other = (IndicatorFactory.create(code=code) for code in ("sales", "aimed", "other"))
    counted = IndicatorFactory.create(rule="distinct", counted="groups")
    results = GroupResults(
        indicators=(sales, aimed, other, counted),
        cells=ResultCells({sales.pk: {1: Cell(Decimal(5), 9)}}, {}),
        targets={(aimed.pk, 1): Decimal(7)},
        withhold=True,
    )
    assert results.of_group(1) == (
        Reached("sales", None, Decimal(5), None, "no_target"),
        Reached("aimed", Decimal(7), None, None, "no_result"),
    )
    assert results.sum(sales, frozenset()) is None


def test_an_indicator_is_shown_in_both_languages() -> None:
    shown = IndicatorShown.of(IndicatorFactory.build(name="ยอดขาย", name_en="Sales", rule="none"))
    assert (shown.name.thai, shown.name.english, shown.rule_label) == (
        "ยอดขาย",
        "Sales",
        "ห้ามบวก",
    )
