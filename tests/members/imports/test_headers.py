"""Where the table of a sheet begins."""

import pytest

from members.imports.columns import Field
from members.imports.headers import find_header, header_again, whole_name
from members.imports.tables import Sheet
from members.imports.texts import read_text
from members.imports.workbooks import read_workbook
from tests.members.imports.files import HEADER, Cells, listed, member, members, text, xlsx

TWO_LEVELS: list[Cells] = [
    ["ลำดับที่", "สถานประกอบการ", None, "ผู้ติดต่อ", None, None, "จังหวัด"],
    [None, "ชื่อ", "เลขทะเบียน", "ชื่อ", "โทรศัพท์", "อีเมล", None],
]


def sheet_of(rows: list[Cells], *merged: str) -> Sheet:
    (sheet,) = read_workbook(xlsx(rows, change=lambda sheet: [sheet.merge_cells(area) for area in merged]))
    return sheet


def test_titles_may_stand_above_the_header_down_to_row_20() -> None:
    header = find_header(sheet_of([["รายชื่อสมาชิกคลัสเตอร์"]] * 19 + listed(), "A1:O1"))
    assert header is not None
    assert (header.first, header.last, len(header.fields), header.width) == (20, 20, 15, 15)
    assert find_header(sheet_of([["รายชื่อสมาชิกคลัสเตอร์"]] * 20 + listed())) is None


def test_a_header_of_two_rows_is_read_merged_or_not() -> None:
    expected = [Field.SEQUENCE, Field.NAME, Field.NUMBER, Field.CONTACT, Field.PHONE, Field.EMAIL, Field.PROVINCE]
    rows = [*TWO_LEVELS, [1, "บริษัท ก จำกัด", "", "ข", "081-234-5678", "a@b.co", "ตาก"]]
    for sheet in (
        sheet_of(rows, "B1:C1", "D1:F1", "A1:A2", "G1:G2"),
        read_text(text([["" if cell is None else cell for cell in row] for row in rows]).encode())[0],
    ):
        header = find_header(sheet)
        assert header is not None
        assert (header.first, header.last) == (1, 2)
        assert [header.fields[column] for column in sorted(header.fields)] == expected


def test_the_first_row_of_data_is_no_second_level() -> None:
    header = find_header(sheet_of(listed()))
    assert header is not None
    assert header.last == 1


def test_a_sheet_without_names_of_columns_has_no_table() -> None:
    assert find_header(sheet_of(members(3))) is None
    assert find_header(sheet_of([["ชื่อ"], ["ก"]])) is None
    assert find_header(sheet_of([["วิธีกรอก"], ["กรอกให้ครบ"]])) is None


def test_columns_nobody_knows_and_second_ones_are_named() -> None:
    header = find_header(sheet_of([["ชื่อสถานประกอบการ", "จังหวัด", "จังหวัด", "LINE ID", "โทร", "มือถือ"]]))
    assert header is not None
    assert header.unknown == ("จังหวัด", "LINE ID")
    assert [header.fields[column] for column in (4, 5)] == [Field.PHONE, Field.PHONE]


def test_who_runs_a_firm_isn_t_its_name() -> None:
    for names in (["ผู้ประกอบการ", "สถานประกอบการ"], ["สถานประกอบการ", "ผู้ประกอบการ"]):
        header = find_header(sheet_of([names]))
        assert header is not None
        assert {names[column]: field for column, field in header.fields.items()} == {
            "ผู้ประกอบการ": Field.CONTACT,
            "สถานประกอบการ": Field.NAME,
        }


def test_a_header_on_each_page_is_known_again_and_a_member_isn_t_one() -> None:
    sheet = sheet_of([list(HEADER), member(1), list(reversed(HEADER)), member(2, name="กิจการ")])
    header = find_header(sheet)
    assert header is not None
    again = header_again(sheet.rows[2], header)
    assert again is not None
    assert again.fields[0] == Field.CONSENT_DATE
    assert [header_again(sheet.rows[index], header) for index in (1, 3)] == [None, None]


def test_a_second_level_counts_as_header_even_where_it_tells_nothing_new() -> None:
    rows: list[Cells] = [
        ["ที่", "ชื่อสถานประกอบการ", "ความยินยอม", None],
        [None, None, "ยินยอม", "ไม่ยินยอม"],
        [1, "ร้าน ก", "/", None],
    ]
    merged = sheet_of(rows, "A1:A2", "B1:B2", "C1:D1")
    assert getattr(find_header(merged), "last", 0) == 2
    assert getattr(find_header(sheet_of(rows)), "last", 0) == 1


@pytest.mark.parametrize(
    ("header", "fields", "whose"),
    [
        (["คำนำหน้า", "ชื่อ", "นามสกุล", "ชื่อกิจการ"], ["prefix", "contact", "surname", "name"], Field.CONTACT),
        (["ชื่อกิจการ", "ชื่อจริง", "นามสกุล"], ["name", "contact", "surname"], Field.CONTACT),
        (["ชื่อตัว", "นามสกุล", "จังหวัด"], ["name", "surname", "province"], Field.NAME),
        (["คำนำหน้า", "ชื่อกิจการ", "จังหวัด"], ["prefix", "name", "province"], Field.NAME),
        (["ชื่อกิจการ", "จังหวัด", "นามสกุล"], ["name", "province", "surname"], None),
        (["ชื่อกิจการ", "จังหวัด", "คำนำหน้า"], ["name", "province", "prefix"], None),
    ],
)
def test_a_title_and_a_surname_belong_to_the_name_beside_them(
    header: list[str], fields: list[str], whose: Field | None
) -> None:
    found = find_header(sheet_of([header]))
    assert found is not None
    assert ([found.fields[column].value for column in sorted(found.fields)], found.named_in_parts) == (fields, whose)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("นาย", "สมชาย", "ใจดี"), "นายสมชาย ใจดี"),
        (("Ms.", "Ann", ""), "Ms. Ann"),
        (("", "สมชาย ใจดี", "ใจดี"), "สมชาย ใจดี"),
        (("นาง", "นางใจ", "ดี"), "นางใจ ดี"),
        (("", "สมศรี", "ศรี"), "สมศรี ศรี"),
        (("บริษัท", "ก จำกัด", ""), "บริษัท ก จำกัด"),
    ],
)
def test_a_name_in_parts_is_written_as_one(parts: tuple[str, str, str], name: str) -> None:
    assert whole_name(*parts) == name


def test_a_date_right_behind_the_consent_is_the_day_of_it() -> None:
    for header, day in (
        (["ชื่อกิจการ", "ยินยอม", "ลงวันที่"], 2),
        (["ชื่อกิจการ", "ยินยอม", "ลงวันที่", "วันที่ยินยอม"], 3),
        (["ชื่อกิจการ", "ลงวันที่", "ยินยอม"], None),
    ):
        found = find_header(sheet_of([header]))
        assert found is not None
        assert found.column_of(Field.CONSENT_DATE) == day


def test_a_title_over_most_columns_is_no_group_and_of_two_people_the_contact_stays() -> None:
    rows: list[Cells] = [["รายชื่อ", None, None, "ผู้ติดต่อ"], ["ชื่อกิจการ", "จังหวัด", "เลขทะเบียน", "ชื่อ"]]
    header = find_header(sheet_of(rows, "A1:C1"))
    assert header is not None
    assert [header.names[column] for column in (1, 2)] == ["จังหวัด", "เลขทะเบียน"]
    header = find_header(sheet_of([["ผู้ติดต่อ", "ชื่อผู้ประกอบการ", "ชื่อสถานประกอบการ"]]))
    assert header is not None
    assert (header.fields, header.column_of(Field.CONTACT)) == ({0: Field.CONTACT, 2: Field.NAME}, 0)
