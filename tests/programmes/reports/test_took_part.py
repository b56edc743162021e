"""Which participations are meant."""

from typing import Any

import pytest

from clusters.models import Cluster
from programmes.models import Participation
from programmes.reports.took_part import TookPart
from tests.factories import (
    AssessmentFactory,
    ClusterFactory,
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts() -> dict[str, Participation]:
    """Three in 2568: the department's, another's, and of nobody stated; one before."""
    held = RoundFactory.create(fiscal_year=2568)
    made = {
        "ours": ParticipationFactory.create(round=held, entry="new"),
        "theirs": ParticipationFactory.create(round=held, entry="new", funder=FunderFactory.create(code="osmep")),
        "unstated": ParticipationFactory.create(round=held, entry="continued", funder=None),
    }
    made["before"] = ParticipationFactory.create(
        round=RoundFactory.create(fiscal_year=2567), cluster=made["ours"].cluster
    )
    ParticipationFactory.create(round=held, cluster=ClusterFactory.create(state=Cluster.State.DRAFT))
    return made


def named(parts: dict[str, Participation], **asked: Any) -> set[str]:
    keys = set(TookPart(**asked).rows().values_list("pk", flat=True))
    return {name for name, part in parts.items() if part.pk in keys}


def test_year_entry_and_payer_are_asked_together(parts: dict[str, Participation]) -> None:
    assert named(parts, year=2568) == {"ours", "theirs", "unstated"}
    assert named(parts, year=2568, entry="new") == {"ours", "theirs"}
    payers = {
        "own": {"ours", "unstated"},
        "others": {"theirs"},
        "department-only": {"ours"},
        "none": {"unstated"},
        "osmep": {"theirs"},
    }
    assert {funder: named(parts, year=2568, funder=funder) for funder in payers} == payers
    assert named(parts) == set(parts)
    assert (TookPart().is_asked, TookPart(step="1").is_asked) == (False, True)


def test_the_last_assessment_of_the_participation_tells_how_far_a_cluster_had_come(
    parts: dict[str, Participation],
) -> None:
    for day, step, potential in (("2025-01-01", 3, 4), ("2025-05-01", 2, None)):
        AssessmentFactory.create(participation=parts["ours"], assessed_on=day, step=step, potential=potential)
    AssessmentFactory.create(participation=parts["theirs"], step=3, potential=1)
    assert named(parts, year=2568, step="2") == {"ours"}
    assert named(parts, year=2568, step="3") == {"theirs"}
    assert named(parts, year=2568, step="none") == {"unstated"}
    assert named(parts, year=2568, potential="none") == {"ours", "unstated"}
    assert named(parts, year=2568, potential="4") == set()


def test_who_reported_has_an_approved_value_and_of_a_ratio_both(parts: dict[str, Participation]) -> None:
    above, below = IndicatorFactory.create(code="above"), IndicatorFactory.create(code="below")
    IndicatorFactory.create(code="ratio", rule="ratio", numerator=above, denominator=below)
    MeasurementFactory.create(participation=parts["ours"], indicator=above, approved=True)
    MeasurementFactory.create(participation=parts["ours"], indicator=below, approved=True)
    MeasurementFactory.create(participation=parts["theirs"], indicator=above, approved=True)
    MeasurementFactory.create(participation=parts["unstated"], indicator=above)
    assert named(parts, indicator="above") == {"ours", "theirs"}
    assert named(parts, indicator="ratio") == {"ours"}
    assert named(parts, indicator="nothing") == set()


def test_what_is_counted_from_rows_is_reported_where_there_are_any(parts: dict[str, Participation]) -> None:
    IndicatorFactory.create(code="groups", rule="distinct", counted="groups")
    IndicatorFactory.create(code="firms", rule="distinct", counted="enterprises")
    MembershipFactory.create(cluster=parts["ours"].cluster, from_year=2568)
    MembershipFactory.create(cluster=parts["theirs"].cluster, from_year=2569)
    MembershipFactory.create(cluster=parts["unstated"].cluster, from_year=2560, organisation__state="draft")
    assert named(parts, year=2568, indicator="groups") == {"ours", "theirs", "unstated"}
    assert named(parts, year=2568, indicator="firms") == {"ours"}
    assert named(parts, indicator="firms") == {"ours", "theirs", "before"}
