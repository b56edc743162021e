"""Which rows an account reaches by its role and its centre."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.db.models import Model

from clusters.models import Cluster, Province
from members.models import Membership, Person, User
from members.reach import (
    KINDS,
    Keeping,
    is_narrow,
    keepers,
    kept_rows,
    kind_of,
    own_rows,
    reaches,
    refuse_rows_of_others,
    rights_of,
    seen_rows,
)
from members.rights import clusters_of_staff
from records.errors import RuleBroken
from records.history import written_by
from records.models import Record
from tests import factories
from tests.admin_pages import RECORDS
from tests.two_centres import cluster_of, two_centres

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)  # fiscal year 2570


def rights(role: str, **more: Any) -> frozenset[str]:
    return rights_of(factories.UserFactory.create(role=role, **more))


def north() -> Any:
    return factories.PromotionCentreFactory.create(number=1)


def test_every_kind_of_records_of_the_admin_says_who_keeps_it() -> None:
    of_headquarters = {"members.privacyrequest"}  # whose own admin asks
    assert {model._meta.label_lower for model in RECORDS} - of_headquarters <= KINDS.keys()
    assert kind_of(Permission).keeping is Keeping.SUPERUSERS


def test_an_approver_may_what_an_editor_may() -> None:
    assert rights("approver") == rights("editor")
    held = north()
    assert rights("approver", centre=held) == rights("editor", centre=held)


def test_headquarters_write_what_is_of_the_programme_and_a_centre_reads_it() -> None:
    of_sources = {"programmes.add_source", "programmes.change_source", "programmes.delete_source"}
    assert of_sources <= rights("editor")
    of_centre = rights("editor", centre=north())
    assert not of_sources & of_centre
    assert {"programmes.view_source", "clusters.add_cluster", "members.change_contact"} <= of_centre


def test_a_manager_reads_everything_but_what_is_of_persons() -> None:
    given = rights("manager")
    assert {right.split(".")[1].split("_")[0] for right in given} == {"view"}
    assert not {f"members.view_{kind}" for kind in ("person", "contact", "consent", "office", "user")} & given
    assert {"clusters.view_cluster", "members.view_enterprisefigures", "programmes.view_reportedfigure"} <= given


def test_no_role_gives_rights_over_accounts_and_only_those_of_the_staff_any_in_the_admin() -> None:
    assert not [right for role in ("approver", "editor", "manager") for right in rights(role) if "_user" in right]
    person = factories.PersonFactory.create()
    assert [rights(role, person=person) for role in ("coordinator",)] == [frozenset()]
    assert [rights(role) for role in ("sme", "")] == [frozenset(), frozenset()]
    assert rights("editor", is_active=False) == frozenset()
    assert rights_of(AnonymousUser()) == frozenset()


def keys(rows: Any) -> set[int]:
    return {row.pk for row in rows}


def circles(user: User, model: type[Model]) -> list[set[int]]:
    rows = model._base_manager.all()
    return [keys(circle(user, rows, on=DAY)) for circle in (own_rows, seen_rows, kept_rows)]


def test_a_centre_keeps_its_own_rows_and_sees_what_is_not_confidential() -> None:
    world = two_centres()
    user, wrong = world.account("centre"), {}
    for label, own in world.own.items():
        others = world.others[label]
        found = [[row.pk in circle for circle in circles(user, type(own))] for row in (own, others)]
        kind = KINDS[label]
        expected = [[True] * 3, [own == others, own == others or not kind.confidential, own == others]]
        if found != expected:
            wrong[label] = found
    assert wrong == {}


def test_a_manager_of_a_centre_sees_figures_of_all() -> None:
    world = two_centres()
    user = factories.UserFactory.create(role="manager", centre=world.centre)
    figures = world.others["members.enterprisefigures"]
    assert circles(user, type(figures))[1] == {world.own["members.enterprisefigures"].pk, figures.pk}
    assert reaches(user, "members.view_enterprisefigures", figures, on=DAY)


def test_headquarters_and_superusers_reach_all_without_asking_the_database(django_assert_num_queries: Any) -> None:
    world = two_centres()
    row = world.others["clusters.cluster"]
    for role in ("superuser", "headquarters"):
        user = world.account(role)
        with django_assert_num_queries(0):
            assert not is_narrow(user, type(row))
            assert reaches(user, "clusters.change_cluster", row, on=DAY)


def test_an_organisation_of_two_centres_is_read_by_both_and_kept_by_headquarters() -> None:
    world = two_centres()
    firm, user = world.own["members.organisation"], world.account("centre")
    shared = factories.MembershipFactory.create(organisation=firm, cluster=world.others["clusters.cluster"])
    assert not reaches(user, "members.change_organisation", firm, on=DAY)
    assert reaches(user, "members.view_contact", firm, on=DAY)
    assert keepers(firm, on=DAY) == [str(world.centre), "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 2"]
    shared.to_year = 2569  # it has left the other cluster
    shared.save()
    assert reaches(user, "members.change_organisation", firm, on=DAY)
    assert keepers(firm, on=DAY) == [str(world.centre)]


def test_an_organisation_that_supports_a_cluster_of_others_is_not_kept_alone() -> None:
    world = two_centres()
    firm, user = world.own["members.organisation"], world.account("centre")
    factories.SupportFactory.create(organisation=firm, cluster=world.others["clusters.cluster"], to_year=None)
    for row in (firm, world.own["members.enterprisefigures"]):
        assert row.pk not in circles(user, type(row))[2]
        assert row.pk in circles(user, type(row))[1]


def test_an_organisation_of_no_cluster_is_everybodys() -> None:
    user = factories.UserFactory.create(role="editor", centre=north())
    firm = factories.OrganisationFactory.create()
    assert circles(user, type(firm)) == [{firm.pk}] * 3


def test_a_person_without_an_office_is_kept_by_who_entered_them() -> None:
    held = north()
    user, other = (factories.UserFactory.create(role="editor", centre=held) for _each in range(2))
    with written_by(user):
        person = factories.PersonFactory.create()
    assert circles(user, Person) == [{person.pk}] * 3
    assert circles(other, Person) == [set()] * 3


def test_a_person_with_offices_in_clusters_of_two_centres_is_read_by_both_and_kept_by_none_alone() -> None:
    world = two_centres()
    person, user = world.own["members.person"], world.account("centre")
    factories.OfficeFactory.create(person=person, cluster=world.others["clusters.cluster"])
    contact = world.own["members.contact"]
    assert [person.pk in circle for circle in circles(user, Person)] == [True, True, False]
    theirs = factories.ContactFactory.create(person=person)
    assert [theirs.pk in circle for circle in circles(user, type(contact))] == [True, True, False]
    assert len(keepers(person, on=DAY)) == 2


def test_a_cluster_in_provinces_of_two_centres_is_kept_by_both() -> None:
    world = two_centres()
    south = factories.PromotionCentreFactory.create(number=3)
    cluster = cluster_of(world.centre, south)
    member = factories.MembershipFactory.create(cluster=cluster)
    for centre in (world.centre, south):
        user = factories.UserFactory.create(role="editor", centre=centre)
        assert cluster in clusters_of_staff(user, on=DAY)
        assert member.pk in circles(user, Membership)[2]
    assert keepers(member, on=DAY) == [str(world.centre), str(south)]


def test_what_nobody_else_keeps_is_headquarters() -> None:
    headquarters = factories.PromotionCentreFactory.create(number=0)
    rows: list[Record] = [factories.ProvinceFactory.create(), factories.ClusterFactory.create()]
    assert [keepers(row, on=DAY) for row in rows] == [[str(headquarters)]] * 2


def test_a_new_row_is_reached_until_it_says_whose_it_is() -> None:
    user = factories.UserFactory.create(role="editor", centre=north())
    assert reaches(user, "members.add_membership", Membership(), on=DAY)
    assert not is_narrow(user, Province)


def test_nobody_but_staff_has_a_circle() -> None:
    person = factories.PersonFactory.create()
    coordinator = factories.UserFactory.create(role="coordinator", person=person)
    assert not is_narrow(coordinator, Membership)
    assert not clusters_of_staff(coordinator, on=DAY).exists()


def test_rows_of_others_are_refused_by_name_and_with_whom_to_ask() -> None:
    world = two_centres()
    own, others = world.own["clusters.cluster"], world.others["clusters.cluster"]
    with pytest.raises(RuleBroken, match=f"“{others}” อยู่ในความดูแลของ ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 2"):
        refuse_rows_of_others(world.account("centre"), Cluster, [own.pk, others.pk], on=DAY)
    refuse_rows_of_others(world.account("centre"), Cluster, [own.pk], on=DAY)
    for keeps_all in (None, world.account("headquarters"), world.account("superuser")):
        refuse_rows_of_others(keeps_all, Cluster, [own.pk, others.pk], on=DAY)
    sme = factories.UserFactory.create(role="sme")
    with pytest.raises(RuleBroken):
        refuse_rows_of_others(sme, Cluster, [own.pk], on=DAY)
    refuse_rows_of_others(sme, Cluster, [], on=DAY)
