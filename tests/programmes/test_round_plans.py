"""The entry of a cluster in the next round follows from its earlier years."""

import pytest

from programmes.models import Participation
from programmes.round_plans import Joining, RoundPlan, Staying, planned_entries
from tests.factories import ClusterFactory, DepartmentFactory, ParticipationFactory

pytestmark = pytest.mark.django_db

Entry = Participation.Entry


def test_who_was_there_last_year_continues_who_was_there_before_returns_and_others_are_new() -> None:
    department = DepartmentFactory.create()
    stays = ParticipationFactory.create(round__fiscal_year=2569).cluster
    back = ParticipationFactory.create(round__fiscal_year=2560).cluster
    new = ClusterFactory.create()
    later = ParticipationFactory.create(round__fiscal_year=2572).cluster
    joining = tuple(Joining(cluster, department) for cluster in (back, new, later))
    entries = planned_entries(RoundPlan(2570, staying=(Staying(stays, department),), joining=joining))
    assert entries == {stays.pk: Entry.CONTINUED, back.pk: Entry.RETURNING, new.pk: Entry.NEW, later.pk: Entry.NEW}


def test_an_entry_that_is_stated_comes_before_the_one_that_follows() -> None:
    """The lists of earlier years may lack the name of a cluster that was in them."""
    joins = Joining(ClusterFactory.create(), DepartmentFactory.create(), Entry.RETURNING)
    assert list(planned_entries(RoundPlan(2570, joining=(joins,))).values()) == [Entry.RETURNING]
