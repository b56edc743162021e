"""Clusters: the code that is given once, and finding one by its name."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from clusters.models import Cluster
from records.errors import RuleBroken, UnguardedWrite
from tests.at_once import all_at_once
from tests.factories import ClusterFactory, ClusterProvinceFactory, ProvinceFactory, SectorFactory

PEOPLE = 50


@pytest.mark.django_db
def test_codes_follow_one_another() -> None:
    assert [cluster.code for cluster in ClusterFactory.create_batch(3)] == ["C0001", "C0002", "C0003"]


@pytest.mark.django_db
def test_a_code_is_not_given_again_when_its_cluster_is_deleted() -> None:
    ClusterFactory.create()
    ClusterFactory.create().delete()
    assert ClusterFactory.create().code == "C0003"


@pytest.mark.django_db
def test_a_code_stays_when_its_cluster_is_saved_again() -> None:
    cluster = ClusterFactory.create()
    cluster.name = "ผ้าไหม"
    cluster.save()
    ClusterFactory.create()
    cluster.refresh_from_db()
    assert (cluster.code, cluster.version) == ("C0001", 2)


@pytest.mark.django_db
def test_codes_beyond_9999_have_five_digits() -> None:
    ClusterFactory.create(number=9999, code="C9999")
    assert ClusterFactory.create().code == "C10000"


@pytest.mark.django_db(transaction=True)
def test_clusters_made_at_the_same_moment_get_different_codes() -> None:
    sector = SectorFactory.create()
    made = all_at_once(lambda n: ClusterFactory.create(name=f"กลุ่ม {n}", sector=sector), range(PEOPLE))
    assert sorted(cluster.code for cluster in made) == [f"C{number:04d}" for number in range(1, PEOPLE + 1)]
    assert Cluster.history.count() == PEOPLE


@pytest.mark.django_db
def test_the_public_sees_clusters_that_run_or_have_ended() -> None:
    other = ClusterFactory.create(state=Cluster.State.PUBLIC)
    ended = ClusterFactory.create(state=Cluster.State.ENDED)
    ClusterFactory.create(state=Cluster.State.DRAFT)
    ClusterFactory.create(state=Cluster.State.MERGED, merged_into=other)
    assert set(Cluster.objects.public()) == {other, ended}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["add", "set", "remove", "clear"])
def test_provinces_are_not_written_past_the_history(verb: str) -> None:
    place = ClusterProvinceFactory.create()
    other = ProvinceFactory.create()
    given = {"add": [other], "set": [[other]], "remove": [place.province], "clear": []}[verb]
    with pytest.raises(UnguardedWrite):
        getattr(place.cluster.provinces, verb)(*given)


@pytest.mark.django_db
def test_a_cluster_has_its_english_name_on_english_pages_if_it_has_one() -> None:
    cluster = ClusterFactory.build(name="ผ้าไหม", name_en="Silk")
    assert str(cluster) == "ผ้าไหม"
    with override("en"):
        assert str(cluster) == "Silk"
        assert str(ClusterFactory.build(name="ผ้าไหม", name_en="")) == "ผ้าไหม"


@pytest.mark.django_db
def test_a_merged_cluster_names_a_living_one_on_every_path() -> None:
    last = ClusterFactory.create()
    middle = ClusterFactory.create(state=Cluster.State.MERGED, merged_into=last)
    with pytest.raises(RuleBroken, match="รวมเข้ากับคลัสเตอร์อื่นแล้ว"):
        ClusterFactory.create(state=Cluster.State.MERGED, merged_into=middle)
    last.state, last.merged_into = Cluster.State.MERGED, ClusterFactory.create()
    with pytest.raises(ValidationError, match="มีคลัสเตอร์อื่นรวมเข้ากับคลัสเตอร์นี้อยู่"):
        last.full_clean()
    with pytest.raises(RuleBroken, match="มีคลัสเตอร์อื่นรวมเข้ากับคลัสเตอร์นี้อยู่"):
        last.save()
