"""What a planned round comes to, before anybody saves it."""

import pytest

from programmes.models import Participation
from programmes.reports.counts import Counts
from programmes.reports.next_round import NextRound
from programmes.round_plans import Joining, Leaving, RoundPlan, Staying
from tests.factories import ClusterFactory, DepartmentFactory, FunderFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> RoundPlan:
    department, other = DepartmentFactory.create(), FunderFactory.create(short_name="สสว.")
    last = [ParticipationFactory.create(round__fiscal_year=2569).cluster for _ in range(4)]
    return RoundPlan(
        2570,
        staying=(Staying(last[0], department), Staying(last[1], other)),
        leaving=(Leaving(last[2], Participation.Outcome.GRADUATED), Leaving(last[3], Participation.Outcome.GRADUATED)),
        joining=(Joining(ClusterFactory.create(), None), Joining(ClusterFactory.create(), department)),
    )


def test_the_columns_are_those_of_the_yearly_table_and_add_up(plan: RoundPlan) -> None:
    """Who pays comes before how it entered: one that another agency pays for stands in that column alone."""
    assert NextRound.of(plan).counts == Counts(total=4, continued=1, new=2, returning=0, pilot=0, external=1)


def test_the_funders_are_counted_by_name_and_those_that_nobody_stated_apart(plan: RoundPlan) -> None:
    totals = NextRound.of(plan)
    assert (totals.by_funder, totals.unstated) == ((("กสอ.", 2), ("สสว.", 1)), 1)


def test_those_that_leave_are_counted_by_outcome(plan: RoundPlan) -> None:
    assert NextRound.of(plan).leaving == (("สำเร็จตามเป้าหมาย", 2),)


def test_the_totals_can_be_read_aloud(plan: RoundPlan) -> None:
    assert NextRound.of(plan).in_words == ("4 กลุ่ม: ต่อเนื่อง 1 ใหม่ 2 กลับเข้าร่วม 0 ใช้งบหน่วยงานอื่น 1 ออกจากโครงการ 2")


@pytest.mark.parametrize("count", [1, 20])
def test_the_totals_cost_one_query(count: int, django_assert_num_queries: object) -> None:
    department = DepartmentFactory.create()
    joining = tuple(Joining(ClusterFactory.create(), department) for _ in range(count))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert NextRound.of(RoundPlan(2570, joining=joining)).counts.new == count
