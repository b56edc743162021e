"""What an import would do."""

from members.imports.plan import Action
from tests.members.imports.conftest import Import
from tests.members.imports.files import member, members


def test_each_row_has_its_action_in_the_order_of_the_file(imported: Import) -> None:
    imported(member(1), member(2))
    plan = imported(member(3), member(2, products="แคบหมู"), member(1), member(4, phone="1"), year=2567).plan
    assert [row.action for row in plan.rows] == [Action.CREATED, Action.CHANGED, Action.CHANGED, Action.FLAGGED]
    assert (plan.ok, plan.flagged, plan.list_year) == (3, 1, 2567)


def test_the_year_of_a_list_is_the_one_chosen_or_that_of_who_joined_last(imported: Import) -> None:
    assert imported(member(1), year=2566).plan.list_year == 2566
    assert imported(member(1), member(2, year=2567), year=None).plan.list_year == 2567


def test_members_who_aren_t_in_the_file_are_listed_and_left_alone(imported: Import) -> None:
    imported(*members(3))
    plan = imported(member(2)).plan
    assert {membership.organisation.juristic_number for membership in plan.absent} == {member(1)[2], member(3)[2]}
    assert all(membership.to_year is None for membership in plan.absent)
