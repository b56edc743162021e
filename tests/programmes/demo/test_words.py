"""Names that are plainly invented, another one for each number."""

from clusters.reference import SECTORS
from members.models import Organisation, Support
from programmes.demo.words import read_words

WORDS = read_words()
ROOTS = ("สมมุติ", "จำลอง", "ตัวอย่าง", "ทดลอง", "เนรมิต", "นิยาย", "มโนภาพ", "สาธิต")


def test_no_brand_is_given_twice() -> None:
    brands = [WORDS.brand(number) for number in range(5000)]
    assert len({thai for thai, _english in brands}) == len({english for _thai, english in brands}) == 5000


def test_every_name_says_that_it_is_invented() -> None:
    assert all(thai.startswith(ROOTS) for thai, _english in map(WORDS.brand, range(1000)))
    assert all(surname.startswith(ROOTS) for surname, _english in WORDS.surnames)
    assert WORDS.person(0) == ("นายสมชาย สมมุติวงศ์", "Somchai Sommutwong")
    assert len({WORDS.person(number) for number in range(300)}) == 300


def test_every_sector_has_products_and_every_kind_of_partner_a_name_and_services() -> None:
    assert set(WORDS.products) == {code for code, *_rest in SECTORS}
    enterprises = {"enterprise", "community_enterprise", "cooperative", "sole_trader", "unknown"}
    assert set(WORDS.partners) == set(Organisation.Kind.values) - enterprises
    services = {service for names in WORDS.partners.values() for name in names for service in name.services}
    assert services == set(Support.Service.values)
