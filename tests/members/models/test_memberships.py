"""Members, partners and office holders are found by their cluster and named with it."""

import pytest

from members.models import Membership, Office, Support
from tests.factories import MembershipFactory, OfficeFactory, SupportFactory

pytestmark = pytest.mark.django_db


def test_members_and_partners_are_found_by_cluster_and_by_organisation() -> None:
    membership, support = MembershipFactory.create(), SupportFactory.create()
    MembershipFactory.create()
    SupportFactory.create()
    assert list(Membership.objects.of_cluster(membership.cluster)) == [membership]
    assert list(Membership.objects.of_organisation(membership.organisation)) == [membership]
    assert list(Support.objects.of_cluster(support.cluster).in_year(2567)) == [support]


def test_office_holders_are_found_by_cluster() -> None:
    office = OfficeFactory.create()
    OfficeFactory.create()
    assert list(Office.objects.of_cluster(office.cluster)) == [office]


def test_a_row_is_named_by_its_two_ends() -> None:
    assert str(MembershipFactory.create(organisation__name="ไหมไทย", cluster__name="ผ้าไหม")) == "ไหมไทย – ผ้าไหม"
    support = SupportFactory.create(organisation__name="มหาวิทยาลัย", cluster__name="ผ้าไหม")
    assert str(support) == "มหาวิทยาลัย – ผ้าไหม: วิจัยและพัฒนา"
    assert str(OfficeFactory.create(person__name="อนงค์", cluster__name="ผ้าไหม")) == "อนงค์ – ประธานคลัสเตอร์ ผ้าไหม"
