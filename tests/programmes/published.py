"""A year with a published edition, for tests: drafted by one officer, published by another, like any."""

from functools import partial

from programmes.edition_files import KINDS, issue
from programmes.models import Edition, Round
from programmes.operations.editions import draft_edition, publish_edition
from tests.factories import (
    ClusterProvinceFactory,
    MembershipFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    RoundFactory,
    SuperuserFactory,
    SupportFactory,
    with_locks,
)

YEAR = 2568


def closed_year(year: int = YEAR, *, groups: int = 2) -> Round:
    """Return a year that is over, with a figure, clusters, members and partners of its own."""
    held = RoundFactory.create(fiscal_year=year, state=Round.State.OPEN)
    for _ in range(groups):
        cluster = ParticipationFactory.create(round=held).cluster
        ClusterProvinceFactory.create(cluster=cluster)
        MembershipFactory.create(cluster=cluster, from_year=year)
        SupportFactory.create(cluster=cluster, from_year=year)
    ReportedFigureFactory.create(from_year=year, value=groups + 3)
    return closed(held)


def closed(held: Round) -> Round:
    return _turned(held, Round.State.CLOSED, locked=True)


def opened(held: Round) -> Round:
    """Return the year as one that takes changes again."""
    return _turned(held, Round.State.OPEN, locked=False)


def _turned(held: Round, state: Round.State, *, locked: bool) -> Round:
    held.refresh_from_db()
    held.state = state
    return with_locks(held, participation_locked=locked, results_locked=locked)


def publish(held: Round, *, reason: str = "", on_paper: bool = False) -> Edition:
    """Publish the year, as a machine does that makes no PDF unless ``on_paper``: two of them take seconds."""
    draft = draft_edition(held, by=SuperuserFactory.create(), reason=reason)
    kinds = {name: kind for name, kind in KINDS.items() if on_paper or name != "pdf"}
    return publish_edition(draft, seen=draft.sha256, by=SuperuserFactory.create(), issue=partial(issue, kinds=kinds))
