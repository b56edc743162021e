"""The clusters of a year with what is said of each."""

import pytest
from django.utils.translation import override

from clusters.models import Region
from members.models import Organisation
from programmes.reports.year_report import YearReport
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    FunderFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    RoundFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_a_line_names_place_centre_funder_source_and_members_of_the_year() -> None:
    cluster = ClusterFactory.create(name="ผ้าไหม", name_en="Silk")
    old, new = PromotionCentreFactory.create(number=4), PromotionCentreFactory.create(number=5)
    for name, region in (("ขอนแก่น", Region.NORTHEASTERN), ("เลย", Region.NORTHEASTERN)):
        province = ProvinceFactory.create(name=name, region=region)
        ClusterProvinceFactory.create(cluster=cluster, province=province)
        CentreProvinceFactory.create(centre=old, province=province, from_year=2546, to_year=2560)
        CentreProvinceFactory.create(centre=new, province=province, from_year=2561)
    for year, to_year in ((2566, None), (2566, 2567), (2569, None)):
        MembershipFactory.create(cluster=cluster, from_year=year, to_year=to_year)
    draft = OrganisationFactory.create(state=Organisation.State.DRAFT)
    MembershipFactory.create(cluster=cluster, organisation=draft)
    ParticipationFactory.create(
        cluster=cluster,
        round=RoundFactory.create(fiscal_year=2568),
        funder=FunderFactory.create(short_name="สสว."),
        source=SourceFactory.create(code="L"),
        entry="continued",
        outcome="graduated",
        reason_for_leaving="ครบสามปี",
    )
    (line,) = YearReport.for_year(2568).clusters
    assert [str(province) for province in line.provinces] == ["ขอนแก่น", "เลย"]
    assert (line.regions, line.centres, line.members) == (("northeastern",), (5,), 1)
    assert (str(line.funder_name), line.is_external, line.source, line.column) == ("สสว.", True, "L", "external")
    assert (line.entry_label, line.outcome_label, line.reason) == ("กลุ่มต่อเนื่อง", "สำเร็จตามเป้าหมาย", "ครบสามปี")
    with override("en"):
        assert (str(line.name), line.address) == ("Silk", f"/en/clusters/{cluster.code}/")


def test_what_is_not_stated_is_blank_and_never_made_up() -> None:
    ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568), funder=None, entry="unknown")
    (line,) = YearReport.for_year(2568).clusters
    assert (line.funder_name, line.is_external, line.source, line.outcome_label) == (None, False, "", "")
    assert (line.provinces, line.centres, line.column) == ((), (), "unknown")
