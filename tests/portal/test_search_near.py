"""Clusters whose names come near to what was typed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from portal.search_near import MOST, clusters_near
from tests.factories import ClusterFactory, ClusterProvinceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silk() -> Cluster:
    return ClusterFactory.create(name="ผ้าไหมมัดหมี่ ชนบท ขอนแก่น", name_en="Mudmee silk, Khon Kaen")


@pytest.mark.parametrize(
    "query",
    [
        "ผ้าใหม",  # another letter of the same sound
        "ผ้าไหมมัดหมิ่",  # another sign
        "ผ้าไหมัดหมี่",  # a sign is missing
        "ผ้าไหหมมัดหมี่",  # a sign too many
        "ชนบทขอนแก่น",  # no space between
        "ผ้าไหม ขอนแก่น",  # words that stand apart
        "คลัสเตอร์ผ้าไหม",
        "คลัสเตอร์ ชนบด",
        "silk mudmi",
    ],
)
def test_a_name_is_near_that_holds_each_word_with_one_sign_wrong_at_most(silk: Cluster, query: str) -> None:
    ClusterFactory.create(name="เซรามิก ลำปาง", name_en="Ceramics, Lampang")
    assert clusters_near(query) == [silk]


@pytest.mark.parametrize("query", ["", "  ", "่้", "คลัสเตอร์", "ไพม", "ขนมจีน", "ผ้าไหม ลำปาง", "ผ้าแพร", ".*", "(((("])
def test_other_words_are_near_to_nothing(query: str) -> None:
    assert clusters_near(query) == []


def test_drafts_are_near_to_nothing(silk: Cluster) -> None:
    silk.state = Cluster.State.DRAFT
    silk.save()
    assert clusters_near("ผ้าใหม") == []


def test_the_cost_does_not_grow_and_the_first_are_shown(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(2 * MOST):
        ClusterProvinceFactory.create(cluster__name=f"ผ้าไหม {n}")
    with django_assert_num_queries(3):
        assert len(clusters_near("ผ้าใหม")) == MOST
