"""What the directory of organisations is asked for."""

import pytest
from django.http import QueryDict
from django.test import Client

from portal.organisation_parameters import OrganisationParams
from tests.factories import (
    CentreProvinceFactory,
    ClusterProvinceFactory,
    FunderFactory,
    MembershipFactory,
    ParticipationFactory,
    RoundFactory,
    SectorFactory,
)

pytestmark = pytest.mark.django_db


def names(query: str) -> list[str]:
    params = OrganisationParams(QueryDict(f"year=2568&role=member&listed=yes&{query}"))
    assert params.is_valid(), params.errors
    return [row.name for row in params.rows()]


def test_the_members_of_a_part_of_a_years_clusters_can_be_asked_for(client: Client) -> None:
    held, other = RoundFactory.create(fiscal_year=2568), FunderFactory.create(code="osmep")
    place = ClusterProvinceFactory.create(cluster__sector=SectorFactory.create(code="silk"))
    CentreProvinceFactory.create(province=place.province, centre__number=5)
    for cluster, funder in ((place.cluster, other), (ParticipationFactory.create().cluster, None)):
        ParticipationFactory.create(round=held, cluster=cluster, funder=funder)
        MembershipFactory.create(cluster=cluster, organisation__name=f"สมาชิก {funder or '–'}", from_year=2568)
    first, second = f"สมาชิก {other}", "สมาชิก –"
    assert sorted(names("")) == sorted([first, second])
    for query in ("in_sector=silk", f"in_region={place.province.region}", "in_centre=5", "in_funder=osmep"):
        assert names(query) == [first], query
    assert names("in_funder=none") == [second]
    assert names("in_funder=none&in_sector=silk") == []
    page = client.get("/organisations/?year=2568&role=member&listed=yes&in_sector=silk").content.decode()
    assert f"สาขาของคลัสเตอร์: {place.cluster.sector}" in page
    assert 'type="hidden" name="in_sector" value="silk"' in page
