"""A list of clusters says in which years each took part, how it came in, who paid, and which document says so."""

import pytest

from members.imports.gate import FileRefused
from members.imports.rows import Reading
from members.imports.tables import NUMBER, TEXT, Cell, Sheet
from members.imports.texts import read_text
from members.imports.values import ValueProblem
from programmes.cluster_lists import ClusterLine, column_of, find_header, read, read_entry, read_years, recognises
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import HEADER as MEMBERS
from tests.members.imports.files import Cells, member, text

HEADER = ["ลำดับที่", "ชื่อคลัสเตอร์", "ปีงบประมาณที่เข้าร่วม", "ประเภทการเข้าร่วม", "แหล่งงบประมาณ", "เอกสารอ้างอิง", "หมายเหตุ"]


def sheets(*rows: Cells) -> list[Sheet]:
    return read_text(text(list(rows)).encode())


def lines(*rows: Cells) -> tuple[Reading, list[ClusterLine]]:
    reading, told = read(sheets(*rows), today=TODAY)
    return reading, [told[row.sheet, row.number] for row in reading.rows]


def problems(*rows: Cells) -> list[tuple[str, str]]:
    reading, _lines = lines(*rows)
    return [(problem.column, problem.message) for row in reading.rows for problem in row.problems]


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        ["รหัสคลัสเตอร์", "ปี พ.ศ.", "หน่วยงานที่ให้งบประมาณ"],
        ["ที่", "ชื่อกลุ่มอุตสาหกรรม", "ปีงบประมาณ", "สถานะกลุ่ม (ใหม่/ต่อเนื่อง)"],
        ["No.", "Cluster name", "Fiscal year", "Funding"],
        ["กลุ่ม", "ปี"],
    ],
)
def test_a_list_of_clusters_is_known_by_its_columns(header: list[str]) -> None:
    given = sheets(["รายชื่อกลุ่มอุตสาหกรรมในโครงการ"], header, ["ก"] * len(header))
    assert recognises(given)
    found = find_header(given[0])
    assert found is not None
    assert all(column_of(found, index) for index in found.names)


def test_a_list_of_firms_is_none_of_clusters() -> None:
    assert not recognises(sheets(list(MEMBERS), member(1)))
    assert not recognises(sheets(["กลุ่ม", "จังหวัด"], ["ก", "ลำพูน"]))
    assert not recognises([Sheet("ซ่อน", sheets(HEADER, ["1", "ก"])[0].rows, hidden=True)])
    assert find_header(sheets(*([["ก"]] * 20), HEADER)[0]) is None


def test_the_first_column_of_a_kind_counts_and_others_are_named() -> None:
    given = sheets([*HEADER, "หมายเหตุ", "สี"], ["1", "กลุ่มก", "2550", "", "", "", "หนึ่ง", "สอง", "แดง"])
    reading, told = read(given, today=TODAY)
    assert [line.note for line in told.values()] == ["หนึ่ง"]
    assert [remark.column for remark in reading.remarks] == ["สี"]


def test_titles_totals_and_notes_are_left_out_and_counted() -> None:
    reading, told = lines(
        ["รายชื่อกลุ่มปีงบประมาณ 2551"],
        HEADER,
        ["1", "กลุ่มผ้าไหม", "2550", "กลุ่มใหม่", "กสอ.", "S1", "ดี"],
        ["2", "กลุ่มเซรามิก", "๒๕๕๐", "", "", "", ""],
        HEADER,
        ["", "รวม 2 กลุ่ม", "", "", "", "", ""],
        ["หมายเหตุ ข้อมูล ณ วันที่ 1 มกราคม 2551"],
    )
    assert [row.member.name for row in reading.rows] == ["กลุ่มผ้าไหม", "กลุ่มเซรามิก"]
    assert (reading.skipped, reading.title_year) == (4, 2551)
    assert told == [ClusterLine((2550,), "new", "กสอ.", "S1", "ดี"), ClusterLine((2550,))]


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("", ()),
        ("2550", (2550,)),
        ("ปี ๒๕๕๐", (2550,)),
        ("50", (2550,)),
        ("ค.ศ. 2007", (2550,)),
        ("2549-2552", (2549, 2550, 2551, 2552)),
        ("2549 – 52", (2549, 2550, 2551, 2552)),
        ("2549 ถึง 2550", (2549, 2550)),
        ("2549, 2551 และ 2552", (2549, 2551, 2552)),
        ("2549 2551", (2549, 2551)),
        ("2549-2550, 2550, 2564", (2549, 2550, 2564)),
    ],
)
def test_a_row_may_have_several_years(written: str, years: tuple[int, ...]) -> None:
    assert read_years(Cell(TEXT, written) if written else None, today=TODAY) == years


def test_years_of_a_number_are_one() -> None:
    assert read_years(Cell(NUMBER, "2550"), today=TODAY) == (2550,)


@pytest.mark.parametrize("written", ["2545", "2552-2549", "2549-2699", "หลายปี", "2549, ก", "2549, -", "2549-2540"])
def test_years_that_nobody_can_read_wait(written: str) -> None:
    with pytest.raises(ValueProblem):
        read_years(Cell(TEXT, written), today=TODAY)


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("กลุ่มใหม่", "new"),
        ("ต่อเนื่อง", "continued"),
        ("กลุ่มเดิม", "continued"),
        ("กลุ่มที่กลับเข้าร่วม", "returning"),
        ("กลุ่มนำร่อง", "pilot"),
        ("ไม่ทราบ", ""),
        ("Continued", "continued"),
    ],
)
def test_how_a_cluster_came_in_is_read_by_whole_words(written: str, entry: str) -> None:
    assert read_entry(Cell(TEXT, written)) == entry
    with pytest.raises(ValueProblem, match="ไม่รู้จัก"):
        read_entry(Cell(TEXT, "ไม่ต่อเนื่อง"))


def test_what_cannot_be_read_names_its_column() -> None:
    assert problems(HEADER, ["1", "กลุ่มก", "ก่อน", "บ้าง", "ก" * 201, "ข" * 401, "ค" * 501]) == [
        ("ประเภทการเข้าร่วม", "ไม่รู้จักประเภทการเข้าร่วม “บ้าง” กรุณาพิมพ์ กลุ่มใหม่ กลุ่มต่อเนื่อง กลุ่มที่กลับเข้าร่วม หรือ กลุ่มนำร่อง"),
        ("แหล่งงบประมาณ", "ข้อความยาว 201 ตัวอักษร กรุณาย่อให้ไม่เกิน 200"),
        ("เอกสารอ้างอิง", "ข้อความยาว 401 ตัวอักษร กรุณาย่อให้ไม่เกิน 400"),
        ("หมายเหตุ", "ข้อความยาว 501 ตัวอักษร กรุณาย่อให้ไม่เกิน 500"),
        ("ปีงบประมาณที่เข้าร่วม", "อ่านปีไม่ได้ กรุณาพิมพ์ปี พ.ศ. สี่หลัก เช่น 2566"),
    ]


def test_a_cluster_is_new_in_one_year_only() -> None:
    assert problems(HEADER[:4], ["1", "กลุ่มก", "2549-2550", "กลุ่มใหม่"])[0] == (
        "ประเภทการเข้าร่วม",
        "แถวนี้มีหลายปี แต่ “กลุ่มใหม่” เป็นได้ปีเดียว กรุณาแยกเป็นแถวละปี",
    )
    reading, told = lines(HEADER[:4], ["1", "กลุ่มก", "2549-2550", "กลุ่มต่อเนื่อง"])
    assert reading.rows[0].is_clean
    assert told[0].entry == "continued"


def test_a_file_without_a_table_of_clusters_is_refused() -> None:
    with pytest.raises(FileRefused, match="ไม่พบตารางรายชื่อกลุ่ม"):
        lines(["วิธีกรอก"], ["กรอกให้ครบ"])
    with pytest.raises(FileRefused, match="มีเพียงหัวตาราง"):
        lines(HEADER)


MATRIX = ["ที่", "ชื่อกลุ่ม", "จังหวัด", "2549", "ปี 2550", "2551", "หมายเหตุ"]


def test_a_column_for_each_year_tells_the_years_how_and_by_whom() -> None:
    rows = [
        ["กลุ่มที่เข้าร่วมโครงการ ปี 2549-2551"],
        MATRIX,
        ["1", "กลุ่มผ้าไหม", "ขอนแก่น", "ใหม่", "ต่อเนื่อง (สสว.)", "-", "ดี"],
        ["2", "กลุ่มเซรามิก", "ลำปาง", "", "/", "/", ""],
        ["", "รวม", "", "1", "2", "1", ""],
        ["ที่มา: ประวัติความเป็นมา"],
    ]
    assert recognises(sheets(*rows))
    reading, told = lines(*rows)
    assert (reading.skipped, reading.title_year, reading.remarks) == (3, None, [])
    assert [line.years for line in told] == [(2549, 2550), (2550, 2551)]
    assert [told[0].in_year(year) for year in (2549, 2550)] == [
        ClusterLine((2549,), "new", "", "ประวัติความเป็นมา", "ดี", told[0].marks),
        ClusterLine((2550,), "continued", "สสว.", "ประวัติความเป็นมา", "ดี", told[0].marks),
    ]
    assert reading.rows[1].member.joined_year == 2551


def test_years_may_stand_as_a_second_level() -> None:
    header = find_header(sheets(["ชื่อคลัสเตอร์", "ปีงบประมาณ", "", ""], ["", "2549", "2550", "2551"], ["ก", "/"])[0])
    assert header is not None
    assert (header.first, header.last, header.years) == (1, 2, {1: 2549, 2: 2550, 3: 2551})
    assert [column_of(header, index) for index in range(4)] == ["name", "marks", "marks", "marks"]


def test_beside_a_column_of_years_the_marks_count_and_it_has_to_agree() -> None:
    header = ["ชื่อกลุ่ม", "ปีที่เข้าร่วม", "2549", "2550"]
    assert [line.years for line in lines(header, ["กลุ่มก", "2549", "/", "/"], ["กลุ่มข", "2550", "", ""])[1]] == [
        (2549, 2550),
        (2550,),
    ]
    ((column, told),) = problems(header, ["กลุ่มก", "2549", "", "/"])
    assert (column, "2549" in told) == ("ปีงบประมาณที่เข้าร่วม (พ.ศ.)", True)


def test_a_heading_that_names_a_year_holds_for_the_groups_below_it() -> None:
    rows = [["ชื่อคลัสเตอร์", "แหล่งงบประมาณ"], ["ปีงบประมาณ 2549", ""], ["กลุ่มก", "กสอ."], ["ปี 2550"], ["กลุ่มก", "สสว."]]
    assert [line.years for line in lines(*rows)[1]] == [(2549,), (2550,)]


@pytest.mark.parametrize(("cells", "column"), [(["X", ""], "2549"), (["", "-"], "การเข้าร่วมในปีที่เป็นหัวคอลัมน์")])
def test_a_row_of_which_no_year_can_be_read_waits(cells: Cells, column: str) -> None:
    assert [name for name, _told in problems(["ชื่อกลุ่ม", "2549", "2550"], ["กลุ่มก", *cells])] == [column]
