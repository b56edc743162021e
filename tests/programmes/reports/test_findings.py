"""What an officer should look at in the list of a year."""

from datetime import date
from typing import Any

import pytest

from clusters.models import Cluster
from members.models import Office
from programmes.models import Participation, Round
from programmes.models.rounds import locks_turned
from programmes.reports.findings import SHOWN_OF_EACH, Check, YearFindings, counts_of_findings
from tests.factories import (
    AssessmentFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    MembershipFactory,
    OfficeFactory,
    ParticipationFactory,
    RoundFactory,
    with_locks,
)

pytestmark = pytest.mark.django_db

Entry = Participation.Entry


def sound(year: int = 2569, **given: Any) -> Participation:
    """A participation in which there is nothing to find."""
    one = ParticipationFactory.create(round=RoundFactory.create(fiscal_year=year), **given)
    ClusterProvinceFactory.create(cluster=one.cluster)
    OfficeFactory.create(cluster=one.cluster, role=Office.Role.CDA, from_year=None)
    return one


def found(year: int = 2569) -> dict[Check, list[str]]:
    results = YearFindings.for_round(Round.objects.get(fiscal_year=year)).results
    return {result.check: [finding.cluster.name for finding in result.findings] for result in results}


def test_nothing_is_found_in_a_sound_list() -> None:
    sound()
    assert found() == {}


@pytest.mark.parametrize(
    ("entry", "years", "check"),
    [
        (Entry.CONTINUED, [], Check.CONTINUED_WITHOUT_BEFORE),
        (Entry.CONTINUED, [2567], Check.CONTINUED_WITHOUT_BEFORE),
        (Entry.CONTINUED, [2568], None),
        (Entry.NEW, [2560], Check.NEW_BUT_KNOWN),
        (Entry.NEW, [2570], None),
        (Entry.RETURNING, [2568], Check.RETURNING_FROM_LAST_YEAR),
        (Entry.RETURNING, [], Check.RETURNING_FROM_LAST_YEAR),
        (Entry.RETURNING, [2560], None),
        (Entry.UNKNOWN, [2568], Check.ENTRY_UNKNOWN),
    ],
)
def test_an_entry_is_held_against_the_other_years(entry: str, years: list[int], check: Check | None) -> None:
    one = sound(entry=entry, cluster__name="ไหม")
    for year in years:
        ParticipationFactory.create(cluster=one.cluster, round=RoundFactory.create(fiscal_year=year))
    assert found() == ({check: ["ไหม"]} if check else {})


def test_a_cluster_without_a_province_is_found() -> None:
    one = sound(cluster__name="ไหม")
    for place in one.cluster.places.all():
        place.delete()
    assert found() == {Check.NO_PROVINCE: ["ไหม"]}


def test_a_cluster_nobody_coordinates_in_the_year_is_found_but_not_in_the_past() -> None:
    for year, state in ((2569, Round.State.OPEN), (2550, Round.State.HISTORICAL)):
        held = RoundFactory.create(fiscal_year=year, state=Round.State.OPEN)
        one = ParticipationFactory.create(round=held, cluster__name="ไหม")
        ClusterProvinceFactory.create(cluster=one.cluster)
        OfficeFactory.create(cluster=one.cluster, role=Office.Role.CDA, from_year=2571)
        OfficeFactory.create(cluster=one.cluster, role=Office.Role.PRESIDENT, from_year=None)
        held.state = state
        held.save()
    assert found() == {Check.NO_COORDINATOR: ["ไหม"]}
    assert found(2550) == {}


def test_a_draft_and_a_missing_funder_are_found() -> None:
    sound(cluster__name="ไหม", cluster__state=Cluster.State.DRAFT, funder=None)
    assert found() == {Check.FUNDER_UNKNOWN: ["ไหม"], Check.DRAFT: ["ไหม"]}


def test_members_that_join_a_cluster_outside_its_years_are_found_once_the_list_is_complete() -> None:
    held = sound().round
    MembershipFactory.create_batch(2, cluster=ClusterFactory.create(name="ไหม"), from_year=2569)
    MembershipFactory.create(from_year=2568)
    assert found() == {}
    held.list_complete = True
    held.save()
    assert found() == {Check.MEMBERS_OUTSIDE: ["ไหม"]}


def test_members_that_leave_a_cluster_outside_its_years_are_found_too() -> None:
    with_complete_list(sound().round)
    MembershipFactory.create(cluster=ClusterFactory.create(name="ไหม"), from_year=2560, to_year=2569)
    assert found() == {Check.MEMBERS_OUTSIDE: ["ไหม"]}


def test_a_cluster_that_has_ended_is_found_in_the_open_year_only() -> None:
    one = sound(cluster__name="ไหม", cluster__state=Cluster.State.ENDED)
    assert found() == {Check.ENDED: ["ไหม"]}
    with_locks(one.round, participation_locked=True, results_locked=True)
    with_state(one.round, Round.State.CLOSED)
    assert found() == {}


def test_a_cluster_that_left_and_went_on_is_found() -> None:
    one = sound(2568, cluster__name="ไหม", outcome=Participation.Outcome.WITHDREW)
    assert found(2568) == {}
    ParticipationFactory.create(cluster=one.cluster, round=RoundFactory.create(fiscal_year=2569))
    assert found(2568) == {Check.LEFT_AND_WENT_ON: ["ไหม"]}


def test_a_cluster_that_is_gone_from_the_next_complete_list_without_a_word_is_found() -> None:
    sound(2568, cluster__name="ไหม")
    following = sound(2569).round
    assert found(2568) == {}
    with_complete_list(following)
    assert found(2568) == {Check.LEFT_UNSAID: ["ไหม"]}
    with_state(Round.objects.get(fiscal_year=2568), Round.State.HISTORICAL)
    assert found(2568) == {}


def test_each_check_says_where_it_is_mended() -> None:
    places = {check.place for check in Check}
    assert places == {"participation", "cluster", "places", "offices", "memberships"}


def with_complete_list(held: Round) -> None:
    held.list_complete = True
    held.save()


def with_state(held: Round, state: str) -> None:
    held.state = state
    with locks_turned():
        held.save()


def test_of_many_findings_the_first_are_named_and_all_are_counted() -> None:
    held = RoundFactory.create(fiscal_year=2569)
    for _ in range(SHOWN_OF_EACH + 2):
        sound(entry=Entry.UNKNOWN)
    (result,) = YearFindings.for_round(held).results
    assert (result.count, len(result.findings), result.rest) == (SHOWN_OF_EACH + 2, SHOWN_OF_EACH, 2)


def test_what_is_found_is_counted_by_year() -> None:
    first = sound(2568, entry=Entry.UNKNOWN, funder=None).round
    second = sound(2569).round
    assert counts_of_findings([first, second]) == {2568: 2, 2569: 0}


@pytest.mark.parametrize("count", [1, 20])
def test_looking_costs_the_same_for_any_number_of_clusters(count: int, django_assert_max_num_queries: Any) -> None:
    held = RoundFactory.create(fiscal_year=2569, list_complete=True)
    ParticipationFactory.create_batch(count, round=held, entry=Entry.UNKNOWN)
    with django_assert_max_num_queries(2 * len(Check)):
        assert YearFindings.for_round(held).count == 3 * count


@pytest.mark.parametrize(
    ("assessed", "is_stuck"),
    [
        ([(date(2025, 5, 1), 2), (date(2026, 6, 1), 2)], True),
        ([(date(2025, 5, 1), 3), (date(2026, 6, 1), 2)], True),
        ([(date(2025, 5, 1), 2), (date(2026, 6, 1), 3)], False),
        ([(date(2025, 7, 1), 2), (date(2026, 6, 1), 2)], False),
        ([(date(2024, 5, 1), 2), (date(2025, 5, 1), 2), (date(2026, 6, 1), 3)], False),
        ([(date(2026, 6, 1), 1)], False),
    ],
)
def test_a_cluster_that_took_no_step_in_more_than_a_year_is_stuck(
    assessed: list[tuple[date, int]], is_stuck: bool
) -> None:
    one = sound(cluster__name="ไหม", entry=Entry.CONTINUED)
    before = ParticipationFactory.create(cluster=one.cluster, round=RoundFactory.create(fiscal_year=2568))
    for day, step in assessed:
        part = one if day.year == 2026 else before
        AssessmentFactory.create(participation=part, assessed_on=day, step=step)
    assert found() == ({Check.STUCK: ["ไหม"]} if is_stuck else {})
