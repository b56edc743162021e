"""Size classes, by the ministerial regulation of B.E. 2562."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.sizes import Activity, Rule, Size, size_class

ORDER = [Size.MICRO, Size.SMALL, Size.MEDIUM, Size.LARGE]
STAFF = st.integers(0, 400)
REVENUE = st.decimals(0, 1_000_000_000, places=2)
ACTIVITIES = st.sampled_from(Activity)
RULES = st.sampled_from(Rule)

# At each bound and one step beyond it: staff, revenue in million baht, class of both measures alike.
MANUFACTURING = [(5, "1.8", "micro"), (6, "1.800001", "small"), (50, "100", "small"), (51, "100.000001", "medium")]
MANUFACTURING += [(200, "500", "medium"), (201, "500.000001", "large"), (0, "0", "micro")]
TRADE = [(5, "1.8", "micro"), (6, "1.800001", "small"), (30, "50", "small"), (31, "50.000001", "medium")]
TRADE += [(100, "300", "medium"), (101, "300.000001", "large")]
BOUNDS = [(Activity.MANUFACTURING, *row) for row in MANUFACTURING] + [(Activity.TRADE_SERVICE, *row) for row in TRADE]


def of_2567(activity: str, employees: int | None, revenue: Decimal | None, rule: Rule) -> Size | None:
    return size_class(fiscal_year=2567, activity=activity, employees=employees, revenue_thb=revenue, rule=rule)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize(("activity", "employees", "millions", "size"), BOUNDS)
def test_the_bounds_are_those_of_the_regulation(
    activity: Activity, employees: int, millions: str, size: str, rule: Rule
) -> None:
    assert of_2567(activity, employees, Decimal(millions) * 1_000_000, rule) == size


@given(ACTIVITIES, STAFF, REVENUE)
def test_where_the_measures_differ_the_rule_decides(activity: Activity, staff: int, revenue: Decimal) -> None:
    by_revenue = of_2567(activity, staff, revenue, Rule.REVENUE)
    higher = of_2567(activity, staff, revenue, Rule.HIGHER)
    assert by_revenue is not None
    assert higher is not None
    assert by_revenue == of_2567(activity, 0, revenue, Rule.HIGHER)
    assert ORDER.index(higher) >= ORDER.index(by_revenue)


@given(ACTIVITIES, RULES, st.tuples(STAFF, STAFF), st.tuples(REVENUE, REVENUE))
def test_growth_never_makes_an_enterprise_smaller(
    activity: Activity, rule: Rule, staff: tuple[int, int], revenue: tuple[Decimal, Decimal]
) -> None:
    smaller = of_2567(activity, min(staff), min(revenue), rule)
    larger = of_2567(activity, max(staff), max(revenue), rule)
    assert smaller is not None
    assert larger is not None
    assert ORDER.index(larger) >= ORDER.index(smaller)


@given(ACTIVITIES, STAFF, REVENUE, RULES)
def test_what_is_said_without_a_measure_holds_whatever_the_measure_is(
    activity: Activity, staff: int, revenue: Decimal, rule: Rule
) -> None:
    whole = of_2567(activity, staff, revenue, rule)
    assert of_2567(activity, None, revenue, rule) in {None, whole}
    assert of_2567(activity, staff, None, rule) in {None, whole}


def test_an_unknown_measure_is_not_nothing() -> None:
    assert of_2567(Activity.MANUFACTURING, 3, None, Rule.REVENUE) is None
    assert of_2567(Activity.MANUFACTURING, 3, None, Rule.HIGHER) is None
    assert of_2567(Activity.MANUFACTURING, None, Decimal(1_000_000), Rule.HIGHER) is None


@given(st.integers(2400, 2562), ACTIVITIES, STAFF, REVENUE, RULES)
def test_no_year_before_2563_has_a_class(
    year: int, activity: Activity, staff: int, revenue: Decimal, rule: Rule
) -> None:
    found = size_class(fiscal_year=year, activity=activity, employees=staff, revenue_thb=revenue, rule=rule)
    assert found is None


def test_the_first_year_with_a_class_is_2563() -> None:
    found = size_class(
        fiscal_year=2563, activity="manufacturing", employees=1, revenue_thb=Decimal(1), rule=Rule.REVENUE
    )
    assert found == Size.MICRO


def test_an_unknown_activity_has_no_class() -> None:
    assert of_2567("", 3, Decimal(1_000_000), Rule.REVENUE) is None
