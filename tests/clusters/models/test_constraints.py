"""Each rule of a row about clusters and places: the database refuses, and a form says why."""

from typing import Final

import pytest

from clusters.models import Cluster
from records.models import Record
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    PromotionCentreFactory,
    ProvinceFactory,
    SectorFactory,
)
from tests.refusals import Refusal, assert_each_has_its_refusal, assert_each_is_a_sentence

pytestmark = pytest.mark.django_db


def cluster(**values: object) -> Cluster:
    return ClusterFactory.build(sector=SectorFactory.create(), **values)


def responsibility(**values: object) -> Record:
    given = {"centre": PromotionCentreFactory.create(), "province": ProvinceFactory.create(), "from_year": 2550}
    return CentreProvinceFactory.build(**{**given, **values})


def responsibility_twice() -> Record:
    first = CentreProvinceFactory.create()
    return responsibility(province=first.province, from_year=first.from_year)


def province_twice() -> Record:
    first = ClusterProvinceFactory.create()
    return ClusterProvinceFactory.build(cluster=first.cluster, province=first.province)


def merged_into_itself() -> Record:
    one = ClusterFactory.create()
    one.state = Cluster.State.MERGED
    one.merged_into = one
    one.version += 1
    return one


REFUSALS: Final = (
    Refusal(
        "cluster_founded_in_a_fiscal_year",
        lambda: cluster(founded=2007),
        "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700",
    ),
    Refusal(
        "merged_cluster_names_the_other",
        lambda: cluster(state="merged"),
        "สถานะ “รวมเข้ากับคลัสเตอร์อื่น” ต้องระบุคลัสเตอร์ปลายทาง และสถานะอื่นต้องไม่ระบุ",
    ),
    Refusal(
        "merged_cluster_names_the_other",
        lambda: cluster(state="public", merged_into=ClusterFactory.create()),
        "สถานะ “รวมเข้ากับคลัสเตอร์อื่น” ต้องระบุคลัสเตอร์ปลายทาง และสถานะอื่นต้องไม่ระบุ",
    ),
    Refusal("cluster_state_is_known", lambda: cluster(state="lost"), "ไม่มีสถานะนี้"),
    Refusal("province_once_per_cluster", province_twice, "คลัสเตอร์นี้มีจังหวัดนี้อยู่แล้ว"),
    Refusal(
        "province_since_is_a_fiscal_year",
        lambda: ProvinceFactory.build(since=2701),
        "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700",
    ),
    Refusal(
        "province_region_is_known",
        lambda: ProvinceFactory.build(region="moon"),
        "ไม่มีภูมิภาคนี้",
    ),
    Refusal(
        "centre_number_is_0_to_11",
        lambda: PromotionCentreFactory.build(number=12, seat=ProvinceFactory.create()),
        "ศูนย์ส่งเสริมอุตสาหกรรมมีภาคที่ 1 ถึง 11 และ 0 คือส่วนกลาง",
    ),
    Refusal(
        "responsibility_years_are_fiscal_years",
        lambda: responsibility(from_year=2007),
        "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700",
    ),
    Refusal(
        "responsibility_years_are_ordered",
        lambda: responsibility(to_year=2549),
        "ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม",
    ),
    Refusal(
        "province_has_one_centre_from_a_year",
        responsibility_twice,
        "มีศูนย์ที่ดูแลจังหวัดนี้ตั้งแต่ปีนี้แล้ว",
    ),
    Refusal("responsibility_basis_is_known", lambda: responsibility(basis="rumour"), "ไม่มีที่มาแบบนี้"),
    Refusal("cluster_is_not_merged_into_itself", merged_into_itself, "คลัสเตอร์รวมเข้ากับตัวเองไม่ได้"),
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_the_database_refuses_what_breaks_the_rule(refusal: Refusal) -> None:
    refusal.by_the_database()


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_form_says_in_thai_which_rule_is_broken(refusal: Refusal) -> None:
    refusal.by_a_form()


def test_each_constraint_is_tried() -> None:
    assert_each_has_its_refusal("clusters", REFUSALS)


def test_the_name_of_each_constraint_is_a_sentence_and_its_message_thai() -> None:
    assert_each_is_a_sentence("clusters")
