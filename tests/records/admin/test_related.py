"""The lists that hang on a row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from members.models import Organisation, Person
from tests import factories
from tests.admin_pages import address, officer, signed_in

pytestmark = pytest.mark.django_db


def test_a_form_links_to_the_lists_of_its_row_with_their_counts() -> None:
    organisation = factories.OrganisationFactory.create()
    factories.MembershipFactory.create_batch(2, organisation=organisation)
    factories.LinkageFactory.create(to_organisation=organisation)
    client = signed_in()
    shown = client.get(address(Organisation, "change", organisation.pk)).context["related_lists"]
    counts = {related.label: related.count for related in shown}
    assert counts["สมาชิกคลัสเตอร์"] == "2 รายการ"
    assert (counts["ความเชื่อมโยง (จากหน่วยงาน)"], counts["ความเชื่อมโยง (ถึงหน่วยงาน)"]) == ("0 รายการ", "1 รายการ")


@pytest.mark.parametrize("factory", [factories.OrganisationFactory, factories.PersonFactory, factories.ClusterFactory])
def test_each_linked_list_opens_and_holds_the_rows_of_its_row_only(factory: type) -> None:
    row = factory.create()  # type: ignore[attr-defined]
    client = signed_in()
    shown = client.get(address(type(row), "change", row.pk)).context["related_lists"]
    assert shown
    for related in shown:
        changelist = client.get(related.address).context["cl"]
        assert (related.label, changelist.pages.count) == (related.label, related.count)


def test_an_officer_sees_only_the_lists_that_they_may_see() -> None:
    person = factories.PersonFactory.create()
    client = signed_in(officer("view_person"))
    assert client.get(address(Person, "change", person.pk)).context["related_lists"] == []


def test_the_lists_cost_the_same_with_1_and_20_rows() -> None:
    cluster = factories.ClusterFactory.create()
    client = signed_in()
    page = address(Cluster, "change", cluster.pk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    factories.MembershipFactory.create(cluster=cluster)
    cost()
    once = cost()
    factories.MembershipFactory.create_batch(19, cluster=cluster)
    assert cost() == once
