"""Results from a spreadsheet: found by code and by the indicator's name, and nothing guessed."""

import io

import pytest
from openpyxl import Workbook

from programmes.models import Participation
from programmes.result_files import FileResults, read_results
from records.errors import RuleBroken
from tests.factories import IndicatorFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


def read_csv(*lines: str, groups: list[Participation]) -> FileResults:
    sales, jobs = IndicatorFactory.build(pk=1, name="ยอดขาย", code="sales"), IndicatorFactory.build(pk=2, name="คน")
    return read_results("\n".join(lines).encode(), "results.csv", groups, [sales, jobs])


def test_a_row_is_found_by_its_code_and_a_column_by_its_name_with_or_without_its_unit() -> None:
    one, two = ParticipationFactory.create(), ParticipationFactory.create()
    found = read_csv(
        "ผลการดำเนินงานปี 2568",
        "ลำดับ,รหัสคลัสเตอร์,ชื่อ,ยอดขาย (บาท),คน,อื่น ๆ",
        f'1,{one.cluster.code},ผ้าไหม,"1,250.50",๑๒,x',
        f"2,{two.cluster.code.lower()},ไม้ยาง,,7,",
        ",,รวม,1250,19,",
        groups=[one, two],
    )
    assert found.values == {(one.pk, 1): "1,250.50", (one.pk, 2): "๑๒", (two.pk, 2): "7"}
    assert found.problems == ()
    assert found.groups == {one.pk, two.pk}


def test_a_workbook_is_read_too() -> None:
    one = ParticipationFactory.create()
    kept, book = io.BytesIO(), Workbook()
    book.create_sheet("2568", 0).append(["code", "sales"])
    book["2568"].append([one.cluster.code, 1250.5])
    book.save(kept)
    sales = IndicatorFactory.build(pk=1, code="sales")
    assert read_results(kept.getvalue(), "a.xlsx", [one], [sales]).values == {(one.pk, 1): "1250.5"}


def test_what_is_not_known_or_said_twice_is_told() -> None:
    one = ParticipationFactory.create()
    code = one.cluster.code
    unknown = [f"C9{number:03d},1,2,3" for number in range(12)]
    found = read_csv("รหัส,ยอดขาย,sales,คน", f"{code},5,5,7", f"{code},6,6,7", *unknown, groups=[one])
    assert found.values == {(one.pk, 1): "5", (one.pk, 2): "7"}
    assert found.problems[0] == "มีตัวชี้วัดเดียวกันมากกว่าหนึ่งคอลัมน์ ใช้คอลัมน์ทางซ้าย"
    assert "มีสองค่าที่ไม่ตรงกัน ใช้ค่าแรก" in found.problems[1]
    assert "ไม่มีคลัสเตอร์รหัส “C9000”" in found.problems[3]
    assert found.problems[-1] == "และอีก 5 เรื่อง"


@pytest.mark.parametrize("lines", [["ชื่อ,ยอดขาย", "ก,5"], ["รหัส,ชื่อ", "C0001,ก"], [""] + ["x"] * 40 + ["รหัส,ยอดขาย"]])
def test_a_file_without_codes_or_indicators_is_refused_with_what_it_needs(lines: list[str]) -> None:
    with pytest.raises(RuleBroken, match=r"รหัสคลัสเตอร์|ไฟล์"):
        read_csv(*lines, groups=[])
