"""Reference data against the programme's documents: provinces, regions, centres and sectors."""

from collections import Counter
from typing import Final

import pytest

from clusters.models import CentreProvince, PromotionCentre, Province, Sector
from clusters.reference import load_reference
from records.history import written_by
from records.loading import Loader, Tally
from tests.factories import UserFactory
from tests.snapshot import put_reference

pytestmark = pytest.mark.django_db

# Centre: seat, provinces read in the report of 2548, provinces that wait to be confirmed.
RESPONSIBILITIES: Final = {
    0: ("Bangkok", set(), {"Bangkok"}),
    1: (
        "Chiang Mai",
        {"Chiang Mai", "Chiang Rai", "Nan", "Phrae", "Mae Hong Son", "Lampang", "Lamphun", "Phayao"},
        set(),
    ),
    2: ("Phitsanulok", {"Uttaradit", "Phitsanulok", "Sukhothai", "Phetchabun"}, set()),
    3: ("Phichit", {"Tak", "Kamphaeng Phet", "Phichit"}, {"Nakhon Sawan", "Uthai Thani"}),
    4: (
        "Udon Thani",
        set(),
        {"Udon Thani", "Nong Khai", "Loei", "Nong Bua Lam Phu", "Sakon Nakhon", "Nakhon Phanom", "Bueng Kan"},
    ),
    5: ("Khon Kaen", {"Khon Kaen"}, {"Kalasin", "Maha Sarakham", "Roi Et", "Yasothon", "Mukdahan"}),
    6: ("Nakhon Ratchasima", set(), {"Nakhon Ratchasima", "Chaiyaphum"}),
    7: ("Ubon Ratchathani", {"Buri Ram", "Surin", "Si Sa Ket", "Ubon Ratchathani", "Amnat Charoen"}, set()),
    8: (
        "Suphan Buri",
        {
            "Chai Nat", "Sing Buri", "Ang Thong", "Suphan Buri", "Phra Nakhon Si Ayutthaya", "Kanchanaburi",
            "Nakhon Pathom", "Nonthaburi", "Pathum Thani", "Samut Sakhon", "Samut Songkhram", "Ratchaburi",
            "Phetchaburi",
        },
        {"Prachuap Khiri Khan"},
    ),
    9: (
        "Chon Buri",
        {"Chon Buri"},
        {
            "Rayong", "Chanthaburi", "Trat", "Chachoengsao", "Prachin Buri", "Nakhon Nayok", "Sa Kaeo",
            "Samut Prakan", "Lop Buri", "Saraburi",
        },
    ),
    10: (
        "Surat Thani",
        {"Surat Thani"},
        {"Chumphon", "Ranong", "Nakhon Si Thammarat", "Phang-nga", "Krabi", "Phuket"},
    ),
    11: ("Songkhla", set(), {"Songkhla", "Satun", "Trang", "Phatthalung", "Pattani", "Yala", "Narathiwat"}),
}  # fmt: skip
SECTORS: Final = [
    ("Food", "10"),
    ("Beverages", "11"),
    ("Textiles", "13"),
    ("Wearing apparel", "14"),
    ("Leather", "15"),
    ("Wood and rubber wood", "16"),
    ("Paper and printing", "17–18"),
    ("Chemicals, cosmetics and herbs", "20–21"),
    ("Rubber and plastics", "22"),
    ("Ceramics, glass and minerals", "23"),
    ("Metals", "24–25"),
    ("Electronics and electrical equipment", "26–27"),
    ("Machinery and agricultural machinery", "28"),
    ("Vehicles and parts", "29"),
    ("Furniture", "31"),
    ("Jewellery, silver and handicrafts", "32"),
    ("Digital and creative services", "58–63"),
    ("Other", ""),
]


def load() -> Tally:
    loader = Loader("reference of a test")
    load_reference(loader)
    return loader.tally


@pytest.fixture(autouse=True)
def loaded() -> None:
    put_reference()


def test_there_are_77_provinces_in_seven_regions() -> None:
    assert Counter(Province.objects.values_list("region", flat=True)) == {
        "bangkok": 6,
        "central": 6,
        "eastern": 8,
        "western": 6,
        "northern": 17,
        "northeastern": 20,
        "southern": 14,
    }


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("bangkok", {"Bangkok", "Samut Prakan", "Nonthaburi", "Pathum Thani", "Nakhon Pathom", "Samut Sakhon"}),
        ("central", {"Phra Nakhon Si Ayutthaya", "Ang Thong", "Lop Buri", "Sing Buri", "Chai Nat", "Saraburi"}),
    ],
)
def test_regions_are_those_of_the_national_statistics(region: str, names: set[str]) -> None:
    assert set(Province.objects.filter(region=region).values_list("name_en", flat=True)) == names


def test_bueng_kan_exists_since_2554() -> None:
    assert Province.objects.existing_in(2553).count() == 76
    assert Province.objects.existing_in(2554).count() == 77
    assert Province.objects.get(since__isnull=False).name == "บึงกาฬ"
    assert CentreProvince.objects.get(province__name="บึงกาฬ").from_year == 2554


def test_there_are_eleven_centres_and_headquarters() -> None:
    seats = dict(PromotionCentre.objects.values_list("number", "seat__name_en"))
    assert seats == {number: seat for number, (seat, _, _) in RESPONSIBILITIES.items()}
    assert PromotionCentre.objects.get(number=1).name == "ศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 1"
    assert PromotionCentre.objects.get(number=1).short_name == "ศภ.1"


@pytest.mark.parametrize("number", RESPONSIBILITIES)
def test_a_centre_looks_after_the_provinces_that_documents_give_it(number: int) -> None:
    _, read, unverified = RESPONSIBILITIES[number]
    rows = CentreProvince.objects.filter(centre__number=number).values_list("province__name_en", "basis")
    assert set(rows) == {(name, "read") for name in read} | {(name, "unverified") for name in unverified}


def test_every_province_is_under_exactly_one_centre() -> None:
    held = Counter(CentreProvince.objects.values_list("province_id", flat=True))
    assert set(held.values()) == {1}
    assert len(held) == 77


def test_responsibilities_are_known_for_2548_and_open_to_change() -> None:
    years = set(CentreProvince.objects.exclude(province__name="บึงกาฬ").values_list("from_year", "to_year"))
    assert years == {(2548, None)}


def test_sectors_stand_in_order_with_their_divisions() -> None:
    assert list(Sector.objects.values_list("name_en", "tsic_divisions")) == SECTORS
    assert set(Sector.objects.values_list("tsic_edition", flat=True)) == {2552}


def test_a_second_load_changes_nothing() -> None:
    again = load()
    assert again.counts["unchanged"] == 77 + 12 + 77 + 18
    assert again.wrote == 0


def test_what_an_officer_corrected_is_kept() -> None:
    row = CentreProvince.objects.get(province__name_en="Kalasin")
    row.basis = CentreProvince.Basis.READ
    with written_by(UserFactory.create(), reason="หนังสือของศูนย์"):
        row.save()
    assert load().counts["kept"] == 1
    row.refresh_from_db()
    assert row.basis == "read"
