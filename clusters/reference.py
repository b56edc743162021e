"""Reference data: provinces, centres with their provinces, sectors. One repeatable function loads them.

Provinces and their codes come from geothai; regions, centres and sectors from the programme's documents. A
responsibility marked "unverified" waits for the department's word.
"""

from typing import Final

import geothai

from clusters.models import CentreProvince, PromotionCentre, Province, Region, Sector
from records.loading import Loader

BUENG_KAN_SINCE: Final = 2554
CENTRES_KNOWN_FOR: Final = 2548

REGIONS: Final[dict[Region, str]] = {
    Region.BANGKOK: "Bangkok, Samut Prakan, Nonthaburi, Pathum Thani, Nakhon Pathom, Samut Sakhon",
    Region.CENTRAL: "Phra Nakhon Si Ayutthaya, Ang Thong, Lop Buri, Sing Buri, Chai Nat, Saraburi",
    Region.EASTERN: ("Chon Buri, Rayong, Chanthaburi, Trat, Chachoengsao, Prachin Buri, Nakhon Nayok, Sa Kaeo"),
    Region.WESTERN: ("Ratchaburi, Kanchanaburi, Suphan Buri, Samut Songkhram, Phetchaburi, Prachuap Khiri Khan"),
    Region.NORTHERN: (
        "Chiang Mai, Lamphun, Lampang, Uttaradit, Phrae, Nan, Phayao, Chiang Rai, Mae Hong Son, Nakhon Sawan, "
        "Uthai Thani, Kamphaeng Phet, Tak, Sukhothai, Phitsanulok, Phichit, Phetchabun"
    ),
    Region.NORTHEASTERN: (
        "Nakhon Ratchasima, Buri Ram, Surin, Si Sa Ket, Ubon Ratchathani, Yasothon, Chaiyaphum, Amnat Charoen, "
        "Bueng Kan, Nong Bua Lam Phu, Khon Kaen, Udon Thani, Loei, Nong Khai, Maha Sarakham, Roi Et, Kalasin, "
        "Sakon Nakhon, Nakhon Phanom, Mukdahan"
    ),
    Region.SOUTHERN: (
        "Nakhon Si Thammarat, Krabi, Phang-nga, Phuket, Surat Thani, Ranong, Chumphon, Songkhla, Satun, Trang, "
        "Phatthalung, Pattani, Yala, Narathiwat"
    ),
}

# Number, seat, provinces read in the report of the JICA study (2548), provinces that wait to be confirmed.
CENTRES: Final[tuple[tuple[int, str, str, str], ...]] = (
    (0, "Bangkok", "", "Bangkok"),
    (1, "Chiang Mai", "Chiang Mai, Chiang Rai, Nan, Phrae, Mae Hong Son, Lampang, Lamphun, Phayao", ""),
    (2, "Phitsanulok", "Uttaradit, Phitsanulok, Sukhothai, Phetchabun", ""),
    (3, "Phichit", "Tak, Kamphaeng Phet, Phichit", "Nakhon Sawan, Uthai Thani"),
    (
        4,
        "Udon Thani",
        "",
        "Udon Thani, Nong Khai, Loei, Nong Bua Lam Phu, Sakon Nakhon, Nakhon Phanom, Bueng Kan",
    ),
    (5, "Khon Kaen", "Khon Kaen", "Kalasin, Maha Sarakham, Roi Et, Yasothon, Mukdahan"),
    (6, "Nakhon Ratchasima", "", "Nakhon Ratchasima, Chaiyaphum"),
    (7, "Ubon Ratchathani", "Buri Ram, Surin, Si Sa Ket, Ubon Ratchathani, Amnat Charoen", ""),
    (
        8,
        "Suphan Buri",
        "Chai Nat, Sing Buri, Ang Thong, Suphan Buri, Phra Nakhon Si Ayutthaya, Kanchanaburi, Nakhon Pathom, "
        "Nonthaburi, Pathum Thani, Samut Sakhon, Samut Songkhram, Ratchaburi, Phetchaburi",
        "Prachuap Khiri Khan",
    ),
    (
        9,
        "Chon Buri",
        "Chon Buri",
        "Rayong, Chanthaburi, Trat, Chachoengsao, Prachin Buri, Nakhon Nayok, Sa Kaeo, Samut Prakan, "
        "Lop Buri, Saraburi",
    ),
    (10, "Surat Thani", "Surat Thani", "Chumphon, Ranong, Nakhon Si Thammarat, Phang-nga, Krabi, Phuket"),
    (11, "Songkhla", "", "Songkhla, Satun, Trang, Phatthalung, Pattani, Yala, Narathiwat"),
)

SECTORS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("food", "อาหาร", "Food", "10"),
    ("beverages", "เครื่องดื่ม", "Beverages", "11"),
    ("textiles", "สิ่งทอ", "Textiles", "13"),
    ("apparel", "เครื่องแต่งกาย", "Wearing apparel", "14"),
    ("leather", "เครื่องหนัง", "Leather", "15"),
    ("wood", "ไม้และไม้ยางพารา", "Wood and rubber wood", "16"),
    ("paper-printing", "กระดาษและการพิมพ์", "Paper and printing", "17–18"),
    ("chemicals", "เคมีภัณฑ์ เครื่องสำอาง และสมุนไพร", "Chemicals, cosmetics and herbs", "20–21"),
    ("rubber-plastics", "ยางและพลาสติก", "Rubber and plastics", "22"),
    ("ceramics-glass", "เซรามิก แก้ว และแร่อโลหะ", "Ceramics, glass and minerals", "23"),
    ("metals", "โลหะและผลิตภัณฑ์โลหะ", "Metals", "24–25"),
    ("electronics", "อิเล็กทรอนิกส์และเครื่องใช้ไฟฟ้า", "Electronics and electrical equipment", "26–27"),
    ("machinery", "เครื่องจักรกลและเครื่องจักรกลการเกษตร", "Machinery and agricultural machinery", "28"),
    ("vehicles", "ยานยนต์และชิ้นส่วน", "Vehicles and parts", "29"),
    ("furniture", "เฟอร์นิเจอร์", "Furniture", "31"),
    ("jewellery-crafts", "อัญมณี เครื่องเงิน และหัตถกรรม", "Jewellery, silver and handicrafts", "32"),
    ("digital", "ดิจิทัลและบริการสร้างสรรค์", "Digital and creative services", "58–63"),
    ("other", "อื่น ๆ", "Other", ""),
)


def _names(line: str) -> list[str]:
    return [name.strip() for name in line.split(",") if name.strip()]


def load_reference(loader: Loader) -> None:
    """Load provinces, centres and sectors; a second call changes nothing.

    What rests on a province that an officer deleted isn't loaded either.
    """
    provinces = _load_provinces(loader)
    _load_centres(loader, provinces)
    for position, (code, name, name_en, divisions) in enumerate(SECTORS, start=1):
        values = {"position": position, "name": name, "name_en": name_en, "tsic_divisions": divisions}
        loader.load(Sector, {"code": code}, values)


def _load_provinces(loader: Loader) -> dict[str, Province]:
    region_of = {name: region.value for region, line in REGIONS.items() for name in _names(line)}
    loaded: dict[str, Province] = {}
    for known in geothai.provinces():
        since = BUENG_KAN_SINCE if known.name_en == "Bueng Kan" else None
        values = {"name": known.name_th, "name_en": known.name_en, "region": region_of[known.name_en], "since": since}
        province = loader.load(Province, {"code": known.code}, values)
        if province is not None:
            loaded[known.name_en] = province
    return loaded


def _load_centres(loader: Loader, provinces: dict[str, Province]) -> None:
    for number, seat, read, unverified in CENTRES:
        if seat not in provinces:
            continue
        centre = loader.load(PromotionCentre, {"number": number}, _centre_values(number, provinces[seat]))
        if centre is None:
            continue
        for line, basis in ((read, CentreProvince.Basis.READ), (unverified, CentreProvince.Basis.UNVERIFIED)):
            for province in [provinces[name] for name in _names(line) if name in provinces]:
                key = {"province": province, "from_year": province.since or CENTRES_KNOWN_FOR}
                loader.load(CentreProvince, key, {"centre": centre, "basis": basis.value})


def _centre_values(number: int, seat: Province) -> dict[str, object]:
    if number == 0:
        return {
            "name": "กรมส่งเสริมอุตสาหกรรม (ส่วนกลาง)",
            "name_en": "Department of Industrial Promotion, headquarters",
            "short_name": "กสอ.",
            "seat": seat,
        }
    return {
        "name": f"ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ {number}",
        "name_en": f"Industrial Promotion Centre {number}",
        "short_name": f"ศภ.{number}",
        "seat": seat,
    }
