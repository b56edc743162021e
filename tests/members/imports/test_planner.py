"""Which organisation a row means, and what of it is new."""

from typing import Any

import pytest

from members.imports.plan import Action
from members.models import Organisation
from tests.factories import OrganisationFactory
from tests.members.imports.conftest import Import
from tests.members.imports.files import CLUSTERS, member


def test_another_name_under_a_known_number_waits_and_another_spelling_does_not(imported: Import) -> None:
    imported(member(1))
    assert imported(member(1, name="บจก. ทดสอบล้านนา 1")).plan.rows[0].action == Action.UNCHANGED
    plan = imported(member(1, name="บริษัท อื่น จำกัด")).plan
    assert "O000001" in plan.rows[0].row.problems[0].message


@pytest.mark.parametrize(
    ("known", "told", "waits"),
    [
        ({}, {}, True),  # the name without a number
        ({}, {"province": "ลำปาง"}, False),
        ({"province": None}, {}, True),
        ({"number": None}, {"number": member(1)[2]}, True),
        ({"number": member(2)[2]}, {"number": member(1)[2]}, False),  # two numbers are two firms
        ({"number": member(2)[2]}, {}, True),
    ],
)
def test_a_name_in_a_province_may_be_the_same_and_a_person_decides(
    imported: Import, known: dict[str, Any], told: dict[str, Any], waits: bool
) -> None:
    imported(member(1, **{"number": None, **known}))
    plan = imported(member(1, **{"number": None, "products": "แคบหมู", **told}), year=2567).plan
    assert (plan.flagged == 1) == waits
    assert Organisation.objects.count() == (1 if waits else 2)


def test_a_merged_organisation_stands_for_the_one_it_was_merged_into(imported: Import) -> None:
    imported(member(1), member(2))
    old, new = Organisation.objects.order_by("pk")
    old.state, old.merged_into = Organisation.State.MERGED, new
    old.save()
    plan = imported(member(1, name="บริษัท ทดสอบล้านนา 2 จำกัด")).plan
    assert plan.count(Action.CREATED) == 0
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("บริษัท ก จำกัด", "enterprise"),
        ("วิสาหกิจชุมชนผ้าไหม", "community_enterprise"),
        ("สหกรณ์การเกษตร", "cooperative"),
        ("นางสมศรี มีสุข", "sole_trader"),
        ("ร้านสมศรี", "unknown"),
    ],
)
def test_the_kind_follows_from_how_a_name_begins(imported: Import, name: str, kind: str) -> None:
    imported(member(1, name=name, number=None))
    assert Organisation.objects.get().kind == kind


def test_one_firm_in_two_clusters_of_a_file_is_one_organisation_with_two_memberships(imported: Import) -> None:
    plan = imported(member(1), member(1, cluster=CLUSTERS[1])).plan
    assert [row.action for row in plan.rows] == [Action.CREATED, Action.UNCHANGED] or plan.ok == 2
    assert Organisation.objects.get().memberships.count() == 2


def test_two_rows_that_contradict_each_other_wait(imported: Import) -> None:
    plan = imported(member(1), member(1, cluster=CLUSTERS[1], province="ลำปาง")).plan
    assert [row.action for row in plan.rows] == [Action.CREATED, Action.FLAGGED]


def test_blanks_keep_what_is_known(imported: Import) -> None:
    imported(member(1))
    blank = dict.fromkeys(("province", "sector", "products", "employees", "phone", "email", "contact", "position"))
    assert imported(member(1, **blank)).plan.rows[0].action == Action.UNCHANGED


def test_what_an_officer_wrote_in_the_year_of_a_list_stays(imported: Import) -> None:
    OrganisationFactory.create(juristic_number=member(1)[2], name=member(1)[1], main_products="ของเดิม")
    imported(member(1, products="ของใหม่"), year=2566)
    organisation = Organisation.objects.get()
    assert (organisation.main_products, str(organisation.province)) == ("ของเดิม", "เชียงใหม่")
