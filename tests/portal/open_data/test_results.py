"""Results by indicator as open data."""

from decimal import Decimal
from typing import Any

import pytest

from portal.open_data.results import RESULTS
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    RoundFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


def lines() -> list[dict[str, Any]]:
    return [dict(zip(RESULTS.names, row, strict=True)) for row in RESULTS.rows()]


def taking_part(members: int) -> Any:
    part = ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2569))
    MembershipFactory.create_batch(members, cluster=part.cluster, from_year=2566)
    return part


def test_only_approved_results_stand_in_it_for_all_groups_and_for_each() -> None:
    indicator = IndicatorFactory.create()
    part, other = taking_part(5), taking_part(5)
    TargetFactory.create(indicator=indicator, participation=part, value=Decimal(2000))
    MeasurementFactory.create(indicator=indicator, participation=part, value=Decimal(1500), approved=True)
    MeasurementFactory.create(indicator=indicator, participation=other, value=Decimal(9999))
    whole, own = lines()
    assert (whole["cluster"], whole["result"], whole["groups_reported"], whole["groups"]) == ("all", 1500, 1, 2)
    assert (own["cluster"], own["result"], own["target"], own["percent"]) == (part.cluster.code, 1500, 2000, 75)
    assert (own["fiscal_year_be"], own["fiscal_year_ce"], own["unit"]) == (2569, 2026, "บาท")


def test_what_rests_on_too_few_enterprises_is_withheld() -> None:
    indicator = IndicatorFactory.create()
    part = taking_part(2)
    MeasurementFactory.create(
        indicator=indicator, participation=part, value=Decimal(1500), approved=True, enterprises=2
    )
    for line in lines():
        assert (line["result"], line["percent"], line["signal"]) == (None, None, "withheld")


def test_without_approved_results_there_are_no_rows() -> None:
    MeasurementFactory.create(participation=taking_part(5))
    assert lines() == []
