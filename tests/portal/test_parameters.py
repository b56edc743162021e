"""What the directories are asked for."""

import pytest
from django.http import QueryDict

from portal.parameters import HEADQUARTERS, OrganisationParams
from tests.factories import CentreProvinceFactory, PromotionCentreFactory, SectorFactory

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
    names = {field.name for field in params("").filters}
    assert names == {"q", "sector", "region", "province", "centre", "role", "position", "kind"}
