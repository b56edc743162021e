"""Whose money a reported figure counts, in words."""

import pytest

from programmes.admin.shown import scope_in_words
from tests import factories

pytestmark = pytest.mark.django_db


def test_another_agencys_money_bears_its_name() -> None:
    funder = factories.FunderFactory.create(short_name="สสว.")
    figure = factories.ReportedFigureFactory.create(scope="funder", scope_basis="stated", funder=funder)
    assert scope_in_words(figure) == "งบ สสว."
    assert scope_in_words(factories.ReportedFigureFactory.create()) == "เอกสารไม่ระบุแหล่งงบ"
