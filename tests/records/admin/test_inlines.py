"""Rows of an inline: the first of many, saved right whatever came or went in between."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, PromotionCentre
from members.models import Membership, Organisation, Person
from programmes.models import Round, Source
from records.admin.boxes import TYPED, RowAutocomplete
from tests import factories
from tests.admin_pages import address, form_of, make_row, officer, signed_in, text_of

pytestmark = pytest.mark.django_db

MANY = 52


@pytest.fixture
def cluster() -> Cluster:
    return factories.ClusterFactory.create()


@pytest.fixture
def page(cluster: Cluster) -> str:
    factories.MembershipFactory.create_batch(MANY, cluster=cluster, from_year=2560)
    return address(Cluster, "change", cluster.pk)


def members_of(response: Any) -> Any:
    return next(each.formset for each in response.context["inline_admin_formsets"] if each.formset.model is Membership)


def index_of(sent: dict[str, str], row: Membership) -> int:
    return next(n for n in range(50) if sent[f"memberships-{n}-id"] == str(row.pk))


def test_the_first_50_are_shown_and_the_whole_list_is_linked_with_its_count(cluster: Cluster, page: str) -> None:
    response = signed_in().get(page)
    assert [form.instance for form in members_of(response).initial_forms] == list(
        Membership.objects.order_by("-pk")[:50]
    )
    assert "แสดง 50 รายการ จากทั้งหมด 52 รายการ" in text_of(response)
    changelist = signed_in().get(members_of(response).whole.address).context["cl"]
    assert changelist.result_count == MANY


def test_50_rows_are_the_whole_list(cluster: Cluster) -> None:
    factories.MembershipFactory.create_batch(50, cluster=cluster)
    assert members_of(signed_in().get(address(Cluster, "change", cluster.pk))).whole is None


def test_a_row_is_saved_as_itself_though_others_were_added_above_it(cluster: Cluster, page: str) -> None:
    client = signed_in()
    read = form_of(client.get(page))
    factories.MembershipFactory.create_batch(3, cluster=cluster)  # these push three others from the page
    last = Membership.objects.get(pk=read["memberships-49-id"])
    assert client.post(page, {**read, "memberships-49-to_year": "2565"}).status_code == 302
    last.refresh_from_db()
    assert (last.to_year, last.version) == (2565, 2)
    assert Membership.objects.filter(version=1).count() == MANY + 2


def test_a_row_that_somebody_saved_is_not_written_over(cluster: Cluster, page: str) -> None:
    client = signed_in()
    read = form_of(client.get(page))
    row = Membership.objects.get(pk=read["memberships-7-id"])
    row.to_year = 2561
    row.save()
    refused = client.post(page, {**read, "memberships-7-to_year": "2565"})
    assert "บันทึกรายการนี้ไปแล้วเมื่อ" in text_of(refused)
    assert Membership.objects.get(pk=row.pk).to_year == 2561


@pytest.mark.parametrize("changed", ["memberships-7-to_year", "memberships-9-to_year"])
def test_a_row_that_somebody_deleted_is_told_and_moves_no_other(cluster: Cluster, page: str, changed: str) -> None:
    client = signed_in()
    read = form_of(client.get(page))
    Membership.objects.get(pk=read["memberships-7-id"]).delete()
    refused = client.post(page, {**read, changed: "2565"})
    assert "ลบรายการนี้ไปแล้วเมื่อ" in text_of(refused)
    assert not Membership.objects.filter(to_year=2565).exists()


def test_a_row_of_another_owner_is_not_written(cluster: Cluster, page: str) -> None:
    other = factories.MembershipFactory.create(from_year=2560)
    client = signed_in()
    sent = {**form_of(client.get(page)), "memberships-0-id": str(other.pk), "memberships-0-to_year": "2565"}
    assert client.post(page, sent).status_code == 200
    other.refresh_from_db()
    assert (other.to_year, other.cluster_id == cluster.pk) == (None, False)


@pytest.mark.parametrize("value", ["abc", "", "9" * 30, "-1", "²"])
def test_an_odd_key_of_a_row_is_refused_and_never_a_fault(cluster: Cluster, page: str, value: str) -> None:
    client = signed_in()
    sent = {**form_of(client.get(page)), "memberships-0-id": value}
    assert client.post(page, sent).status_code == 200


@pytest.mark.parametrize("count", ["", "abc", "-1", "²", "9" * 50, "99999"])
def test_an_odd_number_of_management_is_never_a_fault(cluster: Cluster, page: str, count: str) -> None:
    client = signed_in()
    sent = {**form_of(client.get(page)), "memberships-INITIAL_FORMS": count}
    assert client.post(page, sent).status_code == 200


def test_the_page_costs_the_same_with_1_and_20_rows_of_everything(cluster: Cluster) -> None:
    client = signed_in()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(Cluster, "change", cluster.pk)).status_code == 200
        return len(asked)

    def add(rows: int) -> None:
        members = factories.MembershipFactory.create_batch(rows, cluster=cluster)
        factories.SupportFactory.create_batch(rows, cluster=cluster)
        factories.OfficeFactory.create_batch(rows, cluster=cluster)
        for member in members:
            ends = {"from_organisation": member.organisation, "to_organisation": members[0].organisation}
            if member is not members[0]:
                factories.LinkageFactory.create(**ends)

    add(2)
    cost()
    once = cost()
    add(17)
    assert cost() == once


@pytest.mark.parametrize("model", [Cluster, Organisation, Person, PromotionCentre, Round, Source])
def test_a_page_full_of_rows_stays_below_what_a_form_may_send(model: Any) -> None:
    response = signed_in().get(address(model, "change", make_row(model).pk))
    fields = len(response.context["adminform"].form.fields)
    for each in response.context["inline_admin_formsets"]:
        form = each.formset.empty_form
        typed = sum(isinstance(getattr(f.widget, "widget", f.widget), RowAutocomplete) for f in form.fields.values())
        sent = len(form.fields) - ("DELETE" in form.fields) + typed
        fields += 4 + (each.formset.shown_rows + each.formset.new_rows) * sent
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS is not None
    assert fields < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


@pytest.mark.parametrize(
    ("asked", "rows"), [("20", 20), ("", 3), ("abc", 3), ("²", 3), ("-1", 3), ("999", 25), ("9" * 40, 3)]
)
def test_empty_rows_are_shown_as_many_as_asked(cluster: Cluster, asked: str, rows: int) -> None:
    response = signed_in().get(address(Cluster, "change", cluster.pk), {"rows_membership": asked})
    assert len(members_of(response).extra_forms) == rows


def test_the_head_of_the_page_leads_to_the_first_empty_row_and_to_the_end_where_none_is(
    cluster: Cluster, page: str
) -> None:
    html = signed_in().get(page).content.decode()
    for place in ("memberships-50", "supports-new"):
        assert f'<a href="#{place}">' in html
        assert f'id="{place}"' in html
    assert '#memberships-50">' not in signed_in(officer("change_cluster", "view_membership")).get(page).content.decode()


def test_who_may_not_add_gets_no_empty_row(cluster: Cluster) -> None:
    client = signed_in(officer("change_cluster", "view_membership"))
    response = client.get(address(Cluster, "change", cluster.pk), {"rows_membership": "20"})
    assert len(members_of(response).forms) == 0


@pytest.mark.parametrize(("rights", "offered"), [(("add_organisation",), True), ((), False)])
def test_a_new_organisation_is_made_from_a_row_by_those_who_may(
    cluster: Cluster, rights: tuple[str, ...], offered: bool
) -> None:
    held = ("change_cluster", "add_membership", "view_membership", "view_organisation", *rights)
    html = signed_in(officer(*held)).get(address(Cluster, "change", cluster.pk)).content.decode()
    assert ('id="add_id_memberships-0-organisation"' in html) is offered


def test_twenty_members_are_added_in_one_save(cluster: Cluster) -> None:
    client: Client = signed_in()
    page = address(Cluster, "change", cluster.pk)
    sent = form_of(client.get(page, {"rows_membership": "20"}))
    for row, organisation in enumerate(factories.OrganisationFactory.create_batch(20)):
        sent[f"memberships-{row}-organisation{TYPED}"] = organisation.code
        sent[f"memberships-{row}-from_year"] = "๒๕๖๘"
    assert client.post(page, sent).status_code == 302
    assert cluster.memberships.filter(from_year=2568).count() == 20
