"""The participations behind a figure, in the list of the admin."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from members.models import User
from programmes.admin.figure_rows import rows_as_text, rows_behind
from tests.factories import (
    CentreProvinceFactory,
    ClusterProvinceFactory,
    ParticipationFactory,
    RoundFactory,
    SuperuserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/programmes/participation/"


def names(client: Client, rows: str) -> set[str]:
    answer = client.get(f"{LIST}?rows={quote(rows)}")
    assert answer.status_code == 200, rows
    return set(re.findall(r"field-cluster[^>]*><a[^>]*>([^<]+)", answer.content.decode()))


@pytest.fixture
def world() -> dict[str, str]:
    """Two clusters in 2568, one in a province of centre 5 and one nowhere, and one in 2567."""
    rounds = [RoundFactory.create(fiscal_year=year) for year in (2568, 2568, 2567)]
    parts = [ParticipationFactory.create(round=held, entry="new") for held in rounds]
    place = ClusterProvinceFactory.create(cluster=parts[0].cluster)
    CentreProvinceFactory.create(province=place.province, centre__number=5)
    return {"region": place.province.region, **{str(n): part.cluster.name for n, part in enumerate(parts)}}


def test_the_list_holds_exactly_the_rows_that_the_address_names(client: Client, world: dict[str, str]) -> None:
    client.force_login(SuperuserFactory.create())
    assert names(client, "year=2568&entry=new") == {world["0"], world["1"]}
    assert names(client, "year=2568&entry=pilot") == set()
    assert names(client, rows_as_text({"year": 2568, "centre": 5, "q": "x", "sort": ""})) == {world["0"]}
    assert names(client, f"year=2568&region={world['region']}") == {world["0"]}
    assert names(client, "year=2568&region=none") == names(client, "year=2568&centre=-1") == {world["1"]}
    assert "ตามตัวเลขในหน้าสาธารณะ" in client.get(f"{LIST}?rows=year%3D2568").content.decode()
    assert "ตามตัวเลขในหน้าสาธารณะ" not in client.get(LIST).content.decode()


def test_an_officer_of_a_centre_sees_all_rows_of_a_figure(client: Client, world: dict[str, str]) -> None:
    centre = CentreProvinceFactory.create(centre__number=7).centre
    client.force_login(UserFactory.create(role=User.Role.EDITOR, centre=centre))
    assert names(client, "year=2568") == {world["0"], world["1"]}


@pytest.mark.parametrize(
    "rows",
    [
        *("", "x", "entry=new", "year=2025", "year=25680"),
        *(f"year=2568&{more}" for more in ("moon=1", "step=x", "centre=x", "funder=a b", "sector=%00")),
        f"year=2568&potential={'9' * 30}",
    ],
)
def test_what_can_not_be_read_names_no_row(rows: str) -> None:
    assert rows_behind(rows) is None


def test_an_odd_address_of_the_list_shows_nothing_rather_than_everything(client: Client, world: dict[str, str]) -> None:
    client.force_login(SuperuserFactory.create())
    assert names(client, "year=2568&step=x") == set()
    assert client.get(f"{LIST}?rows=").status_code == 302
