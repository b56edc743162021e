"""Sectors stand in the order that the programme gives them."""

import pytest
from django.utils.translation import override

from clusters.models import Sector
from tests.factories import SectorFactory


@pytest.mark.django_db
def test_sectors_stand_by_their_position_not_by_their_name() -> None:
    SectorFactory.create(position=2, name="อาหาร")
    SectorFactory.create(position=1, name="เหล็ก")
    assert [sector.name for sector in Sector.objects.all()] == ["เหล็ก", "อาหาร"]


def test_a_sector_is_called_by_its_name() -> None:
    sector = SectorFactory.build(name="อาหาร", name_en="Food")
    assert str(sector) == "อาหาร"
    with override("en"):
        assert str(sector) == "Food"
