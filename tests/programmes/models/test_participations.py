"""A cluster's part in a round: open rounds take it, locked ones refuse on every path."""

from collections.abc import Callable
from typing import Final

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from clusters.models import Cluster
from programmes.models import Participation, Round
from records.errors import RuleBroken, UnguardedWrite
from tests.at_once import all_at_once
from tests.factories import (
    ClusterFactory,
    DepartmentFactory,
    FunderFactory,
    ParticipationFactory,
    RoundFactory,
    SourceFactory,
    with_locks,
)

PEOPLE = 20
LOCKED: Final = "รายชื่อกลุ่มของปีงบประมาณ 2550 ล็อกแล้ว แก้ไขไม่ได้ หากจำเป็นให้ผู้มีสิทธิ์ปลดล็อกก่อน"


def lock(year: int = 2550) -> Round:
    return with_locks(Round.objects.get(fiscal_year=year), participation_locked=True)


@pytest.fixture
def in_locked_round(db: None) -> Participation:
    one = ParticipationFactory.create(round__fiscal_year=2550)
    lock()
    return Participation.objects.get(pk=one.pk)


def change(one: Participation) -> None:
    one.entry = Participation.Entry.CONTINUED
    one.save()


def move_out(one: Participation) -> None:
    one.round = RoundFactory.create(fiscal_year=2551)
    one.save()


def move_another_in(one: Participation) -> None:
    other = ParticipationFactory.create(round__fiscal_year=2551)
    other.round = one.round
    other.save()


CHANGES: Final[list[Callable[[Participation], object]]] = [
    change,
    move_out,
    move_another_in,
    lambda one: ParticipationFactory.create(round=one.round),
    lambda one: Participation.objects.create(cluster=ClusterFactory.create(), round=one.round),
    lambda one: one.round.participations.create(cluster=ClusterFactory.create()),
    lambda one: Participation.objects.update_or_create(pk=one.pk, defaults={"entry": "pilot"}),
    lambda one: one.delete(),
]
BULK_CHANGES: Final[list[Callable[[Participation], object]]] = [
    lambda one: Participation.objects.update(entry="pilot"),
    lambda one: one.round.participations.update(entry="pilot"),
    lambda one: one.cluster.participations.all().delete(),
    lambda one: Participation.objects.bulk_update([one], ["entry"]),
    lambda one: Participation.objects.bulk_create([Participation(cluster=ClusterFactory.create(), round=one.round)]),
]


@pytest.mark.parametrize("attempt", CHANGES)
def test_a_locked_round_refuses(in_locked_round: Participation, attempt: Callable[[Participation], object]) -> None:
    held = in_locked_round.round
    with pytest.raises(RuleBroken) as refused:
        attempt(in_locked_round)
    assert str(refused.value) == LOCKED
    rows = Participation.objects.in_round(held).values_list("pk", "entry", "version")
    assert list(rows) == [(in_locked_round.pk, "new", 1)]


@pytest.mark.parametrize("attempt", BULK_CHANGES)
def test_bulk_writes_cannot_pass_by_the_lock(
    in_locked_round: Participation, attempt: Callable[[Participation], object]
) -> None:
    with pytest.raises(UnguardedWrite):
        attempt(in_locked_round)
    assert list(Participation.objects.values_list("pk", "entry")) == [(in_locked_round.pk, "new")]


def test_rounds_and_clusters_with_participations_cannot_be_deleted(in_locked_round: Participation) -> None:
    with_locks(in_locked_round.round, participation_locked=False)
    for held in (in_locked_round.round, in_locked_round.cluster):
        with pytest.raises(ProtectedError):
            held.delete()


def test_a_form_says_that_the_round_is_locked(in_locked_round: Participation) -> None:
    with pytest.raises(ValidationError) as refused:
        in_locked_round.full_clean()
    assert refused.value.messages == [LOCKED]


def test_a_form_says_that_the_round_is_locked_out_of_which_a_cluster_is_moved(in_locked_round: Participation) -> None:
    in_locked_round.round = RoundFactory.create(fiscal_year=2551)
    with pytest.raises(ValidationError) as refused:
        in_locked_round.full_clean()
    assert refused.value.messages == [LOCKED]


def test_a_lock_set_after_the_participation_was_read_holds(db: None) -> None:
    one = ParticipationFactory.create(round__fiscal_year=2550)
    assert not one.round.participation_locked
    lock()
    one.entry = Participation.Entry.PILOT
    with pytest.raises(RuleBroken):
        one.save()


def test_an_unlocked_round_takes_changes_again(in_locked_round: Participation) -> None:
    with_locks(in_locked_round.round, participation_locked=False)
    move_out(in_locked_round)
    assert Participation.objects.get().round.fiscal_year == 2551


@pytest.mark.django_db(transaction=True)
def test_nothing_is_added_once_the_lock_is_set_at_the_same_moment() -> None:
    """Whoever was first may be in; whoever is told that the list is locked is not in it."""
    held = RoundFactory.create(fiscal_year=2550)
    clusters: list[Cluster | None] = [*ClusterFactory.create_batch(PEOPLE), None]

    def add_or_lock(cluster: Cluster | None) -> int | None:
        if cluster is None:
            lock()
            return None
        try:
            Participation(cluster=cluster, round=Round.objects.get(pk=held.pk)).save()
        except RuleBroken:
            return None
        return cluster.pk

    added = {pk for pk in all_at_once(add_or_lock, clusters) if pk is not None}
    assert set(Participation.objects.values_list("cluster", flat=True)) == added
    assert Round.objects.get(pk=held.pk).participation_locked
    locked_at = Round.history.get(history_type="~").history_date
    assert not Participation.history.filter(history_date__gt=locked_at).exists()


@pytest.mark.django_db(transaction=True)
def test_a_cluster_added_by_many_at_the_same_moment_takes_part_once() -> None:
    held, cluster = RoundFactory.create(), ClusterFactory.create()

    def add(_: int) -> bool:
        return Participation.objects.get_or_create(cluster=cluster, round=held)[1]

    assert sorted(all_at_once(add, range(PEOPLE))) == [False] * (PEOPLE - 1) + [True]
    assert Participation.objects.count() == Participation.history.count() == 1


@pytest.mark.django_db
def test_a_historical_round_asks_for_the_document_that_names_the_cluster() -> None:
    held = RoundFactory.create(fiscal_year=2549, state=Round.State.HISTORICAL)
    one = ParticipationFactory.build(cluster=ClusterFactory.create(), round=held, funder=None)
    with pytest.raises(ValidationError) as refused:
        one.full_clean()
    assert refused.value.messages == ["ปีงบประมาณ 2549 เป็นปีในอดีต ต้องระบุเอกสารอ้างอิงที่มีชื่อกลุ่มนี้"]
    with pytest.raises(RuleBroken, match="ต้องระบุเอกสารอ้างอิง"):
        one.save()
    one.source = SourceFactory.create()
    one.full_clean()
    one.save()


@pytest.mark.django_db
def test_a_cluster_may_continue_without_the_year_before() -> None:
    """Past lists arrive in any order: it is a finding, no error."""
    one = ParticipationFactory.create(round__fiscal_year=2551, entry=Participation.Entry.CONTINUED)
    one.full_clean()
    assert Participation.objects.between(2550, 2550).count() == 0


@pytest.mark.django_db
def test_participations_are_found_by_year_cluster_and_money() -> None:
    ours = ParticipationFactory.create(round__fiscal_year=2550, funder=DepartmentFactory.create())
    theirs = ParticipationFactory.create(round__fiscal_year=2551, funder=FunderFactory.create())
    unstated = ParticipationFactory.create(round__fiscal_year=2552, funder=None)
    assert list(Participation.objects.between(2551, 2552)) == [unstated, theirs]
    assert list(Participation.objects.in_round(ours.round).of_cluster(ours.cluster)) == [ours]
    assert list(Participation.objects.department_funded()) == [ours]


@pytest.mark.django_db
def test_a_reason_for_leaving_stands_beside_an_outcome() -> None:
    one = ParticipationFactory.create(outcome=Participation.Outcome.WITHDREW, reason_for_leaving="ย้ายโรงงาน")
    one.full_clean()
    assert str(one) == f"{one.cluster} – {one.round}"


def end(one: Participation) -> None:
    one.outcome = Participation.Outcome.GRADUATED
    one.reason_for_leaving = "ครบสามปี"
    one.save()


def test_how_a_cluster_ended_belongs_to_the_results_and_is_refused_by_their_lock_alone(
    in_locked_round: Participation,
) -> None:
    end(in_locked_round)
    with_locks(Round.objects.get(fiscal_year=2550), results_locked=True)
    again = Participation.objects.get(pk=in_locked_round.pk)
    again.outcome = Participation.Outcome.WITHDREW
    with pytest.raises(RuleBroken, match="ผลการดำเนินงานของปีงบประมาณ 2550 ล็อกแล้ว"):
        again.save()
    assert Participation.objects.get(pk=again.pk).outcome == Participation.Outcome.GRADUATED
