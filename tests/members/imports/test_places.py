"""Provinces by every name, sectors by their words."""

import geothai
import pytest

from members.imports.places import _ALIASES, province_named, province_of_heading, sector_named
from members.imports.values import ValueProblem


def test_every_province_is_known_in_both_languages() -> None:
    for province in geothai.provinces():
        assert province_named(province.name_th) == province.name_th
        assert province_named(province.name_en.upper()) == province.name_th
    assert set(_ALIASES) <= {province.name_th for province in geothai.provinces()}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("กทม.", "กรุงเทพมหานคร"),
        ("กรุงเทพฯ", "กรุงเทพมหานคร"),
        ("Bangkok", "กรุงเทพมหานคร"),
        ("โคราช", "นครราชสีมา"),
        ("จ.เชียงใหม่", "เชียงใหม่"),
        ("จังหวัด เชียงใหม่", "เชียงใหม่"),
        ("อ.เมือง จ.ลำพูน 51000", "ลำพูน"),
        ("ชม.", "เชียงใหม่"),
        ("Chonburi", "ชลบุรี"),
        ("Chon Buri Province", "ชลบุรี"),
        ("อยุธยา", "พระนครศรีอยุธยา"),
        ("สุราษฎร์ฯ", "สุราษฎร์ธานี"),
    ],
)
def test_a_province_is_known_by_its_other_names(written: str, meant: str) -> None:
    assert province_named(written) == meant


def test_a_misspelt_province_is_told_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(ValueProblem, match="หากหมายถึง เชียงใหม่ ให้พิมพ์ เชียงใหม่"):
        province_named("เชียงไหม่")
    with pytest.raises(ValueProblem, match="ชื่อจังหวัดเดียว"):
        province_named("xyz")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("อาหารแปรรูป", "food"),
        ("ยานยนต์และชิ้นส่วน", "vehicles"),
        ("ยางและพลาสติก", "rubber-plastics"),
        ("ไม้ยางพารา", "wood"),
        ("เฟอร์นิเจอร์ไม้", "furniture"),
        ("เครื่องจักรกลการเกษตร", "machinery"),
        ("สิ่งทอและเครื่องนุ่งห่ม", "textiles"),
        ("สมุนไพรและเครื่องสำอาง", "chemicals"),
        ("เซรามิก", "ceramics-glass"),
        ("Food", "food"),
        ("ประมง", ""),
    ],
)
def test_a_sector_is_known_by_its_words(written: str, code: str) -> None:
    assert sector_named(written) == code


@pytest.mark.parametrize(
    ("heading", "province"),
    [
        ("เชียงใหม่", "เชียงใหม่"),
        ("2. จังหวัดลำพูน จำนวน 12 ราย", "ลำพูน"),
        ("จ.ลำปาง (5 ราย)", "ลำปาง"),
        ("จ.ชม", "เชียงใหม่"),
        ("ชม", ""),
        ("คลัสเตอร์เซรามิกลำปาง", ""),
        ("", ""),
    ],
)
def test_a_heading_is_a_province_or_none(heading: str, province: str) -> None:
    assert province_of_heading(heading) == province
