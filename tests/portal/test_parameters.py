"""What the directories are asked for."""

import pytest
from django.http import QueryDict
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from portal.organisation_parameters import OrganisationParams
from portal.parameters import HEADQUARTERS, ClusterParams
from tests.factories import CentreProvinceFactory, OrganisationFactory, PromotionCentreFactory, SectorFactory

pytestmark = pytest.mark.django_db


def params(query: str) -> OrganisationParams:
    made = OrganisationParams(QueryDict(query))
    made.is_valid()
    return made


def test_what_is_asked_becomes_the_selection() -> None:
    SectorFactory.create(code="silk")
    held = CentreProvinceFactory.create(centre__number=5)
    asked = params(
        f"q= ไหม &sector=silk&province={held.province.code}&centre=5&role=member&position=upstream&cluster=C0001"
    )
    selection = asked.selection
    assert (selection.query, selection.sector, selection.province) == ("ไหม", "silk", held.province.code)
    assert (selection.centre, selection.role, selection.position, selection.cluster) == (
        5,
        "member",
        "upstream",
        "C0001",
    )


def test_headquarters_is_a_centre_and_no_centre_is_every_one() -> None:
    PromotionCentreFactory.create(number=0)
    assert params(f"centre={HEADQUARTERS}").selection.centre == 0
    assert params("").selection.centre is None


def test_the_selection_is_carried_on_without_its_page() -> None:
    assert params("kind=cooperative&page=3").query == "?kind=cooperative"
    assert params("page=3").query == ""


@pytest.mark.parametrize("query", ["sector=nothing", "centre=12", "province=00", "kind=x", "cluster=c1", "role=x"])
def test_a_value_that_is_no_choice_is_named(query: str) -> None:
    ((label, _message),) = params(query).problems
    assert f"({query.partition('=')[0]})" in str(label)


def test_the_form_shows_neither_the_page_nor_the_hidden_cluster() -> None:
    asked = params("")
    assert [field.name for field in asked.first_filters] == ["q", "sector", "province", "sort"]
    more = [field.name for field in asked.more_filters]
    assert more == ["region", "centre", "year", "entry", "role", "service", "listed", "position", "kind"]


def test_the_folded_filters_open_when_one_of_them_is_asked() -> None:
    assert params("kind=cooperative").asks_for_more
    assert not params("q=ไหม&sort=newest&page=2").asks_for_more


def test_a_filter_is_a_way_out_only_where_something_is_found_without_it() -> None:
    OrganisationFactory.create(name="ไหม")
    ways = params("q=ไหม&kind=cooperative&page=2&sort=newest").ways_out()
    assert [(way.label, way.value) for way in ways] == [("ประเภท", "สหกรณ์")]
    assert QueryDict(ways[0].query.removeprefix("?")).dict() == {"q": "ไหม", "sort": "newest"}
    assert params("q=zzz&kind=cooperative").ways_out() == []


def test_clusters_are_asked_for_by_their_part_in_a_year() -> None:
    asked = ClusterParams(QueryDict("year=2560&state=ended&sort=members"))
    assert asked.is_valid()
    selection = asked.selection
    assert (selection.state, selection.order, selection.among is None, selection.size is None) == (
        "ended",
        "size",
        False,
        False,
    )
    assert ClusterParams(QueryDict("")).is_valid()


@pytest.mark.usefixtures("history")
def test_what_can_be_chosen_is_asked_for_once_a_minute_and_in_each_language(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(5):
        thai = str(ClusterParams(QueryDict())["province"])
    with django_assert_num_queries(0):
        assert str(ClusterParams(QueryDict())["province"]) == thai
    with override("en"), django_assert_num_queries(5):
        assert "Chiang Mai" in str(ClusterParams(QueryDict())["province"])
