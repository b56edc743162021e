"""The plan of a round from a file: each line is understood or named."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.models import Cluster
from programmes.imports import read_plan
from programmes.models import Participation
from programmes.operations.rounds import PlanRefused
from programmes.round_plans import Joining, Leaving, RoundPlan, Staying
from tests.factories import ClusterFactory, DepartmentFactory, FunderFactory

pytestmark = pytest.mark.django_db

HEADER = "รหัสคลัสเตอร์,การดำเนินการ,แหล่งงบประมาณ,ผลเมื่อออกจากโครงการ,เหตุผล"


@pytest.fixture(autouse=True)
def cluster() -> Cluster:
    DepartmentFactory.create()
    FunderFactory.create(code="osmep", short_name="สสว.")
    return ClusterFactory.create()


def read(*lines: str, header: str = HEADER, encoding: str = "utf-8-sig") -> RoundPlan:
    return read_plan("\r\n".join((header, *lines)).encode(encoding), 2570)


def refused(*lines: str, **options: str) -> list[str]:
    with pytest.raises(PlanRefused) as told:
        read(*lines, **options)
    return list(told.value.problems)


@pytest.mark.parametrize("word", ["ต่อเนื่อง", "continue", " Continue "])
def test_a_cluster_goes_on_with_its_funder(word: str, cluster: Cluster) -> None:
    (stays,) = read(f"{cluster.code.lower()},{word},สสว.,,").staying
    assert stays.cluster == cluster
    assert stays.funder is not None
    assert stays.funder.code == "osmep"


@pytest.mark.parametrize("funder", ["", "ไม่ระบุ"])
def test_a_funder_need_not_be_stated(funder: str, cluster: Cluster) -> None:
    assert read(f"{cluster.code},ต่อเนื่อง,{funder},,").staying == (Staying(cluster, None),)


@pytest.mark.parametrize("reason", ["", "ไม่ระบุ"])
def test_a_cluster_leaves_with_an_outcome_and_perhaps_a_reason(reason: str, cluster: Cluster) -> None:
    plan = read(f"{cluster.code},ออก,,สำเร็จตามเป้าหมาย,{reason}")
    assert plan.leaving == (Leaving(cluster, Participation.Outcome.GRADUATED, ""),)
    assert read(f"{cluster.code},leave,,graduated,ครบสามปี").leaving[0].reason == "ครบสามปี"


@pytest.mark.parametrize(
    ("word", "entry"),
    [("เข้าร่วม", None), ("กลุ่มใหม่", Participation.Entry.NEW), ("returning", Participation.Entry.RETURNING)],
)
def test_a_cluster_joins_as_it_is_stated_or_as_its_years_tell(
    word: str, entry: Participation.Entry | None, cluster: Cluster
) -> None:
    (joins,) = read(f"{cluster.code},{word},กสอ.,,").joining
    assert isinstance(joins, Joining)
    assert joins.entry == entry


def test_columns_come_in_any_order_and_others_are_left_alone(cluster: Cluster) -> None:
    plan = read(f"ผ้าไหม,ต่อเนื่อง,{cluster.code}", header="ชื่อ,การดำเนินการ,รหัสคลัสเตอร์")
    assert plan.staying == (Staying(cluster, None),)


def test_blank_lines_count_but_say_nothing(cluster: Cluster) -> None:
    assert refused("", f"{cluster.code},หยุด,,,", ",,,,") == [
        "บรรทัดที่ 3: การดำเนินการ “หยุด” ต้องเป็น ต่อเนื่อง, ออก, เข้าร่วม, กลุ่มใหม่, กลุ่มที่กลับเข้าร่วม"
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("C9999,ต่อเนื่อง,,,", "ไม่มีคลัสเตอร์รหัส “C9999”"),
        ("{code},ต่อเนื่อง,ธนาคาร,,", "ไม่มีแหล่งงบประมาณ “ธนาคาร”"),
        (
            "{code},ออก,,,",
            "ผลเมื่อออกจากโครงการต้องเป็นหนึ่งใน สำเร็จตามเป้าหมาย, สิ้นสุดงบประมาณ, ถอนตัว, รวมเข้ากับกลุ่มอื่น",
        ),
        ("{code},ออก,,ถอนตัว," + "ก" * 301, "เหตุผลยาวเกิน 300 ตัวอักษร"),
    ],
)
def test_a_line_that_can_not_be_meant_is_named_with_what_to_do(line: str, problem: str, cluster: Cluster) -> None:
    assert refused(line.format(code=cluster.code)) == [f"บรรทัดที่ 2: {problem}"]


def test_every_wrong_line_is_named_at_once(cluster: Cluster) -> None:
    assert len(refused("C9998,ต่อเนื่อง,,,", "C9999,ออก,,,")) == 2


@pytest.mark.parametrize("header", ["ชื่อ,การดำเนินการ", ""])
def test_a_file_without_the_columns_is_refused_with_their_names(header: str) -> None:
    assert refused(header=header)[0].startswith("ไฟล์ต้องมีหัวคอลัมน์ รหัสคลัสเตอร์")


def test_a_file_in_another_encoding_is_refused_with_the_way_out() -> None:
    assert refused(encoding="cp874") == ["ไฟล์ต้องเป็น CSV แบบ UTF-8 ใน Excel ให้เลือกบันทึกเป็น “CSV UTF-8”"]


def test_a_file_that_is_no_csv_is_refused_with_its_line() -> None:
    assert refused('"a"b,c') == ["อ่านไฟล์ CSV ไม่ได้ใกล้บรรทัดที่ 2"]


READS_ONLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # what is read stays as it is


def read_or_refused(content: bytes) -> None:
    """Whatever is in a file, it is read or refused in words."""
    try:
        plan = read_plan(content, 2570)
    except PlanRefused as refusal:
        told = refusal.problems
    else:
        told = ("nothing",) if plan.clusters == [] else ()
    assert told


@READS_ONLY
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    read_or_refused(content)


@READS_ONLY
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=4))
def test_any_lines_below_the_header_are_read_or_refused_in_words(lines: list[list[str]]) -> None:
    read_or_refused("\r\n".join((HEADER, *(",".join(cells) for cells in lines))).encode("utf-8", "ignore"))
