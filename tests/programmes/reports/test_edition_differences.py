"""What is otherwise today than in an edition."""

from typing import Any

import pytest

from programmes.models import ReportedFigure
from programmes.operations import supersede_figure
from programmes.reports.edition_differences import (
    Difference,
    differences,
    differences_between,
    differences_today,
    part_names,
)
from programmes.reports.edition_value import EditionValue
from tests.factories import MembershipFactory, ReportedFigureFactory
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db


def told(found: tuple[Difference, ...]) -> set[tuple[str, str, str]]:
    return {(each.label, each.then_shown, each.now_shown) for each in found}


def test_nothing_differs_as_long_as_nothing_changes() -> None:
    assert differences_today(publish(closed_year())) == ()


def test_each_figure_that_changed_is_named_then_and_now() -> None:
    edition = publish(closed_year())
    old = ReportedFigure.objects.get()
    supersede_figure(old, ReportedFigureFactory.build(from_year=YEAR, value=9, source=old.source), by=None)
    cluster = edition.round.participations.earliest("pk").cluster
    member = MembershipFactory.create(cluster=cluster, from_year=YEAR).organisation
    cluster.name = "ชื่อใหม่"
    cluster.save()
    found = told(differences_today(edition))
    assert ("รายงาน › ทุกแหล่งงบ › แถวในตารางรายปี › จำนวนตามเอกสาร › รวม", "5", "9") in found
    assert ("รายงาน › ทุกแหล่งงบ › จำนวนสถานประกอบการ", "2", "3") in found
    assert (f"รายงาน › ทุกแหล่งงบ › คลัสเตอร์ › {cluster.code} › จำนวนสมาชิก", "1", "2") in found
    assert (f"หน่วยงานและสมาชิก › {member.code}", "ไม่มี", member.code) in found
    assert any(label.endswith(f"{cluster.code} › ชื่อ") and now == "ชื่อใหม่" for label, _then, now in found)


def test_a_correction_is_compared_with_the_edition_before() -> None:
    first = publish(closed_year())
    old = ReportedFigure.objects.get()
    supersede_figure(old, ReportedFigureFactory.build(from_year=YEAR, value=9, source=old.source), by=None)
    second = publish(first.round, reason="เอกสารแก้ไข")
    assert ("5", "9") in {(then, now) for _label, then, now in told(differences_between(first, second))}
    assert differences_today(second) == ()


@pytest.mark.parametrize(
    ("then", "now", "paths"),
    [
        ({"a": 1}, {"a": 1}, set()),
        ({"a": None}, {"a": 0}, {("a",)}),
        (
            {"a": [{"code": "C1", "n": 1}]},
            {"a": [{"code": "C2", "n": 1}, {"code": "C1", "n": 2}]},
            {("a", "C1", "n"), ("a", "C2")},
        ),
        ({"a": ["x", "y"]}, {"a": ["y"]}, {("a", "x")}),
        ({"a": [1, 2]}, {"a": [1, 3]}, {("a", "2")}),
        ({"a": [{"code": "x"}, {"code": "x"}]}, {"a": [{"code": "x"}, {"code": "y"}]}, {("a", "2", "code")}),
        ({"a": {"thai": "ก", "english": ""}}, {"a": {"thai": "ข", "english": ""}}, {("a",)}),
        ({"a": {"b": 1}}, {"a": None}, {("a",)}),
        ({}, {"a": True}, {("a",)}),
    ],
)
def test_values_are_compared_by_what_tells_them_apart(
    then: dict[str, Any], now: dict[str, Any], paths: set[tuple[str, ...]]
) -> None:
    found = differences({"reports": then}, {"reports": now})
    assert {each.path[1:] for each in found} == paths


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "ไม่มี"),
        (True, "ใช่"),
        (False, "ไม่ใช่"),
        ("27.50", "27.50"),
        ({"thai": "ไหม", "english": "Silk"}, "ไหม"),
        ({"code": "C0001", "n": 1}, "C0001"),
        ({"n": 1}, "มี"),
        ([], "ไม่มี"),
        (["C1", "C2"], "C1, C2"),
    ],
)
def test_a_value_is_said_in_words(value: object, shown: str) -> None:
    assert Difference(("x",), value, None).then_shown == shown


def test_the_parts_of_a_report_have_thai_names() -> None:
    closed_year()
    report = EditionValue.for_year(YEAR).to_json()["reports"]["all"]
    unnamed = {*report, *report["line"], *report["clusters"][0]} - part_names().keys()
    # Never otherwise by itself, or beside a part that is named: it follows from the year asked for.
    assert (
        unnamed
        - {
            "year",
            "scope",
            "from_year",
            "to_year",
            "scope_asked",
            "edition",
            "code",
            "is_historical",
            "is_external",
            "funder",
            "sector_position",
        }
        == set()
    )
