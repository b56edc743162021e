"""A reported figure in words."""

import pytest

from programmes.admin.shown import scope_in_words, value_in_words
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "words"),
    [({"value": 27}, "27 กลุ่ม"), ({"value": None}, "ไม่ทราบ"), ({"value": 0}, "0 กลุ่ม"),
     ({"value": 29, "qualifier": "at_least"}, "อย่างน้อย 29 กลุ่ม"),
     ({"value": "83.40", "measure": "grouping_success"}, "ร้อยละ 83.4"),
     ({"value": 19_000_000, "measure": "budget", "qualifier": "over"}, "มากกว่า 19,000,000 บาท")],
)  # fmt: skip
def test_a_value_is_said_with_its_unit_and_how_exact_it_is(values: dict[str, object], words: str) -> None:
    assert value_in_words(factories.ReportedFigureFactory.create(**values)) == words


def test_another_agencys_money_bears_its_name() -> None:
    funder = factories.FunderFactory.create(short_name="สสว.")
    figure = factories.ReportedFigureFactory.create(scope="funder", scope_basis="stated", funder=funder)
    assert scope_in_words(figure) == "งบ สสว."
    assert scope_in_words(factories.ReportedFigureFactory.create()) == "เอกสารไม่ระบุแหล่งงบ"
