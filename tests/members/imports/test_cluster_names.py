"""Which cluster a row belongs to."""

import pytest

from clusters.models import Cluster
from members.imports.cluster_names import ClusterNames, Placed
from members.imports.plan import Options
from members.imports.rows import Member, ReadRow
from tests.factories import ClusterFactory
from tests.members.imports.files import CLUSTERS


def placed(name: str = "", *hints: str, target: Cluster | None = None) -> Placed:
    (found,) = ClusterNames(Options(target)).place([ReadRow("", 2, Member(cluster=name), cluster_hints=hints)])
    return found


@pytest.mark.parametrize("written", [CLUSTERS[0], "อาหารล้านนา", "กลุ่มคลัสเตอร์ อาหารล้านนา", "กลุ่มอาหารล้านนา"])
def test_a_cluster_is_known_with_or_without_the_word(clusters: list[Cluster], written: str) -> None:
    assert placed(written).cluster == clusters[0]


def test_a_cluster_is_known_by_its_code_or_english_name(clusters: list[Cluster]) -> None:
    assert placed(clusters[2].code).cluster == clusters[2]
    assert placed(clusters[2].name_en).cluster == clusters[2]
    assert placed(f"{CLUSTERS[2]} ({clusters[2].code})").cluster == clusters[2]
    assert placed(f"{clusters[2].code.lower()} - {CLUSTERS[2]}").cluster == clusters[2]
    assert placed(f"{CLUSTERS[1]} ({clusters[2].code})").cluster is None  # one of the two is wrong


def test_an_unknown_cluster_is_told_with_the_one_that_may_be_meant(clusters: list[Cluster]) -> None:
    found = placed("คลัสเตอร์อาหารลานนาา")
    assert found.cluster is None
    assert CLUSTERS[0] in found.row.problems[0].message
    assert "เพิ่มคลัสเตอร์" in placed("คลัสเตอร์ดาวอังคาร").row.problems[0].message


def test_a_heading_comes_before_the_sheet_and_the_title_and_each_may_be_cut_off(clusters: list[Cluster]) -> None:
    assert placed("", CLUSTERS[1], CLUSTERS[0]).cluster == clusters[1]
    assert placed("", CLUSTERS[2][:28]).cluster == clusters[2]
    assert placed("", "รายชื่อ", f"รายชื่อสมาชิก{CLUSTERS[3]} ปี 2566").cluster == clusters[3]


def test_a_row_without_any_cluster_waits_unless_one_was_chosen(clusters: list[Cluster]) -> None:
    assert placed("", "รายชื่อสมาชิก").row.problems
    assert placed("", "รายชื่อสมาชิก", target=clusters[1]).cluster == clusters[1]


def test_a_row_of_another_cluster_than_the_chosen_one_waits(clusters: list[Cluster]) -> None:
    for found in (placed(CLUSTERS[0], target=clusters[1]), placed("", CLUSTERS[0], target=clusters[1])):
        assert found.cluster is None
        assert CLUSTERS[0] in found.row.problems[0].message


def test_two_clusters_of_one_name_and_merged_ones_are_told(clusters: list[Cluster]) -> None:
    ClusterFactory.create(name=CLUSTERS[0])
    ClusterFactory.create(name="คลัสเตอร์เก่า", state=Cluster.State.MERGED, merged_into=clusters[1])
    assert "รหัส" in placed(CLUSTERS[0]).row.problems[0].message
    assert CLUSTERS[1] in placed("คลัสเตอร์เก่า").row.problems[0].message
