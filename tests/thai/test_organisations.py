"""Names of organisations: two spellings of one name are recognised, two names are kept apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thai.words import IN_ORDER
from thai.organisations import identity_name

SILK = identity_name("ไหมไทย")

FORMS = ("บริษัท", "ห้าง", "จำกัด", "มหาชน", "วิสาหกิจ", "สำนักงาน", ".")
WORD = st.sampled_from([word for word in IN_ORDER if not any(form in word for form in FORMS) and "ก" <= word[0] <= "๎"])
BEFORE = st.sampled_from(["", "บริษัท", "บริษัท ", "บจก. ", "บจก.", "หจก.", "ห้างหุ้นส่วนจำกัด ", "บ. ", "บมจ. "])
BEHIND = st.sampled_from(["", " จำกัด", "จำกัด", " จำกัด (มหาชน)", " (สำนักงานใหญ่)", " Co., Ltd.", " บจก."])


@pytest.mark.parametrize(
    "name",
    [
        "บริษัท ไหมไทย จำกัด",
        "บริษัทไหมไทยจำกัด (มหาชน)",
        "บริษัท  ไหม–ไทย  จำกัด (สำนักงานใหญ่)",
        "บจก.ไหมไทย",
        "บ.ไหมไทย จก.",
        "บจ. ไหมไทย",
        "ไหมไทย บจก.",
        "บมจ. ไหมไทย",
        "หจก.ไหมไทย",
        "ห้างหุ้นส่วน จำกัด ไหมไทย",
        "กลุ่มวิสาหกิจชุมชนไหมไทย",
    ],
)
def test_thai_legal_forms_do_not_count(name: str) -> None:
    assert identity_name(name) == SILK


@pytest.mark.parametrize(
    "name",
    [
        "Thai Silk Co., Ltd.",
        "THAI SILK COMPANY LIMITED",
        "Thai-Silk Co.Ltd.",
        "Thai Silk P.C.L.",
        "Thai Silk (Public) Company Limited",
        "Thai Silk Ltd., Part.",
    ],
)
def test_english_legal_forms_do_not_count(name: str) -> None:
    assert identity_name(name) == "thaisilk"


def test_a_form_inside_a_word_counts() -> None:
    assert identity_name("Zinc Unlimited") == "zincunlimited"
    assert identity_name("Public Relations Co., Ltd.") == "publicrelations"
    assert identity_name("ไหมบริษัททอง") == "ไหมบริษัททอง"


def test_tone_marks_and_the_encoding_do_not_count() -> None:
    assert identity_name("บริษัท น้ำทิพย์ จำกัด") == identity_name(unicodedata.normalize("NFKD", "บจก. นำทิพย"))


def test_the_country_in_a_name_counts() -> None:
    assert identity_name("บริษัท ไหม (ประเทศไทย) จำกัด") != identity_name("บริษัท ไหม จำกัด")


@pytest.mark.parametrize("name", ["บริษัท จำกัด", "Co., Ltd.", "บจก."])
def test_a_name_of_legal_forms_alone_keeps_them(name: str) -> None:
    assert identity_name(name)


@given(BEFORE, st.lists(WORD, min_size=2, max_size=4), BEHIND)
def test_whatever_stands_around_a_name_it_stays_the_same(before: str, words: list[str], behind: str) -> None:
    assert identity_name(before + "".join(words) + behind) == identity_name(" ".join(words))


@given(st.text(max_size=60))
def test_any_text_has_an_identity_that_is_one_word(name: str) -> None:
    assert not any(sign.isspace() for sign in identity_name(name))
