"""Who may do what, and who may not: by role, by centre, by office."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from clusters.models import Cluster, PromotionCentre
from members.models import Office, User
from members.rights import (
    clusters_written_by,
    coordinated_by,
    is_headquarters,
    may_approve,
    may_write_cluster,
    refuse_own_work,
    sees_contacts,
)
from programmes.models import Round
from records.errors import RuleBroken
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    PromotionCentreFactory,
    RoundFactory,
    SuperuserFactory,
    UserFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)  # fiscal year 2570
ROLES = ["approver", "editor", "manager", "coordinator", "sme", ""]


def of_role(role: str, *, centre: PromotionCentre | None = None, **more: object) -> User:
    person = PersonFactory.create() if role == "coordinator" else None
    return UserFactory.create(role=role, centre=centre, **{"person": person, **more})


def cluster_of(*centres: PromotionCentre, from_year: int = 2546, to_year: int | None = None) -> Cluster:
    cluster = ClusterFactory.create()
    for centre in centres:
        held = CentreProvinceFactory.create(centre=centre, from_year=from_year, to_year=to_year)
        ClusterProvinceFactory.create(cluster=cluster, province=held.province)
    return cluster


def centre(number: int) -> PromotionCentre:
    return PromotionCentreFactory.create(number=number)


@pytest.mark.parametrize(("role", "may"), [(role, role in {"approver", "editor"}) for role in ROLES])
def test_an_editor_and_an_approver_keep_the_clusters_of_their_centre_and_no_others(role: str, may: bool) -> None:
    north, south = centre(1), centre(11)
    ours, theirs, both, nowhere = (
        cluster_of(north),
        cluster_of(south),
        cluster_of(north, south),
        ClusterFactory.create(),
    )
    user = of_role(role, centre=north)
    assert set(clusters_written_by(user, on=DAY)) == ({ours, both} if may else set())
    asked = (ours, both, theirs, nowhere)
    assert [may_write_cluster(user, each, on=DAY) for each in asked] == [may, may, False, False]


def test_a_centre_keeps_a_cluster_in_the_years_in_which_it_looks_after_its_province() -> None:
    north = centre(1)
    cluster = cluster_of(north, from_year=2560, to_year=2569)
    user = of_role("editor", centre=north)
    days = [date(2016, 9, 30), date(2016, 10, 1), date(2026, 9, 30), date(2026, 10, 1)]
    assert [may_write_cluster(user, cluster, on=day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("number", [None, 0])
def test_headquarters_keep_every_cluster(number: int | None) -> None:
    user = of_role("editor", centre=None if number is None else centre(number))
    assert is_headquarters(user)
    assert may_write_cluster(user, ClusterFactory.create(), on=DAY)


def test_only_staff_is_headquarters() -> None:
    assert [is_headquarters(of_role(role)) for role in ROLES] == [True, True, True, False, False, True]
    assert not is_headquarters(of_role("editor", centre=centre(1)))
    assert not is_headquarters(AnonymousUser())
    assert is_headquarters(SuperuserFactory.create(centre=centre(2)))


def test_an_account_without_a_role_keeps_clusters_by_a_right_of_its_own() -> None:
    north = centre(1)
    ours, theirs = cluster_of(north), cluster_of(centre(2))
    user = of_role("", centre=north)
    user.user_permissions.add(Permission.objects.get(codename="change_cluster"))
    assert list(clusters_written_by(user, on=DAY)) == [ours]
    assert not may_write_cluster(user, theirs, on=DAY)


@pytest.mark.parametrize("role", ROLES)
def test_an_account_that_is_off_may_nothing(role: str) -> None:
    user = of_role(role, is_active=False)
    OfficeFactory.create(person=user.person or PersonFactory.create(), role=Office.Role.CDA)
    assert not clusters_written_by(user, on=DAY).exists()
    assert not coordinated_by(user, on=DAY).exists()
    assert [asks(user) for asks in (may_approve, sees_contacts, is_headquarters)] == [False] * 3


@pytest.mark.parametrize(
    ("years", "coordinates"),
    [((None, None), True), ((2570, 2570), True), ((2566, None), True), ((2571, None), False), ((2566, 2569), False)],
)
def test_a_coordinator_keeps_a_cluster_for_the_span_of_the_office(
    years: tuple[int | None, int | None], coordinates: bool
) -> None:
    user = of_role("coordinator")
    first, last = years
    office = OfficeFactory.create(person=user.person, role=Office.Role.CDA, from_year=first, to_year=last)
    OfficeFactory.create(role=Office.Role.CDA)  # somebody else's
    OfficeFactory.create(person=user.person, role=Office.Role.PRESIDENT)
    assert list(coordinated_by(user, on=DAY)) == ([office.cluster] if coordinates else [])


@pytest.mark.parametrize(
    ("year", "locked", "state", "coordinates"),
    [
        (2569, False, Round.State.OPEN, True),
        (2569, True, Round.State.OPEN, False),
        (2569, False, Round.State.HISTORICAL, False),  # nobody will lock it
        (2567, False, Round.State.OPEN, False),  # before the office
    ],
)
def test_a_coordinator_whose_office_has_ended_goes_on_until_the_results_of_its_years_are_locked(
    year: int, locked: bool, state: str, coordinates: bool
) -> None:
    user = of_role("coordinator")
    office = OfficeFactory.create(person=user.person, role=Office.Role.CDA, from_year=2568, to_year=2569)
    held = RoundFactory.create(fiscal_year=year, state=state)
    ParticipationFactory.create(cluster=office.cluster, round=held, source=None) if state == Round.State.OPEN else None
    if locked:
        with_locks(held, results_locked=True)
    later = ParticipationFactory.create(cluster=office.cluster, round=RoundFactory.create(fiscal_year=2570))
    assert not later.round.results_locked  # of a successor
    assert list(coordinated_by(user, on=DAY)) == ([office.cluster] if coordinates else [])


@pytest.mark.parametrize("role", [role for role in ROLES if role != "coordinator"])
def test_an_office_makes_nobody_but_a_coordinator_a_coordinator(role: str) -> None:
    user = of_role(role, person=PersonFactory.create())
    OfficeFactory.create(person=user.person, role=Office.Role.CDA)
    assert not coordinated_by(user, on=DAY).exists()
    assert not coordinated_by(AnonymousUser(), on=DAY).exists()


def test_approvers_and_superusers_approve() -> None:
    assert [may_approve(of_role(role)) for role in ROLES] == [True, False, False, False, False, False]
    assert may_approve(SuperuserFactory.create())
    assert not may_approve(AnonymousUser())


def test_nobody_approves_what_they_entered_themselves() -> None:
    boss, other = SuperuserFactory.create(), UserFactory.create()
    with pytest.raises(RuleBroken, match="อนุมัติเองไม่ได้"):
        refuse_own_work(boss, User.objects.get(pk=boss.pk))
    refuse_own_work(boss, other)
    refuse_own_work(boss, None)
    refuse_own_work(None, None)


def test_a_manager_reads_no_contacts() -> None:
    assert [sees_contacts(of_role(role)) for role in ROLES] == [True, True, False, False, False, False]
    assert sees_contacts(SuperuserFactory.create())
    given = of_role("")
    given.user_permissions.add(Permission.objects.get(codename="view_contact"))
    assert sees_contacts(given)
    assert not sees_contacts(AnonymousUser())
