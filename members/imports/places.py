"""Provinces by every name that offices give them, and sectors by the words that name them."""

import re
from difflib import get_close_matches
from functools import cache
from typing import Final

import geothai
from django.utils.translation import gettext as _

from members.imports.values import ValueProblem, shown
from members.imports.words import normal

# Short and everyday names; the two-letter ones are those of vehicle plates and official letters.
_ALIASES: Final[dict[str, str]] = {
    "กรุงเทพมหานคร": "กรุงเทพ กทม กรุงเทพมหานครฯ bangkokmetropolis bkk krungthep",
    "พระนครศรีอยุธยา": "อยุธยา กรุงเก่า ayutthaya ayuthaya อย",
    "นครราชสีมา": "โคราช korat นม",
    "นครศรีธรรมราช": "นครศรี นศ",
    "ฉะเชิงเทรา": "แปดริ้ว ฉช",
    "สุราษฎร์ธานี": "สุราษฎร์ สุราษ สฎ",
    "ประจวบคีรีขันธ์": "ประจวบ ปข",
    "อุบลราชธานี": "อุบล อบ",
    "อุดรธานี": "อุดร อด",
    "สุพรรณบุรี": "สุพรรณ สพ",
    "กาญจนบุรี": "กาญจน์ กจ",
    "สมุทรปราการ": "ปากน้ำ สป",
    "สมุทรสาคร": "มหาชัย สค",
    "สมุทรสงคราม": "แม่กลอง สส",
    "หนองบัวลำภู": "หนองบัว นภ nongbualumphu",
    "บุรีรัมย์": "บร buriram",
    "ศรีสะเกษ": "ศก srisaket",
    "พังงา": "พง phangnga",
    "กระบี่": "กบ", "กาฬสินธุ์": "กส", "กำแพงเพชร": "กพ", "ขอนแก่น": "ขก", "จันทบุรี": "จบ", "ชลบุรี": "ชบ",
    "ชัยนาท": "ชน", "ชัยภูมิ": "ชย", "ชุมพร": "ชพ", "เชียงใหม่": "ชม", "เชียงราย": "ชร", "ตรัง": "ตง", "ตราด": "ตร",
    "ตาก": "ตก", "นครนายก": "นย", "นครปฐม": "นฐ", "นครพนม": "นพ", "นครสวรรค์": "นว ปากน้ำโพ", "นนทบุรี": "นบ",
    "นราธิวาส": "นธ", "น่าน": "นน", "บึงกาฬ": "บก", "ปทุมธานี": "ปท", "ปราจีนบุรี": "ปจ", "ปัตตานี": "ปน",
    "พัทลุง": "พท", "พิจิตร": "พจ", "พิษณุโลก": "พล", "เพชรบุรี": "พบ", "เพชรบูรณ์": "พช", "แพร่": "พร", "พะเยา": "พย",
    "ภูเก็ต": "ภก", "มหาสารคาม": "มค", "แม่ฮ่องสอน": "มส", "มุกดาหาร": "มห", "ยะลา": "ยล", "ยโสธร": "ยส",
    "ระนอง": "รน", "ระยอง": "รย", "ราชบุรี": "รบ", "ร้อยเอ็ด": "รอ", "ลพบุรี": "ลบ", "ลำปาง": "ลป", "ลำพูน": "ลพ",
    "เลย": "ลย", "สกลนคร": "สน", "สงขลา": "สข", "สตูล": "สต", "สระแก้ว": "สก", "สระบุรี": "สบ", "สิงห์บุรี": "สห",
    "สุโขทัย": "สท", "สุรินทร์": "สร", "หนองคาย": "นค", "อ่างทอง": "อท", "อำนาจเจริญ": "อจ", "อุตรดิตถ์": "อต",
    "อุทัยธานี": "อน",
}  # fmt: skip
_LAST_PART = re.compile(r"(?:^|.*[ ,])(?:จังหวัด|จ\.|จว\.?) *(?P<province>[^ ,0-9]+)(?: *[0-9]{5})?")
_POSTCODE = re.compile(r" *[0-9]{5}$")
_NOISE = re.compile(r"[\s.,ฯ\-–'’]+")
_HEADING = re.compile(
    r"(?:[0-9]{1,2}[.)] *)?(?P<word>จังหวัด|จ\.)? *(?P<province>[^0-9()]+?) *"
    r"(?:จำนวน.*|\(.*\)|[0-9]+ *(?:ราย|แห่ง|กิจการ))?"
)
_WORDS = re.compile(r"^(?:จังหวัด|จว(?=\s|\.)|จ\.)|(?:province|changwat|city)", re.IGNORECASE)
_CLOSE: Final = 0.6
_SHORT_NAME: Final = 2  # signs of a plate's letters, which alone can be anything


def province_named(text: str) -> str:
    """Return the Thai name of a province. Raises ValueProblem, with the province that may be meant."""
    known = _provinces()
    part = _LAST_PART.fullmatch(text)
    for written in (text, part["province"] if part else "", _POSTCODE.sub("", text)):
        if written and (found := known.get(_key(written))):
            return found
    close = get_close_matches(_key(text), [key for key in known if len(key) > _SHORT_NAME], n=1, cutoff=_CLOSE)
    if close:
        raise ValueProblem(
            _("ไม่รู้จักจังหวัด “%(text)s” หากหมายถึง %(meant)s ให้พิมพ์ %(meant)s")
            % {"text": shown(text), "meant": known[close[0]]}
        )
    raise ValueProblem(_("ไม่รู้จักจังหวัด “%(text)s” กรุณาพิมพ์ชื่อจังหวัดเดียว เช่น เชียงใหม่") % {"text": shown(text)})


def province_of_heading(text: str) -> str:
    """Return the province that a heading or the name of a sheet is, "" for anything else."""
    found = _HEADING.fullmatch(normal(text[:80]))
    key = _key(found["province"]) if found else ""
    is_whole = found is not None and (bool(found["word"]) or len(key) > _SHORT_NAME)
    return _provinces().get(key, "") if is_whole else ""


def _key(text: str) -> str:
    return _NOISE.sub("", _WORDS.sub(" ", normal(text).lower()))


@cache
def _provinces() -> dict[str, str]:
    found: dict[str, str] = {}
    for province in geothai.provinces():
        names = [province.name_th, province.name_en, *_ALIASES.get(province.name_th, "").split()]
        found |= {_key(name): province.name_th for name in names}
    return found


# The first word that a text holds decides: "ไม้ยางพารา" is wood, "ชิ้นส่วนยานยนต์" no rubber.
_SECTORS: Final = tuple(
    (code, re.compile(words, re.IGNORECASE))
    for code, words in (
        ("machinery", "เครื่องจักร|machine"),
        ("beverages", "เครื่องดื่ม|beverage|กาแฟ|ไวน์|สุรา"),
        ("food", "อาหาร|แปรรูปเกษตร|เกษตรแปรรูป|ขนม|food"),
        ("textiles", "สิ่งทอ|ผ้า|ไหม|textile|silk"),
        ("apparel", "เครื่องนุ่งห่ม|เครื่องแต่งกาย|เสื้อ|แฟชั่น|apparel|garment|clothing|fashion"),
        ("furniture", "เฟอร์นิเจอร์|เครื่องเรือน|furniture"),
        ("wood", "ไม้|wood"),
        ("leather", "เครื่องหนัง|รองเท้า|leather"),
        ("paper-printing", "กระดาษ|พิมพ์|บรรจุภัณฑ์กระดาษ|paper|print"),
        ("chemicals", "สมุนไพร|เครื่องสำอาง|เคมี|สปา|herb|cosmetic|chemical"),
        ("vehicles", "ยานยนต์|ยานพาหนะ|รถยนต์|automotive|vehicle|auto ?parts"),
        ("rubber-plastics", "ยาง|พลาสติก|rubber|plastic"),
        ("ceramics-glass", "เซรามิก|แก้ว|แร่|ปูน|ceramic|glass"),
        ("electronics", "อิเล็กทรอนิกส์|อิเลคทรอนิกส์|เครื่องใช้ไฟฟ้า|ไฟฟ้า|electr"),
        ("jewellery-crafts", "อัญมณี|เครื่องประดับ|เครื่องเงิน|หัตถกรรม|จักสาน|jewel|gem|craft"),
        ("metals", "โลหะ|เหล็ก|metal|steel"),
        ("digital", "ดิจิทัล|ดิจิตอล|ซอฟต์แวร์|ซอฟท์แวร์|สร้างสรรค์|digital|software|creative"),
        ("other", "อื่น|other"),
    )
)


def sector_named(text: str) -> str:
    """Return the code of the sector that a text names, "" for none that is known."""
    return next((code for code, words in _SECTORS if words.search(text)), "")
