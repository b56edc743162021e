"""Rows of others in the admin: looked at, not changed, and nothing is made theirs."""

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from members.models import Membership, Office, Organisation, User
from records.admin.reach import reach
from tests import factories
from tests.admin_pages import address, form_of, officer, signed_in, text_of
from tests.two_centres import World, two_centres

pytestmark = pytest.mark.django_db


def editor(world: World) -> Any:
    return signed_in(world.account("centre"))


def test_the_backend_of_accounts_tells_rows_apart() -> None:
    assert type(reach()).__name__ == "AccountBackend"


def test_a_row_of_others_is_looked_at_and_says_whom_to_ask() -> None:
    world = two_centres()
    page = address(Cluster, "change", world.others["clusters.cluster"].pk)
    shown = editor(world).get(page)
    assert "ดูได้อย่างเดียว: รายการนี้อยู่ในความดูแลของ ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 2" in text_of(shown)
    assert 'name="_save"' not in shown.content.decode()
    for client, row in ((editor(world), world.own), (signed_in(), world.others)):
        shown = client.get(address(Cluster, "change", row["clusters.cluster"].pk))
        assert "ดูได้อย่างเดียว" not in text_of(shown)


def test_a_search_among_ones_own_rows_offers_to_look_everywhere() -> None:
    world = two_centres()
    path, name = address(Cluster, "changelist"), str(world.others["clusters.cluster"])
    offer = f"?of=all&amp;q={quote(name)}"
    assert offer in editor(world).get(path, {"q": name}).content.decode()
    for everywhere in (editor(world).get(path, {"q": name, "of": "all"}), editor(world).get(path)):
        assert offer not in everywhere.content.decode()


def test_what_is_confidential_of_others_is_not_among_the_rows_of_an_inline() -> None:
    world = two_centres()
    page = address(Cluster, "change", world.others["clusters.cluster"].pk)
    assert "ผู้ประสานงานของ ศภ.2" not in text_of(editor(world).get(page))
    assert "ผู้ประสานงานของ ศภ.2" in text_of(signed_in().get(page))


def sent_membership(firm: Any, cluster: Any) -> dict[str, Any]:
    return {"organisation": firm.pk, "cluster": cluster.pk, "position": "upstream", "from_year": "2569"}


def test_a_member_is_added_to_ones_own_cluster_whosever_it_is_and_to_no_other() -> None:
    world = two_centres()
    client, firm = editor(world), world.others["members.organisation"]
    refused = client.post(address(Membership, "add"), sent_membership(firm, world.others["clusters.cluster"]))
    assert "กรุณาประสานหน่วยงานนั้นหรือส่วนกลาง" not in text_of(refused)  # it's a member there already
    other = factories.MembershipFactory.create(cluster=world.others["clusters.cluster"])
    new = factories.OrganisationFactory.create()
    refused = client.post(address(Membership, "add"), sent_membership(new, other.cluster))
    assert "อยู่ในความดูแลของ ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 2" in text_of(refused)
    assert not new.memberships.exists()
    taken = client.post(address(Membership, "add"), sent_membership(firm, world.own["clusters.cluster"]))
    assert taken.status_code == 302
    assert Membership.objects.filter(organisation=firm.pk).count() == 2


def test_ones_own_row_is_not_made_theirs() -> None:
    world = two_centres()
    client, row = editor(world), world.own["members.membership"]
    page = address(Membership, "change", row.pk)
    sent = {**form_of(client.get(page)), "cluster": world.others["clusters.cluster"].pk}
    assert "อยู่ในความดูแลของ" in text_of(client.post(page, sent))
    row.refresh_from_db()
    assert row.cluster_id == world.own["clusters.cluster"].pk  # type: ignore[attr-defined]


def test_a_cluster_is_added_in_a_province_of_ones_own_centre() -> None:
    world = two_centres()
    client = editor(world)
    sector = world.own["clusters.sector"].pk
    for whose, status in ((world.others, 200), (world.own, 302)):
        page = client.get(address(Cluster, "add"))
        place = whose["clusters.cluster"].places.get().province_id  # type: ignore[attr-defined]
        sent = {**form_of(page), "name": "กลุ่มใหม่", "sector": sector, "state": "draft", "places-TOTAL_FORMS": "1"}
        answer = client.post(address(Cluster, "add"), {**sent, "places-0-province": place})
        assert answer.status_code == status
    assert Cluster.objects.filter(name="กลุ่มใหม่").count() == 1


def test_a_person_whom_one_may_not_see_can_not_be_chosen_by_key_or_by_text() -> None:
    world = two_centres()
    client, theirs = editor(world), world.others["members.person"]
    sent = {"cluster": world.own["clusters.cluster"].pk, "role": "president", "from_year": "2569"}
    for chosen in ({"person": theirs.pk}, {"person__typed": "ผู้ประสานงานของ ศภ.2"}):
        answer = client.post(address(Office, "add"), {**sent, **chosen})
        assert answer.status_code == 200
        assert "ผู้ประสานงานของ ศภ.2" not in text_of(answer).replace("value", "") or "person__typed" in chosen
    assert theirs.offices.count() == 1  # type: ignore[attr-defined]
    chosen = {"person__typed": "ผู้ประสานงานของ ศภ.1"}
    assert client.post(address(Office, "add"), {**sent, **chosen}).status_code == 302


def test_a_filter_names_no_row_that_one_may_not_see() -> None:
    world = two_centres()
    page = f"{address(Office, 'changelist')}?person__id__exact={world.others['members.person'].pk}"
    assert "ผู้ประสานงานของ ศภ.2" not in text_of(editor(world).get(page, follow=True))
    without_persons = signed_in(officer("view_office"))  # sees offices, and no page of persons
    assert without_persons.get(page).status_code == 302  # as for a key that nobody has


def test_what_was_deleted_of_what_one_may_not_see_is_not_told() -> None:
    world = two_centres()
    row = world.others["members.office"]
    key = row.pk
    row.delete()
    client = editor(world)
    assert client.get(address(Office, "history", key)).status_code == 302
    assert client.get(address(Office, "deleted")).status_code == 403
    assert signed_in().get(address(Office, "history", key)).status_code == 200


def test_an_organisation_that_others_keep_too_is_not_changed_by_one_of_them() -> None:
    world = two_centres()
    firm = world.own["members.organisation"]
    factories.MembershipFactory.create(organisation=firm, cluster=world.others["clusters.cluster"])
    client = editor(world)
    page = address(Organisation, "change", firm.pk)
    shown = text_of(client.get(page))
    assert "ภาคที่ 1, ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 2" in shown
    assert "firm1@example.com" in shown
    assert client.post(page, {"name": "ชื่อใหม่"}).status_code == 302
    both = signed_in(factories.UserFactory.create(role=User.Role.EDITOR))
    assert both.post(page, {**form_of(both.get(page)), "name": "ชื่อใหม่"}).status_code == 302
    firm.refresh_from_db()
    assert firm.name == "ชื่อใหม่"  # type: ignore[attr-defined]


def test_a_page_of_a_centre_costs_the_same_for_any_number_of_rows() -> None:
    world = two_centres()
    client, cluster = editor(world), world.own["clusters.cluster"]
    counted = []
    for rows in (1, 12):
        for _row in range(rows):
            factories.OfficeFactory.create(cluster=cluster)
            factories.MembershipFactory.create(cluster=cluster)
        for path in (address(Cluster, "change", cluster.pk), address(Office, "changelist")):
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path).status_code == 200
            counted.append(len(queries))
    assert counted[:2] == counted[2:]
