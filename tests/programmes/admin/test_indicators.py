"""Indicators and targets in the admin."""

import pytest

from programmes.models import Indicator, Target
from tests.admin_pages import address, form_of, signed_in, text_of
from tests.factories import IndicatorFactory, TargetFactory

pytestmark = pytest.mark.django_db


def test_an_officer_changes_an_indicator_and_the_history_tells() -> None:
    one = IndicatorFactory.create(name="ยอดขาย")
    client, page = signed_in(), address(Indicator, "change", one.pk)
    client.post(page, {**form_of(client.get(page)), "name": "ยอดขายรวม"})
    one.refresh_from_db()
    assert (one.name, one.history.count()) == ("ยอดขายรวม", 2)


def test_the_list_of_targets_says_value_and_unit() -> None:
    TargetFactory.create(indicator__unit="บาท", value=1_250_000)
    assert "1,250,000 บาท" in text_of(signed_in().get(address(Target, "changelist")))
