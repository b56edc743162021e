"""Indicators: what is entered and what is counted."""

import pytest
from django.utils.translation import override

from programmes.models import Indicator
from tests.factories import IndicatorFactory

pytestmark = pytest.mark.django_db


def test_what_is_counted_or_worked_out_is_not_entered() -> None:
    first, second = IndicatorFactory.create(), IndicatorFactory.create(rule="none")
    IndicatorFactory.create(rule="distinct", counted="enterprises")
    IndicatorFactory.create(rule="ratio", numerator=first, denominator=second)
    assert list(Indicator.objects.entered()) == [first, second]
    assert [one for one in Indicator.objects.all() if one.is_entered] == [first, second]


def test_one_that_is_no_longer_used_stays_and_is_not_asked_for() -> None:
    used, _old = IndicatorFactory.create(), IndicatorFactory.create(is_active=False)
    assert list(Indicator.objects.in_use()) == [used]


def test_it_is_told_in_english_where_english_is_known() -> None:
    one = IndicatorFactory.build(
        name="ยอดขาย", name_en="Sales", unit="บาท", unit_en="baht", definition_en="What was sold."
    )
    with override("en"):
        assert (str(one), one.unit_shown) == ("Sales", "baht")
    assert (str(one), one.unit_shown, one.definition_shown) == ("ยอดขาย", "บาท", one.definition)
