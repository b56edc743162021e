"""Two people on one row: the second gets both versions field by field, chooses and saves; nothing is lost unseen."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from clusters.models import Cluster, ClusterProvince
from members.models import Consent, Membership, Organisation, Person, User
from records.admin.choices import ASKED, CHOICE
from records.history import written_by
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db

_INPUT = re.compile(r"<input\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


def boxes(response: Any) -> Iterator[dict[str, str]]:
    for found in _INPUT.finditer(response.content.decode()):
        yield {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}


def sent_by(response: Any, **choices: str) -> dict[str, list[str]]:
    """Return what a browser without scripts sends from the page of a conflict; ``choices`` by the name of a box."""
    sent: dict[str, list[str]] = {}
    for box in boxes(response):
        ticked = box.get("type") != "radio" or "checked" in box
        if box.get("name") and box.get("type") in {"hidden", "radio"} and ticked:
            sent.setdefault(box["name"], []).append(box.get("value", ""))
    return sent | {f"{CHOICE}{name}": [side] for name, side in choices.items()}


def asked_of(response: Any) -> set[str]:
    return set(next(box["value"] for box in boxes(response) if box.get("name") == ASKED).split())


def by_another(row: Any, **values: Any) -> None:
    """Save as somebody else does in between."""
    held = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(held, name, value)
    with written_by(factories.UserFactory.create(person=factories.PersonFactory.create(name="สมหญิง รักงาน"))):
        held.save()


@pytest.fixture
def cluster() -> Cluster:
    return factories.ClusterFactory.create(name="ผ้าไหม ขอนแก่น", vision="เดิม", founded=2545)


@pytest.fixture
def mine() -> Client:
    return signed_in()


def test_both_versions_stand_field_by_field_with_what_both_had_read(cluster: Cluster, mine: Client) -> None:
    page = address(Cluster, "change", cluster.pk)
    read, old = form_of(mine.get(page)), cluster.sector.name
    by_another(cluster, vision="ของคนแรก", sector=factories.SectorFactory.create(name="สิ่งทอ"), founded=2546)
    response = mine.post(page, {**read, "vision": "ของฉัน", "name_en": "Silk", "founded": "๒๕๔๖"})
    conflict = response.context["conflict"]
    (row,) = conflict.rows
    told = {field.name: (field.base, field.theirs, field.mine, field.chosen) for field in row.fields}
    assert told == {
        "vision": ("เดิม", "ของคนแรก", "ของฉัน", ""),  # both: one must choose
        "sector": (old, "สิ่งทอ", old, "theirs"),
        "name_en": (cluster.name_en, cluster.name_en, "Silk", "mine"),
    }  # both wrote the same year: nothing to ask
    assert row.who == "สมหญิง รักงาน"
    assert "ยังไม่ได้บันทึกสิ่งที่ท่านแก้ไข" in text_of(response)
    cluster.refresh_from_db()
    assert cluster.vision == "ของคนแรก"


@pytest.mark.parametrize(("side", "vision"), [("mine", "ของฉัน"), ("theirs", "ของคนแรก")])
def test_what_was_chosen_is_saved_and_both_ones_other_changes_stay(
    cluster: Cluster, mine: Client, side: str, vision: str
) -> None:
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    by_another(cluster, vision="ของคนแรก", founded=2550)
    response = mine.post(page, {**read, "vision": "ของฉัน", "name_en": "Silk", "change_reason": "ตามหนังสือ"})
    assert mine.post(page, sent_by(response, vision=side)).status_code == 302
    cluster.refresh_from_db()
    assert (cluster.vision, cluster.founded, cluster.name_en, cluster.version) == (vision, 2550, "Silk", 3)
    assert cluster.history.latest().history_change_reason == "ตามหนังสือ"


def test_who_does_not_choose_gets_the_page_again(cluster: Cluster, mine: Client) -> None:
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    by_another(cluster, vision="ของคนแรก")
    response = mine.post(page, {**read, "vision": "ของฉัน"})
    assert asked_of(response) == {"vision"}
    again = mine.post(page, sent_by(response))
    assert asked_of(again) == {"vision"}
    assert mine.post(page, sent_by(again, vision="odd")).status_code == 200
    cluster.refresh_from_db()
    assert cluster.vision == "ของคนแรก"


def test_a_third_who_saves_while_one_chooses_is_told_of_too(cluster: Cluster, mine: Client) -> None:
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    by_another(cluster, vision="ของคนแรก")
    response = mine.post(page, {**read, "vision": "ของฉัน"})
    by_another(cluster, vision="ของคนที่สาม")
    again = mine.post(page, sent_by(response, vision="mine"))
    (field,) = again.context["conflict"].rows[0].fields
    assert (field.base, field.theirs, field.mine) == ("ของคนแรก", "ของคนที่สาม", "ของฉัน")
    assert mine.post(page, sent_by(again, vision="mine")).status_code == 302
    cluster.refresh_from_db()
    assert cluster.vision == "ของฉัน"


def test_a_form_with_other_faults_comes_back_first(cluster: Cluster, mine: Client) -> None:
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    by_another(cluster, vision="ของคนแรก")
    response = mine.post(page, {**read, "name": ""})
    assert "conflict" not in response.context
    assert "บันทึกรายการนี้ไปแล้วเมื่อ" in text_of(response)


def test_a_form_that_names_no_version_asks_of_all_that_differs(cluster: Cluster, mine: Client) -> None:
    page = address(Cluster, "change", cluster.pk)
    response = mine.post(page, {**form_of(mine.get(page)), "vision": "ของฉัน", "version_read": "เก่า"})
    assert asked_of(response) == {"vision"}
    assert sent_by(response).get(f"{CHOICE}vision") is None
    assert mine.post(page, sent_by(response, vision="mine")).status_code == 302


def test_what_the_form_does_not_show_is_told_as_well(mine: Client) -> None:
    held = factories.ParticipationFactory.create().round
    page = address(type(held), "change", held.pk)
    read = form_of(mine.get(page))
    by_another(held, list_complete=True, note="ของคนแรก")
    (row,) = mine.post(page, {**read, "note": "ของฉัน"}).context["conflict"].rows
    assert [(change.before, change.after) for change in row.others] == [("ไม่ใช่", "ใช่")]


def test_a_row_of_an_inline_that_both_changed_is_chosen_by_field(cluster: Cluster, mine: Client) -> None:
    held = factories.MembershipFactory.create(cluster=cluster, from_year=2560)
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    by_another(held, from_year=2561, position=Membership.Position.DOWNSTREAM)
    response = mine.post(page, {**read, "memberships-0-from_year": "2562", "vision": "ใหม่"})
    assert asked_of(response) == {"memberships-0-from_year", "memberships-0-position"}
    assert mine.post(page, sent_by(response, **{"memberships-0-from_year": "mine"})).status_code == 302
    held.refresh_from_db()
    cluster.refresh_from_db()
    assert (held.from_year, held.position, cluster.vision) == (2562, Membership.Position.DOWNSTREAM, "ใหม่")


@pytest.mark.parametrize(("side", "kept"), [("mine", False), ("theirs", True)])
def test_to_delete_a_row_that_somebody_changed_is_asked(cluster: Cluster, mine: Client, side: str, kept: bool) -> None:
    held = factories.MembershipFactory.create(cluster=cluster, from_year=2560)
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    by_another(held, from_year=2561)
    response = mine.post(page, {**read, "memberships-0-DELETE": "on"})
    assert mine.post(page, sent_by(response, **{"memberships-0-DELETE": side})).status_code == 302
    assert Membership.objects.filter(pk=held.pk).exists() is kept


def members(cluster: Cluster) -> tuple[Membership, Membership, Membership]:
    first, second, third = factories.MembershipFactory.create_batch(3, cluster=cluster, from_year=2560)
    return third, second, first  # the latest stands first


@pytest.mark.parametrize(("side", "years"), [("mine", [2561, 2565]), ("theirs", [2561])])
def test_a_row_that_somebody_deleted_can_be_entered_again(
    cluster: Cluster, mine: Client, side: str, years: list[int]
) -> None:
    gone, kept, untouched = members(cluster)
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    Membership.objects.get(pk=gone.pk).delete()
    Membership.objects.get(pk=untouched.pk).delete()
    more = {"memberships-0-from_year": "2565", "memberships-1-from_year": "2561"}
    response = mine.post(page, {**read, **more})
    assert asked_of(response) == {"memberships-0"}  # the other wasn't touched here: it stays deleted
    assert [row.is_deleted for row in response.context["conflict"].rows] == [True, True]
    assert mine.post(page, sent_by(response, **{"memberships-0": side})).status_code == 302
    assert list(cluster.memberships.order_by("from_year").values_list("from_year", flat=True)) == years
    assert cluster.memberships.get(from_year=2561).pk == kept.pk


def test_choices_that_are_tampered_with_break_nothing(cluster: Cluster, mine: Client) -> None:
    gone, *_others = members(cluster)
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    Membership.objects.get(pk=gone.pk).delete()
    response = mine.post(page, {**read, "memberships-0-from_year": "2565"})
    sent = sent_by(response, **{"memberships-0": "mine"})
    for changed in (
        {"memberships-TOTAL_FORMS": ["x"]},
        {"memberships-TOTAL_FORMS": ["99999"]},
        {"seen__memberships-7": [""]},
        {"seen__memberships-x": [""]},
        {"seen__x": [""]},
        {"conflicts": [""]},
    ):
        assert mine.post(page, {**sent, **changed}).status_code in {200, 302}


def test_a_row_that_was_added_in_between_stays(cluster: Cluster, mine: Client) -> None:
    page = address(Cluster, "change", cluster.pk)
    read = form_of(mine.get(page))
    added = factories.ClusterProvinceFactory.create(cluster=cluster)
    by_another(cluster, vision="ของคนแรก")
    response = mine.post(page, {**read, "vision": "ของฉัน"})
    mine.post(page, sent_by(response, vision="mine"))
    assert ClusterProvince.objects.filter(pk=added.pk).exists()


def test_a_consent_that_was_withdrawn_in_between_stays_withdrawn(mine: Client) -> None:
    consent = factories.ConsentFactory.create()
    page = address(Person, "change", consent.person_id)
    read = form_of(mine.get(page))
    by_another(consent, withdrawn_on=consent.given_on)
    assert mine.post(page, {**read, "name": "ชื่อใหม่"}).status_code == 302
    consent.refresh_from_db()
    assert consent.withdrawn_on is not None
    assert Consent.objects.count() == 1


def test_rights_given_by_two_people_are_compared_whole(mine: Client) -> None:
    account = factories.UserFactory.create()
    view, change = (Permission.objects.get(codename=f"{verb}_cluster") for verb in ("view", "change"))
    page = address(User, "change", account.pk)
    read = form_of(mine.get(page))
    by_another(account, is_active=False)
    account.user_permissions.add(view)
    response = mine.post(page, {**read, "user_permissions": [str(change.pk)], "is_active": "on"})
    (row,) = response.context["conflict"].rows
    told = {field.name: (field.base, field.theirs, field.mine) for field in row.fields}
    assert told["user_permissions"] == ("", "ดูคลัสเตอร์", "แก้ไขคลัสเตอร์")
    assert mine.post(page, sent_by(response, user_permissions="theirs", is_active="mine")).status_code == 302
    assert list(User.objects.get(pk=account.pk).user_permissions.all()) == [view]


def test_a_box_that_the_other_ticked_or_cleared_is_taken_over(mine: Client) -> None:
    held = factories.UserFactory.create()
    page = address(User, "change", held.pk)
    read = form_of(mine.get(page))
    by_another(held, must_change_password=True, is_staff=False)
    response = mine.post(page, {**read, "email": "new@example.go.th"})
    assert mine.post(page, sent_by(response)).status_code == 302
    held.refresh_from_db()
    assert (held.must_change_password, held.is_staff, held.email) == (True, False, "new@example.go.th")


def test_a_row_that_was_merged_in_between_leads_to_the_other(mine: Client) -> None:
    old, new = factories.OrganisationFactory.create_batch(2)
    page = address(Organisation, "change", old.pk)
    read = form_of(mine.get(page))
    by_another(old, state=Organisation.State.MERGED, merged_into=new)
    response = mine.post(page, {**read, "main_products": "ผ้าไหม"})
    assert "รวมเข้ากับรายการอื่นแล้ว" in text_of(response)
    assert address(Organisation, "change", new.pk) in response.content.decode()
    assert mine.post(page, sent_by(response)).status_code == 302
    old.refresh_from_db()
    assert (old.merged_into, old.main_products) == (new, "ผ้าไหม")  # the merger stands


def test_a_row_that_was_locked_in_between_is_refused_in_words(mine: Client) -> None:
    held = factories.ParticipationFactory.create()
    page = address(type(held), "change", held.pk)
    read = form_of(mine.get(page))
    by_another(held, note="ของคนแรก")
    factories.with_locks(held.round, participation_locked=True)
    response = mine.post(page, {**read, "note": "ของฉัน"})
    held.refresh_from_db()
    assert held.note == "ของคนแรก"
    assert response.status_code == 200
