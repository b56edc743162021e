"""Requests, the log and the ledger in words."""

from datetime import date

import pytest

from members.models import PrivacyRequest
from tests import factories


@pytest.mark.django_db
def test_each_says_what_it_is() -> None:
    assert str(factories.PrivacyRequestFactory.create(reference="ABC")) == "ABC ถอนความยินยอมหรือไม่ให้เผยแพร่"
    assert str(factories.DisclosureFactory.create(address="/x/")) == "เปิดหน้าข้อมูล /x/"
    assert str(factories.ErasureFactory.create(key="0123456789")) == "01234567"
    assert PrivacyRequest.due_after(date(2026, 11, 25)) == date(2026, 12, 25)
