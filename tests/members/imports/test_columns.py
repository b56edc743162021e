"""What columns are called."""

import pytest

from members.imports.columns import LABELS, Field, field_of, field_of_levels, known_field
from tests.members.imports.files import ENGLISH, HEADER

NAMES = {
    Field.SEQUENCE: "ที่|No|#|ลำดับ",
    Field.NAME: "รายชื่อผู้ประกอบการ|ชื่อบริษัท/ห้างร้าน|สถานประกอบการ|ชื่อ|Name|Business name|Organisation|ชื่อวิสาหกิจ",
    Field.NAME_EN: "ชื่อสถานประกอบการ (ภาษาอังกฤษ)|Company name (English)|Name (EN)",
    Field.NUMBER: "เลข 13 หลัก|เลขประจำตัวผู้เสียภาษี|Tax ID|Juristic person number|เลขนิติบุคคล",
    Field.CONTACT: "ผู้ประสานงาน|ชื่อ-สกุล ผู้ติดต่อ|Contact|เจ้าของกิจการ|ชื่อ-นามสกุล",
    Field.POSITION: "Title|ตำแหน่งงาน",
    Field.PHONE: "เบอร์โทร.|มือถือ|Tel.|Mobile|หมายเลขติดต่อ",
    Field.EMAIL: "E-Mail Address|อีเมล์|Email",
    Field.PROVINCE: "จังหวัดที่ตั้ง|Province",
    Field.SECTOR: "ประเภทธุรกิจ|Sector|กลุ่มอุตสาหกรรม|Business type",
    Field.PRODUCTS: "สินค้า|ผลิตภัณฑ์/บริการ|Main product",
    Field.CLUSTER: "คลัสเตอร์|ชื่อคลัสเตอร์|Cluster name|กลุ่ม",
    Field.YEAR: "ปี พ.ศ. ที่เข้าร่วม|ปีที่เข้าร่วมคลัสเตอร์|Member since|Joined Year (B.E.)|ปี",
    Field.EMPLOYEES: "การจ้างงาน (คน)|จำนวนคนงาน|Headcount|Number of staff",
    Field.CONSENT: "ความยินยอม|PDPA|Consent given|ยินยอมให้เผยแพร่",
    Field.CONSENT_DATE: "วันที่ยินยอม|Date of consent",
    None: "หมายเหตุ|ที่อยู่|ขนาดสถานประกอบการ|เลขบัตรประชาชน|LINE ID|โทรสาร|ทุนจดทะเบียน|เลขทะเบียนโรงงาน|รายได้|" + "ก" * 200,
}


@pytest.mark.parametrize(
    ("name", "field"), [(name, field) for field, names in NAMES.items() for name in names.split("|")]
)
def test_a_column_is_known_by_any_of_its_names(name: str, field: Field | None) -> None:
    assert field_of(name) == field


def test_the_template_is_known_in_both_languages() -> None:
    in_order = [field for field in Field if field not in {Field.NAME_EN, Field.PREFIX, Field.SURNAME}]
    assert [field_of(name) for name in HEADER] == in_order
    assert [field_of(name) for name in ENGLISH] == in_order
    assert set(LABELS) == set(Field)


def test_a_slip_of_the_keyboard_is_understood_in_a_header_only() -> None:
    assert field_of("ชื่อสถานประกอบกาน") == Field.NAME
    assert known_field("ชื่อสถานประกอบกาน") is None


@pytest.mark.parametrize(
    ("top", "bottom", "field"),
    [
        ("ผู้ติดต่อ", "ชื่อ", Field.CONTACT),
        ("ข้อมูลติดต่อ", "ชื่อ", Field.CONTACT),
        ("สถานประกอบการ", "ชื่อ", Field.NAME),
        ("ผู้ประสานงาน", "ชื่อ", Field.CONTACT),
        ("สถานประกอบการ", "เลขทะเบียน", Field.NUMBER),
        ("จำนวนพนักงาน", "ชาย", None),
        ("จำนวนพนักงาน", "รวม", Field.EMPLOYEES),
        ("ความยินยอม", "วันที่", Field.CONSENT_DATE),
        ("ความยินยอม", "สถานะ", Field.CONSENT),
        ("จังหวัด", "จังหวัด", Field.PROVINCE),
        ("จังหวัด", "", Field.PROVINCE),
        ("ความยินยอม", "ไม่ยินยอม", None),
        ("ผู้ติดต่อ", "นามสกุล", Field.SURNAME),
    ],
)
def test_a_name_in_two_rows_is_read_as_one(top: str, bottom: str, field: Field | None) -> None:
    assert field_of_levels(top, bottom) == field


@pytest.mark.parametrize("name", ["ไม่ยินยอม", "ไม่ประสงค์ให้เปิดเผยข้อมูล", "ไม่อนุญาต", "Opt out", "สมาชิก (ราย)"])
def test_what_says_the_opposite_or_only_counts_is_not_taken_for_it(name: str) -> None:
    assert field_of(name) is None


@pytest.mark.parametrize("name", ["ยินยอม/ไม่ยินยอม", "ไม่ยินยอม/ยินยอม", "ความยินยอม (ยินยอม หรือ ไม่ยินยอม)"])
def test_a_column_that_names_both_answers_holds_the_consent(name: str) -> None:
    assert field_of(name) == Field.CONSENT
