"""Filters of lists that have too many rows to offer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Membership
from tests import factories
from tests.admin_pages import address, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = address(Membership, "changelist")


def test_the_rows_of_one_related_row_are_shown_and_it_is_named() -> None:
    kept = factories.MembershipFactory.create(cluster__name="ผ้าไหม ขอนแก่น")
    factories.MembershipFactory.create()
    response = signed_in().get(LIST, {"cluster__id__exact": kept.cluster_id})
    assert list(response.context["cl"].result_list) == [kept]
    assert [spec.title for spec in response.context["cl"].filter_specs if hasattr(spec, "chosen")] == ["คลัสเตอร์"]
    assert "ผ้าไหม ขอนแก่น" in text_of(response)


def test_nothing_is_offered_while_nothing_is_chosen() -> None:
    factories.MembershipFactory.create(cluster__name="ผ้าไหม")
    changelist = signed_in().get(LIST).context["cl"]
    assert not any(hasattr(spec, "chosen") for spec in changelist.filter_specs)


@pytest.mark.parametrize("value", ["999", "abc", "-1", "", "²", "9" * 30])
def test_a_row_that_is_not_there_is_told(value: str) -> None:
    factories.MembershipFactory.create()
    response = signed_in().get(LIST, {"cluster__id__exact": value}, follow=True)
    assert "ไม่มีค่าที่ระบุในที่อยู่" in text_of(response)


def test_the_cost_does_not_grow_with_the_rows_to_choose_from() -> None:
    kept = factories.MembershipFactory.create()
    client = signed_in()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST, {"cluster__id__exact": kept.cluster_id}).status_code == 200
        return len(asked)

    cost()
    once = cost()
    factories.ClusterFactory.create_batch(19)
    assert cost() == once
