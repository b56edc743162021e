"""Linkages: a supply has a direction, what is done together has none."""

import pytest
from django.core.exceptions import ValidationError

from members.models import Linkage
from records.errors import RuleBroken
from tests.factories import LinkageFactory

pytestmark = pytest.mark.django_db


def test_two_organisations_may_supply_each_other() -> None:
    there = LinkageFactory.create()
    LinkageFactory.create(from_organisation=there.to_organisation, to_organisation=there.from_organisation)
    assert Linkage.objects.of_organisation(there.from_organisation).count() == 2


def test_a_linkage_is_kept_once_whatever_its_years() -> None:
    there = LinkageFactory.create(to_year=2567)
    again = LinkageFactory.build(
        from_organisation=there.from_organisation, to_organisation=there.to_organisation, from_year=2566
    )
    with pytest.raises(RuleBroken, match="มีความเชื่อมโยงนี้อยู่แล้ว"):
        again.save()
    again.from_year = 2569
    with pytest.raises(ValidationError, match="มีความเชื่อมโยงนี้อยู่แล้ว"):
        again.full_clean()


def test_a_linkage_is_named_by_its_ends_and_kind() -> None:
    row = LinkageFactory.create(from_organisation__name="ไหม", to_organisation__name="ทอผ้า")
    assert str(row) == "ไหม – ทอผ้า: ส่งวัตถุดิบหรือชิ้นส่วน"
