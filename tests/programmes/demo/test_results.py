"""The invented targets, results and assessments follow from the seed, and leave the last year open."""

from itertools import islice

from members.models import User
from programmes.demo.ground import LAST_YEAR, GroundIndicator
from programmes.demo.results import accounts, assessments, measurements, parts, targets
from programmes.models import Measurement
from tests.programmes.demo.ground import keys, planned

INDICATORS = (
    GroundIndicator(1, "sales", "บาท", decimals=2, is_entered=True, is_quarterly=False),
    GroundIndicator(2, "jobs", "คน", decimals=0, is_entered=True, is_quarterly=True),
    GroundIndicator(3, "groups", "กลุ่ม", decimals=0, is_entered=False, is_quarterly=False),
    GroundIndicator(4, "network-density", "สัดส่วน", decimals=2, is_entered=True, is_quarterly=False),
)


def test_the_same_seed_gives_the_same_rows_and_another_gives_others() -> None:
    clusters, _enterprises = planned()

    def values(seed: int) -> list[object]:
        results = [row.value for row in measurements(seed, clusters, INDICATORS, keys())]
        aims = [row.value for row in targets(seed, clusters, INDICATORS, keys())]
        return [*results, *aims, *((row.step, row.potential) for row in assessments(seed, clusters, keys()))]

    assert values(1) == values(1) != values(2)


def test_nobody_can_sign_in_as_who_entered_them() -> None:
    assert [(user.is_active, user.has_usable_password()) for user in accounts(keys())] == [(False, False)] * 2
    assert len({user.email for user in accounts(keys())}) == 2


def test_years_that_are_over_are_reported_and_approved_by_another_and_the_running_one_is_not() -> None:
    clusters, _enterprises = planned()
    years = {part.key: part.year for part in parts(clusters, keys())}
    rows = list(measurements(1, clusters, INDICATORS, keys()))
    assert {row.state for row in rows if years[row.participation_id] < LAST_YEAR - 1} == {"approved"}
    assert {row.state for row in rows if years[row.participation_id] == LAST_YEAR - 1} >= {"approved", "submitted"}
    assert LAST_YEAR not in {years[row.participation_id] for row in rows}
    assert {row.indicator_id for row in rows} == {1, 2, 4}
    approved = [row for row in rows if row.state == Measurement.State.APPROVED]
    assert {(row.author_id, row.approver_id) for row in approved} == {(101, 102)}
    assert {row.value <= 1 for row in rows if row.indicator_id == 4} == {True}
    assert any(row.enterprises is not None and row.enterprises < 3 for row in rows)


def test_each_year_has_a_target_of_the_programme() -> None:
    clusters, _enterprises = planned()
    first = list(islice(targets(1, clusters, INDICATORS, keys()), 3))
    assert [row.round_id for row in first] == [101, 101, 101]
    assert first[0].value == sum(1 for cluster in clusters if 2566 in cluster.years)


def test_the_accounts_are_of_both_roles() -> None:
    assert [user.role for user in accounts(keys())] == [User.Role.EDITOR, User.Role.APPROVER]
