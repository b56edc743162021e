"""Which clusters a visitor of the directory asks for."""

from typing import Any

import pytest
from django.db.models import IntegerField, Value

from clusters.models import Cluster, Region
from clusters.reports.cluster_directory import ClusterSelection
from tests.factories import CentreProvinceFactory, ClusterFactory, ClusterProvinceFactory, SectorFactory

pytestmark = pytest.mark.django_db

YEAR = 2570


def found(**asked: Any) -> list[str]:
    return [row.name for row in ClusterSelection(year=YEAR, **asked).rows()]


def test_all_that_is_public_stands_in_dictionary_order() -> None:
    for name in ("ไม้", "เซรามิก", "ผ้าไหม"):
        ClusterFactory.create(name=name)
    ClusterFactory.create(state=Cluster.State.DRAFT)
    assert found() == ["เซรามิก", "ผ้าไหม", "ไม้"]


def test_each_filter_keeps_its_own() -> None:
    held = CentreProvinceFactory.create(centre__number=5, province__region=Region.SOUTHERN)
    past = CentreProvinceFactory.create(centre=held.centre, from_year=2540, to_year=2560)
    kept = ClusterFactory.create(name="ไหม", sector=SectorFactory.create(code="silk"), state=Cluster.State.ENDED)
    ClusterProvinceFactory.create(cluster=kept, province=held.province)
    ClusterProvinceFactory.create(cluster__name="ไม้", province=past.province)
    asked: list[dict[str, Any]] = [
        {"query": "ไหม"},
        {"sector": "silk"},
        {"region": "southern"},
        {"province": held.province.code},
        {"centre": 5},
        {"state": "ended"},
        {"among": Cluster.objects.filter(pk=kept.pk).values("pk")},
    ]
    assert [found(**one) for one in asked] == [["ไหม"]] * len(asked)
    assert found(state="running") == ["ไม้"]


def test_region_and_province_are_asked_of_one_province() -> None:
    south = ClusterProvinceFactory.create(province__region=Region.SOUTHERN)
    other = ClusterProvinceFactory.create(cluster=south.cluster)
    assert found(region="southern", province=south.province.code) == [south.cluster.name]
    assert found(region="southern", province=other.province.code) == []


def test_a_cluster_in_two_provinces_of_a_region_is_listed_once() -> None:
    place = ClusterProvinceFactory.create()
    ClusterProvinceFactory.create(cluster=place.cluster)
    assert found(region=Region.NORTHEASTERN.value) == [place.cluster.name]


def test_the_newest_comes_first_when_asked_and_the_largest_when_a_size_is_given() -> None:
    ClusterFactory.create(name="ก")
    ClusterFactory.create(name="ข")
    assert found(order="newest") == ["ข", "ก"]
    assert found(order="size", size=Value(1, IntegerField())) == ["ก", "ข"]


def test_provinces_are_counted_whatever_province_is_asked_for_and_within_the_other_filters() -> None:
    south = ClusterProvinceFactory.create(province__region=Region.SOUTHERN, cluster__name="ไหม")
    other = ClusterProvinceFactory.create(cluster=south.cluster)
    ClusterProvinceFactory.create(province=south.province, cluster__state=Cluster.State.DRAFT)
    ClusterProvinceFactory.create(province=south.province)

    def counted(**asked: Any) -> dict[str, int]:
        return ClusterSelection(year=YEAR, **asked).per_province()

    assert counted() == {south.province.code: 2, other.province.code: 1}
    assert counted(province=other.province.code) == counted()
    assert counted(query="ไหม") == {south.province.code: 1, other.province.code: 1}
    assert counted(region="southern") == {south.province.code: 2}
