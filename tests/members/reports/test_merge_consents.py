"""Why a consent can't stand for two that become one; what stands is held beside the merge itself."""

from datetime import date

import pytest

from members.models import Consent, Organisation
from members.operations.merging import merged_values
from members.reports.merge_consents import consents_that_end, refuse_what_publishes_more
from records.errors import RuleBroken
from tests.factories import ConsentFactory, ContactFactory, OrganisationFactory, SoleTraderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Organisation, Organisation]:
    return SoleTraderFactory.create(name="สมศรี"), SoleTraderFactory.create(name="สมศรี มีสุข")


def why(keep: Organisation, drop: Organisation) -> list[str]:
    return [reason for _consent, reason in consents_that_end(keep, drop, merged_values(keep, drop, {}))]


def agrees(row: Organisation, item: str, withdrawn_on: date | None = None) -> Consent:
    return ConsentFactory.create(
        person=None, organisation=row, item=item, given_on=date(2026, 1, 1), withdrawn_on=withdrawn_on
    )


def test_each_reason_is_told(pair: tuple[Organisation, Organisation]) -> None:
    keep, drop = pair
    agrees(drop, "name")
    assert why(keep, drop) == ["ชื่อที่เลือกไม่ใช่ชื่อที่ยินยอมให้เผยแพร่"]
    assert why(drop, keep) == []
    agrees(keep, "line")
    agrees(drop, "line")
    assert "อีกรายการมีความยินยอมนี้อยู่แล้ว" in why(keep, drop)
    agrees(keep, "email")
    ContactFactory.create(person=None, organisation=drop)
    assert "อีกรายการมีข้อมูลติดต่อช่องทางนี้ที่ไม่ได้ยินยอมให้เผยแพร่" in why(keep, drop)
    agrees(keep, "phone")
    agrees(drop, "phone", withdrawn_on=date(2026, 2, 1))
    assert "อีกรายการถอนความยินยอมนี้แล้ว" in why(keep, drop)


def test_an_earlier_withdrawal_does_not_speak_of_a_later_consent(pair: tuple[Organisation, Organisation]) -> None:
    keep, drop = pair
    ConsentFactory.create(
        person=None, organisation=drop, item="phone", given_on=date(2025, 1, 1), withdrawn_on=date(2025, 2, 1)
    )
    agrees(keep, "phone")
    assert why(keep, drop) == []


@pytest.mark.parametrize("field", ["name", "name_en", "address", "web"])
def test_what_is_a_persons_stays_private(field: str) -> None:
    person = SoleTraderFactory.create(name="สมศรี", name_en="Somsri", address="บ้าน", web="https://a.example")
    firm = OrganisationFactory.create(name="ร้าน")
    refuse_what_publishes_more(person, firm, firm)
    setattr(firm_with := OrganisationFactory.create(name="ร้าน"), field, getattr(person, field))
    with pytest.raises(RuleBroken, match="ยังไม่เคยเผยแพร่"):
        refuse_what_publishes_more(person, firm, firm_with)
