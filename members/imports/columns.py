"""What a column is called, and what it therefore holds: Thai and English, written out or short, in any order."""

import re
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from members.imports.words import normal


class Field(StrEnum):
    SEQUENCE = "sequence"
    NAME = "name"
    NAME_EN = "name_en"
    NUMBER = "number"
    CONTACT = "contact"
    PREFIX = "prefix"
    SURNAME = "surname"
    POSITION = "position"
    PHONE = "phone"
    EMAIL = "email"
    PROVINCE = "province"
    SECTOR = "sector"
    PRODUCTS = "products"
    CLUSTER = "cluster"
    YEAR = "year"
    EMPLOYEES = "employees"
    CONSENT = "consent"
    CONSENT_DATE = "consent_date"


LABELS: Final[dict[Field, StrOrPromise]] = {
    Field.SEQUENCE: _("ลำดับที่"),
    Field.NAME: _("ชื่อสถานประกอบการ"),
    Field.NAME_EN: _("ชื่อภาษาอังกฤษ"),
    Field.NUMBER: _("เลขทะเบียนนิติบุคคล"),
    Field.CONTACT: _("ชื่อผู้ติดต่อ"),
    Field.PREFIX: _("คำนำหน้าชื่อ"),
    Field.SURNAME: _("นามสกุล"),
    Field.POSITION: _("ตำแหน่ง"),
    Field.PHONE: _("โทรศัพท์"),
    Field.EMAIL: _("อีเมล"),
    Field.PROVINCE: _("จังหวัด"),
    Field.SECTOR: _("ประเภทอุตสาหกรรม"),
    Field.PRODUCTS: _("ผลิตภัณฑ์หลัก"),
    Field.CLUSTER: _("กลุ่มคลัสเตอร์"),
    Field.YEAR: _("ปีที่เข้าร่วม (พ.ศ.)"),
    Field.EMPLOYEES: _("จำนวนพนักงาน (คน)"),
    Field.CONSENT: _("ยินยอมเปิดเผยข้อมูล"),
    Field.CONSENT_DATE: _("วันที่ให้ความยินยอม"),
}
# Of these a list may have several columns, office and mobile telephone say; of the others the first one counts.
SEVERAL: Final = frozenset({Field.PHONE, Field.EMAIL})

LONGEST_HEADER: Final = 120
_FIRM: Final = (
    "สถานประกอบการ|สถานประกอบกิจการ|ผู้ประกอบการ|ผู้ประกอบกิจการ|บริษัท|บริษัทห้าง|บริษัทห้างร้าน|บริษัทหจก|บริษัทห้างหุ้นส่วน|กิจการ|วิสาหกิจ|วิสาหกิจชุมชน|"
    "นิติบุคคล|โรงงาน|ห้างร้าน|ร้าน|ธุรกิจ|หน่วยงาน|องค์กร|สมาชิก|สมาชิกคลัสเตอร์|สมาชิกกลุ่ม|sme|smes"
)
_FIRM_EN: Final = "company|enterprise|business|organi[sz]ation|member|firm|factory|establishment|entrepreneur|sme"

# In this order: "วันที่ให้ความยินยอม" isn't the consent, "ปีที่เข้าร่วมคลัสเตอร์" isn't the cluster. What stands under None is
# like one of those below and means something else. Keys have no spaces, punctuation and capitals.
# A tick under "ไม่ยินยอม" is no consent; "ไม่ยินยอม/ยินยอม" names both answers.
_REFUSAL: Final = (
    r"(?!.*(ยินยอม|อนุญาต).*(ยินยอม|อนุญาต))(ข้าพเจ้า|ผู้ประกอบการ)?ไม่(ประสงค์|ต้องการ|อนุญาต|ให้|ความ|ยินยอม|เปิดเผย|เผยแพร่).*|"
    r"(opt|opted)out|.*(notconsent|noconsent|refuse).*"
)
_PATTERNS: Final[tuple[tuple[Field | None, str], ...]] = (
    (None, _REFUSAL),
    (Field.CONSENT_DATE, r".*(วันที่|วันเดือนปี|เมื่อ|date).*(ยินยอม|consent|pdpa|เปิดเผย|เผยแพร่).*"),
    (Field.CONSENT_DATE, r".*(ยินยอม|consent|pdpa|เปิดเผย|เผยแพร่).*(วันที่|วันเดือนปี|เมื่อ|date|dated).*"),
    (Field.CONSENT, r".*(ยินยอม|consent|pdpa|เปิดเผยข้อมูล|เผยแพร่ข้อมูล|อนุญาตให้เปิดเผย|อนุญาตให้เผยแพร่).*"),
    (None, r".*(บัตรประชาชน|ประจำตัวประชาชน|nationalid|citizenid|idcard).*"),
    (None, r".*(โทรสาร|แฟกซ์|แฟ็กซ์|fax|line|ไลน์|facebook|เฟซบุ๊ก|website|เว็บไซต์).*"),
    (
        Field.NUMBER,
        r".*(เลขทะเบียนนิติ|ทะเบียนนิติบุคคล|เลขนิติบุคคล|เลขที่นิติบุคคล|เลขที่ทะเบียนนิติ|รหัสนิติบุคคล|เลขนิติ|ผู้เสียภาษี|ประจำตัวภาษี|เลขภาษี|13หลัก|"
        r"juristic|taxid|taxno|taxnumber|taxpayer|companyid|companyno|companynumber|companyreg|businessreg|registrationn|"
        r"registrationid|regno|regnumber|legalentity|corporateid).*",
    ),
    (Field.NUMBER, r"เลขทะเบียน|เลขที่ทะเบียน|ทะเบียนเลขที่|เลขจดทะเบียน|เลขทะเบียนบริษัท|เลขที่จดทะเบียน|registration|juristicid"),
    (None, r".*(ทะเบียนโรงงาน|ทะเบียนพาณิชย์|ทะเบียนรถ|ทุนจดทะเบียน|วันที่จดทะเบียน|ปีที่จดทะเบียน|ก่อตั้ง|founded|established).*"),
    (Field.EMAIL, r".*(อีเมล|อีเมล์|อีเมลล์|อีเมลย์|email|จดหมายอิเล็กทรอนิกส์|ไปรษณีย์อิเล็กทรอนิกส์).*|mail|emailaddress|เมล|เมล์"),
    (Field.PHONE, r".*(โทรศัพท์|โทรสัพท์|เบอร์|มือถือ|phone|mobile|telno|telephone).*"),
    (Field.PHONE, r"โทร|โทรฯ|tel|tels|cell|หมายเลขติดต่อ|เลขหมายติดต่อ|contactn(o|umber)|ติดต่อโทร|โทรติดต่อ"),
    (Field.YEAR, r".*(ปี|พศ|year|วันที่|date).*(เข้าร่วม|เป็นสมาชิก|เข้ากลุ่ม|เข้าเป็น|join|member|since|participat).*"),
    (Field.YEAR, r".*(join|member|participat).*(year|date|since|ปี).*|.*(เข้าร่วม|สมาชิก).*(เมื่อ|ตั้งแต่)?ปี.*|since"),
    (Field.YEAR, r"ปี|ปีพศ|พศ|ปีงบประมาณ(พศ)?|ปีงบ|ปีที่|year(be)?|fiscalyear(be)?|fy|beyear|เข้าร่วม(ปี)?|เริ่มเข้าร่วม|joined"),
    (None, r".*(ชาย|หญิง|เพศ|อายุ|รายได้|ยอดขาย|มูลค่า|ขนาด|revenue|sales|income|size|\bmale|female).*"),
    (
        Field.EMPLOYEES,
        r".*(พนักงาน|คนงาน|แรงงาน|จ้างงาน|ลูกจ้าง|บุคลากร|employ(ee|ment)|staff|headcount|workers?|workforce|manpower).*",
    ),
    (Field.CLUSTER, r".*(คลัสเตอร์|คลัสเตอ|cluster).*|กลุ่ม|ชื่อกลุ่ม|สังกัดกลุ่ม|group(name)?"),
    (Field.PROVINCE, r".*(จังหวัด|province|changwat|jangwat).*|จว|ที่ตั้งจังหวัด"),
    (
        None,
        r".*(ที่อยู่|ที่ตั้ง|address|location|อำเภอ|ตำบล|รหัสไปรษณีย์|district|postal|zip|โซ่อุปทาน|ห่วงโซ่|valuechain|หมายเหตุ|remark).*",
    ),
    (Field.PRODUCTS, r".*(ผลิตภัณฑ์|สินค้า|ผลิตผล|product|goods|บริการหลัก).*"),
    (
        Field.SECTOR,
        r".*(ประเภทอุตสาหกรรม|สาขาอุตสาหกรรม|กลุ่มอุตสาหกรรม|ประเภทกิจการ|ประเภทธุรกิจ|ประเภทการประกอบการ|หมวดอุตสาหกรรม|sector|"
        r"industr(y|ial)|businesstype|typeofbusiness|lineofbusiness|ประเภทสถานประกอบการ).*|อุตสาหกรรม|สาขา|ประเภท",
    ),
    (Field.PREFIX, r"คำนำหน้า(ชื่อ|นาม)*(ผู้ติดต่อ|ผู้ประสานงาน)?|nameprefix|prefix|salutation"),
    (Field.SURNAME, r"(นาม)?สกุล(ผู้ติดต่อ|ผู้ประสานงาน)?|(last|sur|family)name"),
    (Field.POSITION, r"(ชื่อ)?ตำแหน่ง(งาน|หน้าที่|ผู้ติดต่อ|ผู้ประสานงาน)?|(job)?title|(job|contact)?position|designation"),
    (
        Field.CONTACT,
        r"(ราย)?(ชื่อ)?(สกุล|นามสกุล)?(บุคคล)?(ผู้ติดต่อ|ผู้ประสานงาน|ผู้แทน|ผู้มีอำนาจ|เจ้าของ|กรรมการ|ติดต่อ|บุคคลติดต่อ|ผู้ให้ข้อมูล).*|"
        r".*(ผู้ติดต่อ|ผู้ประสานงาน|ชื่อผู้แทน|ชื่อเจ้าของ)(ชื่อ|ชื่อสกุล|ชื่อนามสกุล)?|ชื่อ(และ)?(นาม)?สกุล|ชื่อตัวชื่อสกุล|contact(person|name|s)?|"
        r"ชื่อ(ตัว|จริง)(ผู้ติดต่อ)?|(first|given|fore)name|"
        r"contactpersonname|nameofcontact(person)?|coordinator|representative|owner(name)?|fullname|personincharge",
    ),
    (
        Field.NAME_EN,
        rf"(ชื่อ)?({_FIRM})?(ภาษา)?(อังกฤษ|english|eng)|(({_FIRM_EN})?name|ชื่อ({_FIRM})?)(in)?(en|eng|english)|english(name)?",
    ),
    (
        Field.NAME,
        rf"(ราย)?ชื่อ({_FIRM})?((และ|หรือ)?({_FIRM}))*(ภาษาไทย|ไทย|thai)?|({_FIRM})((และ|หรือ)?({_FIRM}))*(ชื่อ|รายชื่อ)?(ภาษาไทย|ไทย)?|"
        rf"({_FIRM_EN})s?(name)?(th|thai)?|name(ofthe|of)?({_FIRM_EN})?|name(th|thai)|companynameinthai",
    ),
    (Field.SEQUENCE, r"ลำดับ(ที่)?|ที่|เลขที่|ข้อ|no|n|seq|item|ลด|รายที่|order|sequence|number|index|row"),
)
_COMPILED: Final = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)
_NOISE = re.compile(r"[^0-9a-zก-๙]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_CLOSE: Final = 0.84
# What a slip of the keyboard may have been meant to be.
_WELL_KNOWN: Final = {
    "ชื่อสถานประกอบการ": Field.NAME,
    "ชื่อผู้ประกอบการ": Field.NAME,
    "เลขทะเบียนนิติบุคคล": Field.NUMBER,
    "ชื่อผู้ติดต่อ": Field.CONTACT,
    "ตำแหน่ง": Field.POSITION,
    "หมายเลขโทรศัพท์": Field.PHONE,
    "โทรศัพท์": Field.PHONE,
    "อีเมล": Field.EMAIL,
    "จังหวัด": Field.PROVINCE,
    "ประเภทอุตสาหกรรม": Field.SECTOR,
    "ผลิตภัณฑ์หลัก": Field.PRODUCTS,
    "กลุ่มคลัสเตอร์": Field.CLUSTER,
    "ปีที่เข้าร่วม": Field.YEAR,
    "จำนวนพนักงาน": Field.EMPLOYEES,
    "ยินยอมเปิดเผยข้อมูล": Field.CONSENT,
    "วันที่ให้ความยินยอม": Field.CONSENT_DATE,
    "companyname": Field.NAME,
    "registrationnumber": Field.NUMBER,
    "telephone": Field.PHONE,
    "province": Field.PROVINCE,
    "employees": Field.EMPLOYEES,
}


_ENGLISH = re.compile("อังกฤษ|english|(en|eng)\\b")


@lru_cache(maxsize=4096)
def field_of(header: str) -> Field | None:
    """Return what a column of this name holds, None if nobody knows."""
    is_known, found = _matched(header)
    if is_known or len(header) > LONGEST_HEADER:
        return found
    close = get_close_matches(_keys(header)[-1], _WELL_KNOWN, n=1, cutoff=_CLOSE)
    return _WELL_KNOWN[close[0]] if close else None


def known_field(header: str) -> Field | None:
    """Return what a column holds whose name is spelt right."""
    return _matched(header)[1]


@lru_cache(maxsize=4096)
def _matched(header: str) -> tuple[bool, Field | None]:
    """Tell whether a name is spelt like any that is known, and what it holds, if anything."""
    if len(header) > LONGEST_HEADER:
        return False, None
    if header.strip() in _SIGNS:
        return True, Field.SEQUENCE
    for key in _keys(header):
        for field, pattern in _COMPILED if key else ():
            if pattern.fullmatch(key):
                return True, None if field == Field.NAME and _COUNTED.search(header) else field
    return False, None


# "สมาชิก (ราย)" is how many there are.
_COUNTED = re.compile(r"\( *(?:ราย|แห่ง|กิจการ|คน) *\)")


_SIGNS: Final = frozenset({"#", "№"})


def _keys(header: str) -> tuple[str, str]:
    """Return the name without what stands in brackets, and with it; a language in brackets counts."""
    text = normal(header).lower()
    bare, whole = _key(_BRACKETS.sub(" ", text)), _key(text)
    return (whole, bare) if _ENGLISH.search(text) else (bare, whole)


def _key(text: str) -> str:
    return _NOISE.sub("", text)


def field_of_levels(top: str, bottom: str) -> Field | None:
    """Return what a column holds whose name stands in two rows ("ผู้ติดต่อ" above "ชื่อ", "โทรศัพท์")."""
    if not top or not bottom or top == bottom:
        return field_of(bottom or top)
    below = field_of(bottom)
    if field_of(top) == Field.CONSENT and is_day(bottom):
        return Field.CONSENT_DATE
    if below == Field.NAME and "ติดต่อ" in top:
        return Field.CONTACT
    if below in {Field.NAME, Field.CONTACT, None}:  # "ชื่อ" is whose the row above says
        together = None if _refuses(bottom) else field_of(f"{top}{bottom}") or field_of(f"{bottom}{top}")
        above = field_of(top)
        if below == Field.NAME and above == Field.CONTACT:
            return Field.CONTACT
        return together if together is not None else _of_total(above, bottom) or below
    return below


def is_day(name: str) -> bool:
    """Tell whether a name says that there are days, and not of what."""
    return _key(normal(name).lower()) in _DATES


def _refuses(name: str) -> bool:
    return any(re.fullmatch(_REFUSAL, key) for key in _keys(name))


_DATES: Final = frozenset({"วันที่", "วันเดือนปี", "เมื่อ", "เมื่อวันที่", "date", "ลงวันที่"})
_TOTALS: Final = frozenset(
    {"รวม", "ทั้งหมด", "รวมทั้งหมด", "total", "จำนวน", "คน", "จำนวนคน", "หลัก", "รายการ", "สถานะ", "ผล"}
)


def _of_total(above: Field | None, bottom: str) -> Field | None:
    """Of staff by sex only the total counts; a word that says nothing by itself leaves it to the row above."""
    return above if _key(normal(bottom).lower()) in _TOTALS else None
