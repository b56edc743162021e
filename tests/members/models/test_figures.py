"""Figures of an enterprise: its size class follows, with the rule that gave it."""

from decimal import Decimal

import pytest
from pytest_django.fixtures import Settings

from members.models import EnterpriseFigures
from tests.factories import EnterpriseFiguresFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("rule", "size"), [("2562-revenue", "small"), ("2562-higher", "medium")])
def test_the_setting_decides_where_staff_and_revenue_differ(settings: Settings, rule: str, size: str) -> None:
    settings.SIZE_RULE = rule
    row = EnterpriseFiguresFactory.create(employees=60, revenue_thb=Decimal(12_000_000))
    row.refresh_from_db()
    assert (row.size_class, row.size_rule) == (size, rule)


def test_a_changed_setting_changes_no_row_that_is_there(settings: Settings) -> None:
    EnterpriseFiguresFactory.create(employees=60)
    settings.SIZE_RULE = "2562-higher"
    assert EnterpriseFigures.objects.get().size_rule == "2562-revenue"


def test_a_class_goes_when_what_it_rests_on_goes() -> None:
    row = EnterpriseFiguresFactory.create()
    row.revenue_thb = None
    row.save()
    assert (row.size_class, row.size_rule) == ("", "")


def test_a_year_of_the_earlier_rule_has_no_class() -> None:
    assert EnterpriseFiguresFactory.create(fiscal_year=2562).size_class == ""


def test_figures_are_found_by_year_and_named_by_it() -> None:
    row = EnterpriseFiguresFactory.create(fiscal_year=2567, organisation__name="ไหมไทย")
    EnterpriseFiguresFactory.create(fiscal_year=2566)
    assert [str(found) for found in EnterpriseFigures.objects.in_year(2567)] == ["ไหมไทย – 2567"]
    assert row.size_class == "small"
