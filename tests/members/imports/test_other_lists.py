"""Lists of partners and of yearly figures: known by their columns, read beside what every list tells."""

from decimal import Decimal

import pytest

from clusters.models import Cluster
from members.imports.interpret import interpret
from members.imports.other_lists import extra_column, guess_kind, read_extras
from members.imports.rows import Reading
from members.imports.tables import Sheet
from members.imports.texts import read_text
from members.models import ImportBatch
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import HEADER, Cells, text

Kind = ImportBatch.Kind

PARTNERS = ["ชื่อหน่วยงาน", "กลุ่มคลัสเตอร์", "บริการที่สนับสนุน", "ปีที่เข้าร่วม (พ.ศ.)", "ถึงปีงบประมาณ"]
FIGURES = ["ชื่อสถานประกอบการ", "เลขทะเบียนนิติบุคคล", "ปีงบประมาณ", "จำนวนพนักงาน (คน)", "รายได้ต่อปี (บาท)"]


def sheets(*rows: Cells) -> list[Sheet]:
    return read_text(text(list(rows)).encode())


def read(kind: str, *rows: Cells) -> tuple[Reading, list[object]]:
    given = sheets(*rows)
    reading = interpret(given, today=TODAY)
    extras = read_extras(kind, given, reading, today=TODAY)
    return reading, [extras.get((row.sheet, row.number)) for row in reading.rows]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (list(HEADER), Kind.MEMBERS),
        ([*HEADER, "รายได้ต่อปี"], Kind.MEMBERS),
        ([*HEADER, "บริการ"], Kind.MEMBERS),
        (PARTNERS, Kind.PARTNERS),
        (["Organisation", "Cluster", "Services"], Kind.PARTNERS),
        (FIGURES, Kind.FIGURES),
    ],
)
def test_the_kind_of_a_file_follows_from_its_columns(header: list[str], kind: str) -> None:
    assert guess_kind(sheets(header, ["ก"] * len(header))) == kind
    assert guess_kind([Sheet("ว่าง"), Sheet("ซ่อน", hidden=True)]) == Kind.MEMBERS


def test_services_and_years_are_read(clusters: list[Cluster]) -> None:
    rows = [
        ["มหาวิทยาลัย ก", "ก", "ฝึกอบรม", "2565", "2567"],
        ["ธนาคาร ข", "ก", "สินเชื่อดอกเบี้ยต่ำ", "2565", ""],
        ["กรม ค", "ก", "ปลูกป่า", "2565", "หน้า"],
        ["สมาคม ง", "ก", "", "2565", ""],
    ]
    reading, extras = read(Kind.PARTNERS, PARTNERS, *rows)
    assert [(extra.service, extra.to_year) for extra in extras[:2]] == [("training", 2567), ("finance", None)]  # type: ignore[attr-defined]
    told = [[problem.message for problem in row.problems] for row in reading.rows]
    assert told[:2] == [[], []]
    assert told[2][0].startswith("ไม่รู้จักบริการ “ปลูกป่า”")
    assert told[2][1].startswith("อ่านปีไม่ได้")
    assert told[3] == ["ไม่มีบริการ กรุณาพิมพ์ว่าสนับสนุนด้านใด เช่น ฝึกอบรม ให้คำปรึกษา วิจัยและพัฒนา"]
    assert reading.remarks == []


@pytest.mark.parametrize(
    ("name", "written", "baht"),
    [
        ("รายได้ต่อปี (บาท)", "1,250,000.50 บาท", Decimal("1250000.50")),
        ("รายได้ (ล้านบาท)", "12.5", Decimal(12_500_000)),
        ("รายได้", "3 ล้านบาท", Decimal(3_000_000)),
        ("รายได้", "", None),
    ],
)
def test_revenue_is_read_in_baht(name: str, written: str, baht: Decimal | None) -> None:
    header = [*FIGURES[:-1], name]
    reading, extras = read(Kind.FIGURES, header, ["ก", "", "2566", "5", written])
    assert [extra.revenue_thb for extra in extras] == [baht]  # type: ignore[attr-defined]
    assert reading.rows[0].is_clean


@pytest.mark.parametrize("written", ["มาก", "9" * 13])
def test_revenue_that_cannot_be_read_waits(written: str) -> None:
    reading, _extras = read(Kind.FIGURES, FIGURES, ["ก", "", "2566", "5", written])
    assert [problem.column for problem in reading.rows[0].problems] == ["รายได้ต่อปี (บาท)"]


def test_a_list_of_members_has_nothing_beside() -> None:
    assert read(Kind.MEMBERS, FIGURES, ["ก", "", "2566", "5", "1"])[1] == [None]
    assert extra_column("จังหวัด") == ""
