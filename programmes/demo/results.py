"""The invented targets, results and assessments, and the two accounts that entered and approved them.

Nobody can sign in with them: they are switched off and have no password.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Final

from members.models import User
from programmes.demo.clusters import PlannedCluster
from programmes.demo.ground import FIRST_YEAR, LAST_YEAR, YEARS, Chance, GroundIndicator, Keys
from programmes.models import Assessment, Measurement, Participation, Period, Round, Target
from thai.calendar import fiscal_year_end

NOTE: Final = "ข้อมูลสมมุติ"
AUTHOR, APPROVER = 0, 1
ACCOUNTS: Final = (("sample-editor@example.com", User.Role.EDITOR), ("sample-approver@example.com", User.Role.APPROVER))
UNUSABLE: Final = "!"  # no password fits it

# How large a group's value of a year is, by unit; others are counts of a few.
LEAST_AND_MOST: Final = {"บาท": (400_000, 40_000_000), "คน": (20, 900), "สัดส่วน": (0, 1)}
A_FEW: Final = (0, 24)
AIMED_AT: Final = ("production-value", "sales", "cost-saved", "jobs", "standards")
OF_THE_PROGRAMME: Final = ("groups", "enterprises", "sales", "jobs", "standards")
REPORTED, OF_FEW = 0.9, 0.03
# Of the year that has just ended, some still wait.
STATES: Final = (("approved", 0.6), ("submitted", 0.2), ("draft", 0.15), ("returned", 0.05))
AFTER: Final = timedelta(days=40)  # from the last day of a year to the approval of its results


@dataclass(frozen=True, slots=True)
class Part:
    """A cluster's part in one year, by the key of its participation; ``nth`` counts its years from 0."""

    key: int
    year: int
    nth: int


def parts(planned: Sequence[PlannedCluster], keys: Keys) -> Iterator[Part]:
    """Yield the participations in the order in which they are written."""
    key = count(keys.first[Participation])
    for cluster in planned:
        for nth, year in enumerate(cluster.years):
            yield Part(next(key), year, nth)


def accounts(keys: Keys) -> Iterator[User]:
    for index, (email, role) in enumerate(ACCOUNTS):
        yield User(
            pk=keys.first[User] + index, email=email, role=role, is_staff=True, is_active=False, password=UNUSABLE
        )


def targets(
    seed: int, planned: Sequence[PlannedCluster], indicators: Sequence[GroundIndicator], keys: Keys
) -> Iterator[Target]:
    """Yield what the programme aims at in each year, and what most groups do."""
    chance, key = Chance(seed, "targets"), count(keys.first[Target])
    by_code = {indicator.code: indicator for indicator in indicators}
    groups = {year: sum(1 for cluster in planned if year in cluster.years) for year in YEARS}
    for year in YEARS:
        for code in OF_THE_PROGRAMME:
            if code in by_code:
                value = _of_the_programme(by_code[code], groups[year])
                held = keys.first[Round] + year - FIRST_YEAR
                yield Target(pk=next(key), indicator_id=by_code[code].key, round_id=held, value=value, note=NOTE)
    for part in parts(planned, keys):
        for code in AIMED_AT:
            if code in by_code and chance.happens(0.9):
                value = _value(chance, by_code[code])
                yield Target(
                    pk=next(key), indicator_id=by_code[code].key, participation_id=part.key, value=value, note=NOTE
                )


def _of_the_programme(indicator: GroundIndicator, groups: int) -> Decimal:
    least, most = LEAST_AND_MOST.get(indicator.unit, A_FEW)
    each = {"groups": 1, "enterprises": 20}.get(indicator.code, (least + most) // 2)
    return Decimal(each * groups)


def _value(chance: Chance, indicator: GroundIndicator) -> Decimal:
    least, most = LEAST_AND_MOST.get(indicator.unit, A_FEW)
    drawn = (
        Decimal(least + chance.below(10_000) * (most - least) // 10_000)
        if most > 1
        else Decimal(chance.below(100)) / 100
    )
    return round(drawn, indicator.decimals)


def measurements(
    seed: int, planned: Sequence[PlannedCluster], indicators: Sequence[GroundIndicator], keys: Keys
) -> Iterator[Measurement]:
    """Yield the results up to the year before the last, whose own still come in; of quarters some."""
    chance, key = Chance(seed, "measurements"), count(keys.first[Measurement])
    entered = [indicator for indicator in indicators if indicator.is_entered]
    for part in parts(planned, keys):
        if part.year == LAST_YEAR:
            continue
        for indicator in entered:
            for period in (Period.Q2, Period.Q4) if indicator.is_quarterly else (Period.YEAR,):
                if chance.happens(REPORTED):
                    state = chance.among(STATES) if part.year == LAST_YEAR - 1 else Measurement.State.APPROVED.value
                    yield _measurement(next(key), part, indicator, period, state, chance, keys)


def _measurement(  # noqa: PLR0917  # what a row is made of
    key: int, part: Part, indicator: GroundIndicator, period: Period, state: str, chance: Chance, keys: Keys
) -> Measurement:
    approved = state == Measurement.State.APPROVED
    approved_at = datetime.combine(fiscal_year_end(part.year) + AFTER, time(3), tzinfo=UTC)
    return Measurement(
        pk=key,
        indicator_id=indicator.key,
        participation_id=part.key,
        period=period,
        value=_value(chance, indicator),
        enterprises=1 + chance.below(2) if chance.happens(OF_FEW) else 3 + chance.below(18),
        evidence=NOTE,
        state=state,
        return_reason="ตัวเลขไม่ตรงกับแบบรายงาน (ข้อความสมมุติ)" if state == Measurement.State.RETURNED else "",
        author_id=keys.first[User] + AUTHOR,
        approver_id=keys.first[User] + APPROVER if approved else None,
        approved_at=approved_at if approved else None,
    )


def assessments(seed: int, planned: Sequence[PlannedCluster], keys: Keys) -> Iterator[Assessment]:
    """Yield an assessment of most groups in each year that is over: a step further, the same, or a step back."""
    chance, key = Chance(seed, "assessments"), count(keys.first[Assessment])
    step = 1
    for part in parts(planned, keys):
        step = 1 if part.nth == 0 else min(5, max(1, step + chance.among(((1, 0.6), (0, 0.35), (-1, 0.05)))))
        if part.year < LAST_YEAR and chance.happens(REPORTED):
            yield Assessment(
                pk=next(key),
                participation_id=part.key,
                assessed_on=date(fiscal_year_end(part.year).year, 8, 1 + chance.below(28)),
                step=step,
                potential=min(4, 1 + step // 2 + chance.below(2)) if chance.happens(0.8) else None,
                evidence=NOTE,
            )
