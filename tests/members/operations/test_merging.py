"""Two organisations that are one become one, with all that hangs on them, and two again while nothing changed."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from clusters.models import Cluster
from members.models import (
    Consent,
    Contact,
    Different,
    EnterpriseFigures,
    Linkage,
    Membership,
    Merge,
    Organisation,
    Support,
)
from members.operations.merging import (
    DROP,
    KEEP,
    MOVED,
    ChangedSince,
    declare_different,
    default_choices,
    merge_organisations,
    undo_merge,
)
from members.public import public_organisation
from records.errors import RuleBroken
from records.models import Record
from records.version import StaleSave
from tests.at_once import all_at_once
from tests.factories import (
    ClusterFactory,
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    LinkageFactory,
    MembershipFactory,
    OrganisationFactory,
    ProvinceFactory,
    SoleTraderFactory,
    SuperuserFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db

NUMBER = "0105536000315"


@pytest.fixture
def keep() -> Organisation:
    return OrganisationFactory.create(name="ผ้าไหมบ้านเขว้า")


@pytest.fixture
def drop() -> Organisation:
    return OrganisationFactory.create(name="กลุ่มผ้าไหมบ้านเขว้า")


def merged(keep: Organisation, drop: Organisation, **choices: str) -> Merge:
    return merge_organisations(keep, drop, choices=choices, by=None)


def every_row() -> dict[str, list[dict[str, Any]]]:
    """Return what the tables hold, without what counts saves."""
    tables = (Organisation, Membership, Support, Linkage, EnterpriseFigures, Contact, Consent)
    rows = {table._meta.label: list(table.objects.order_by("pk").values()) for table in tables}
    return {label: [{**row, "version": 0} for row in found] for label, found in rows.items()}


def busy(keep: Organisation, drop: Organisation) -> Cluster:
    """Hang on both whatever can hang on an organisation, some of it twice."""
    cluster, other, third = ClusterFactory.create(), ClusterFactory.create(), OrganisationFactory.create()
    MembershipFactory.create(organisation=keep, cluster=cluster, from_year=2560, to_year=2562, position="unknown")
    MembershipFactory.create(organisation=keep, cluster=cluster, from_year=2565, to_year=2566, position="unknown")
    MembershipFactory.create(organisation=drop, cluster=cluster, from_year=2562, to_year=2565, position="downstream")
    MembershipFactory.create(organisation=drop, cluster=other, from_year=2569, to_year=None)
    SupportFactory.create(organisation=keep, cluster=cluster, from_year=None, to_year=2560, note="ก")
    SupportFactory.create(organisation=drop, cluster=cluster, from_year=2560, to_year=None, note="ข")
    SupportFactory.create(organisation=drop, cluster=cluster, service="finance")
    LinkageFactory.create(from_organisation=keep, to_organisation=third, from_year=2566)
    LinkageFactory.create(from_organisation=drop, to_organisation=third, from_year=2560)
    LinkageFactory.create(from_organisation=third, to_organisation=drop, kind="joint_marketing")
    LinkageFactory.create(from_organisation=keep, to_organisation=third, kind="joint_marketing")
    LinkageFactory.create(from_organisation=third, to_organisation=drop)
    LinkageFactory.create(from_organisation=keep, to_organisation=drop)
    EnterpriseFiguresFactory.create(organisation=keep, fiscal_year=2567, employees=None)
    EnterpriseFiguresFactory.create(organisation=drop, fiscal_year=2567, employees=30)
    EnterpriseFiguresFactory.create(organisation=drop, fiscal_year=2568)
    for owner, value in ((keep, "a@example.com"), (drop, "a@example.com"), (drop, "b@example.com")):
        ContactFactory.create(person=None, organisation=owner, value=value)
    ConsentFactory.create(person=None, organisation=drop, item="phone")
    OrganisationFactory.create(state="merged", merged_into=drop)
    return cluster


def spans(rows: Any) -> list[tuple[int | None, int | None]]:
    return list(rows.order_by("pk").values_list("from_year", "to_year"))


def test_all_that_hung_on_either_hangs_on_the_kept_one(keep: Organisation, drop: Organisation) -> None:
    cluster = busy(keep, drop)
    merged(keep, drop)
    assert spans(keep.memberships.filter(cluster=cluster)) == [(2560, 2566)]
    assert keep.memberships.get(cluster=cluster).position == "downstream"
    assert keep.memberships.count() == 2
    assert spans(keep.supports.filter(service="research")) == [(None, None)]
    assert keep.supports.get(service="research").note == "ก / ข"
    assert keep.supports.count() == 2
    assert spans(keep.linkages_from.filter(kind="supply")) == [(2560, None)]
    assert Linkage.objects.of_organisation(keep).count() == 3  # none with itself, none twice
    assert [(row.fiscal_year, row.employees) for row in keep.yearly_figures.order_by("fiscal_year")] == [
        (2567, 30),
        (2568, 20),
    ]
    assert sorted(keep.contacts.values_list("value", flat=True)) == ["a@example.com", "b@example.com"]
    assert keep.consents.get().is_current
    assert keep.merged_from.count() == 2
    hanging = [model._base_manager.filter(**{key: drop}).exists() for model, key in MOVED]
    assert not any(hanging)


def test_a_merge_and_its_undoing_leave_every_row_as_it_was(keep: Organisation, drop: Organisation) -> None:
    busy(keep, drop)
    rows = every_row()
    boss = SuperuserFactory.create()
    done = merge_organisations(keep, drop, choices={"name": DROP}, by=boss)
    assert Organisation.objects.get(pk=keep.pk).name == drop.name
    undo_merge(done, by=boss)
    assert every_row() == rows
    with pytest.raises(RuleBroken, match="ยกเลิกการรวมนี้ไปแล้ว"):
        undo_merge(done, by=boss)
    undo_merge(merge_organisations(drop, keep, choices={}, by=boss), by=boss)
    assert every_row() == rows


def test_the_history_of_every_row_tells_who_merged_and_why(keep: Organisation, drop: Organisation) -> None:
    busy(keep, drop)
    boss = SuperuserFactory.create()
    merge_organisations(keep, drop, choices={}, by=boss)
    last = Organisation.history.filter(id=drop.pk).latest()
    assert (last.history_user, last.history_change_reason) == (boss, f"รวม {drop.code} เข้ากับ {keep.code}")
    assert Membership.history.filter(history_type="-", history_user=boss).count() == 2


def test_fields_are_picked_one_by_one_and_blanks_are_filled() -> None:
    place = ProvinceFactory.create()
    one = OrganisationFactory.create(name="ก", web="https://a.example", note="", juristic_number="")
    other = OrganisationFactory.create(name="ข", web="https://b.example", province=place, juristic_number=NUMBER)
    assert default_choices(one, other)["province"] == DROP
    assert default_choices(one, other)["name"] == KEEP
    merged(one, other, web=DROP)
    one.refresh_from_db()
    assert (one.name, one.web, one.province, one.juristic_number) == ("ก", "https://b.example", place, NUMBER)
    other.refresh_from_db()
    assert (other.state, other.merged_into, other.juristic_number) == ("merged", one, "")


def test_two_numbers_are_two_organisations_and_one_is_not_given_up(keep: Organisation, drop: Organisation) -> None:
    for row, number in ((keep, NUMBER), (drop, "0107537000882")):
        row.juristic_number = number
        row.save()
    with pytest.raises(RuleBroken, match="เลขทะเบียนนิติบุคคลต่างกัน"):
        merged(keep, drop)
    drop.juristic_number = ""
    drop.save()
    with pytest.raises(RuleBroken, match="ต้องใช้เลขที่มีอยู่"):
        merged(keep, drop, juristic_number=DROP)


def test_what_is_merged_already_or_itself_is_refused(keep: Organisation, drop: Organisation) -> None:
    merged(keep, drop)
    third = OrganisationFactory.create()
    for pair in ((keep, keep), (keep, drop), (drop, third), (third, drop)):
        with pytest.raises(RuleBroken):
            merged(*pair)
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("changed", ["kept", "dropped", "contact", "new", "deleted"])
def test_what_changed_since_is_named_and_nothing_is_undone(
    changed: str, keep: Organisation, drop: Organisation
) -> None:
    contact = ContactFactory.create(person=None, organisation=drop, value="a@example.com")
    done = merged(keep, drop)
    row: Any = {"kept": keep, "dropped": drop}.get(changed, contact)
    row.refresh_from_db()
    if changed == "new":
        ContactFactory.create(person=None, organisation=keep, value="new@example.com")
    elif changed == "deleted":
        contact.delete()
    else:
        row.note = "แก้ไข"
        row.save()
    rows = every_row()
    with pytest.raises(ChangedSince, match="มีการเปลี่ยนแปลงหลังจากรวม") as refused:
        undo_merge(done, by=None)
    assert len(refused.value.changes) == 1
    assert every_row() == rows


def test_the_old_code_leads_to_the_kept_one_and_nothing_is_added_to_it(
    keep: Organisation, drop: Organisation, client: Any
) -> None:
    merged(keep, drop)
    assert client.get(f"/organisations/{drop.code}/").headers["Location"] == f"/organisations/{keep.code}/"
    third = OrganisationFactory.create()
    for made in (
        lambda: MembershipFactory.create(organisation=drop),
        lambda: SupportFactory.create(organisation=drop),
        lambda: EnterpriseFiguresFactory.create(organisation=drop),
        lambda: ContactFactory.create(person=None, organisation=drop),
        lambda: ConsentFactory.create(person=None, organisation=drop),
        lambda: LinkageFactory.create(from_organisation=third, to_organisation=drop),
        lambda: LinkageFactory.create(from_organisation=drop, to_organisation=third),
    ):
        with pytest.raises(RuleBroken, match=f"รวมเข้ากับ {keep.code} แล้ว"):
            made()


def test_a_row_that_was_saved_since_it_was_looked_at_is_not_merged(keep: Organisation, drop: Organisation) -> None:
    drop.note = "แก้ไข"
    drop.save()
    with pytest.raises(StaleSave):
        merge_organisations(keep, drop, choices={}, by=None, versions=(1, 1))
    merge_organisations(keep, drop, choices={}, by=None, versions=(1, 2))


def test_every_key_to_an_organisation_is_moved_or_kept_on_purpose() -> None:
    """Whoever adds a relation says here what a merge makes of it."""
    records = (model for model in apps.get_models() if issubclass(model, Record))
    keys = {
        (model, field.name)
        for model in records
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Organisation
    }
    stay = {(Merge, "kept"), (Merge, "dropped"), (Different, "first"), (Different, "second")}
    assert keys - stay == set(MOVED)


# -- nothing becomes public that wasn't --


def trader(name: str, **contacts: str) -> Organisation:
    row = SoleTraderFactory.create(name=name)
    for kind, value in contacts.items():
        Contact(organisation=row, kind=kind, value=value).save()
    return row


def agrees(row: Organisation, item: str, **given: Any) -> Consent:
    return ConsentFactory.create(person=None, organisation=row, item=item, **given)


def shown(row: Organisation) -> set[str]:
    public = public_organisation(Organisation.objects.get(pk=row.pk))
    assert public is not None
    return {public.name, *(contact.text for contact in public.contacts)} - {""}


@pytest.mark.parametrize(
    ("of_keep", "of_drop", "expected"),
    [
        ({"email": "a@example.com"}, {}, {"a@example.com"}),
        ({"email": "a@example.com"}, {"email": "a@example.com"}, {"a@example.com"}),
        ({"email": "a@example.com"}, {"email": "b@example.com"}, set()),  # b was never agreed to
        ({"email": "a@example.com"}, {"line": "b-line"}, {"a@example.com"}),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_consent_never_covers_more_than_it_did(
    turned: bool, of_keep: dict[str, str], of_drop: dict[str, str], expected: set[str]
) -> None:
    one, other = trader("สมศรี", **of_keep), trader("สมศรี", **of_drop)
    agrees(one, "email")
    before = shown(one) | shown(other)
    pair = (other, one) if turned else (one, other)
    merged(*pair)
    after = shown(pair[0])
    assert after <= before | {pair[0].code}
    assert after & {"a@example.com", "b@example.com"} == expected
    assert not Consent.objects.filter(organisation=pair[1]).exists()


def test_a_consent_that_both_gave_stands_once() -> None:
    one, other = trader("สมศรี", email="a@example.com"), trader("สมศรี", email="b@example.com")
    agrees(one, "email")
    agrees(other, "email")
    merged(one, other)
    assert {"a@example.com", "b@example.com"} <= shown(one)
    assert Consent.objects.filter(organisation=one).current().count() == 1


def test_a_withdrawal_of_either_is_kept() -> None:
    one, other = trader("สมศรี", email="a@example.com"), trader("สมศรี", email="a@example.com")
    agrees(one, "email", given_on=date(2026, 1, 1))
    agrees(other, "email", given_on=date(2026, 1, 1), withdrawn_on=date(2026, 3, 1))
    merged(one, other)
    assert "a@example.com" not in shown(one)


def test_a_name_is_public_only_as_the_one_that_was_agreed_to() -> None:
    one, other = trader("สมศรี"), trader("สมศรี มีสุข")
    agrees(one, "name")
    done = merged(one, other, name=DROP)
    assert "สมศรี มีสุข" not in shown(one)
    undo_merge(done, by=None)
    assert "สมศรี" in shown(one)
    merged(one, other)
    assert "สมศรี" in shown(one)


def test_a_persons_name_does_not_become_public_by_a_firms_number() -> None:
    person, firm = trader("สมศรี มีสุข"), OrganisationFactory.create(name="ร้านสมศรี", juristic_number=NUMBER)
    with pytest.raises(RuleBroken, match="ยังไม่เคยเผยแพร่"):
        merged(person, firm)
    merged(person, firm, name=DROP, kind=DROP)
    assert shown(person) == {"ร้านสมศรี"}


# -- two that are two --


def test_two_that_are_alike_are_remembered_as_two_once(keep: Organisation, drop: Organisation) -> None:
    boss = SuperuserFactory.create()
    told = declare_different(drop, keep, by=boss)
    assert declare_different(keep, drop, by=boss) == told
    assert (told.first, told.second) == (keep, drop)
    assert list(Different.objects.among([drop.pk])) == [told]


# -- at the same moment --


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_between_a_merge_and_edits_at_the_same_moment() -> None:
    """Whoever is told that it was saved finds it on the kept one; whoever comes behind is told where to save."""
    keep, drop = OrganisationFactory.create(), OrganisationFactory.create()
    clusters = ClusterFactory.create_batch(6)

    def edit_or_merge(cluster: Cluster | None) -> int | None:
        try:
            if cluster is None:
                merge_organisations(keep, drop, choices={}, by=None)
                return None
            Membership(cluster=cluster, organisation=drop, from_year=2569).save()
        except RuleBroken:
            return None
        return cluster.pk

    def change_or_merge(who: str) -> str:
        row = Organisation.objects.get(pk=drop.pk)
        row.note = who
        try:
            row.save()
        except RuleBroken:
            return ""
        return who

    saved = {pk for pk in all_at_once(edit_or_merge, [*clusters, None]) if pk is not None}
    assert set(Membership.objects.values_list("cluster", flat=True)) == saved
    assert set(Membership.objects.values_list("organisation", flat=True)) <= {keep.pk}
    assert Organisation.objects.get(pk=drop.pk).merged_into_id == keep.pk
    assert change_or_merge("later") == "later"  # the merged row itself is still a row with its own version


def test_a_merge_whose_history_is_not_whole_is_not_undone_by_half(keep: Organisation, drop: Organisation) -> None:
    contact = ContactFactory.create(person=None, organisation=drop)
    done = merged(keep, drop)
    Contact.history.filter(id=contact.pk, version=1).delete()
    before = every_row()
    with pytest.raises(RuleBroken, match="ไม่ครบ จึงยกเลิกการรวมไม่ได้"):
        undo_merge(done, by=None)
    assert every_row() == before
