import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thai.words import IN_ORDER
from thai.text import normalise, plain_digits, search_key, search_terms, sort_key

NIKHAHIT, AA, AM, THO = "\u0e4d", "\u0e32", "\u0e33", "\u0e49"
thai_text = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from("aB1 -\u200b\u0301"))


@pytest.mark.parametrize(
    "written",
    [f"น{THO}{AM}", f"น{AM}{THO}", f"น{NIKHAHIT}{THO}{AA}", f"น{THO}{NIKHAHIT}{AA}", f"น{NIKHAHIT}{AA}{THO}",
     f"น{THO}{THO}{AM}", f"น\u200b{THO}\ufeff{AM}"],
)  # fmt: skip
def test_every_encoding_of_water_becomes_one(written: str) -> None:
    assert normalise(written) == f"น{THO}{AM}"
    assert search_key(written) == search_key("น้ำ")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("กุ\u0e49ง", "กุ้ง"),
        ("ก\u0e49ุง", "กุ้ง"),
        ("ท\u0e35\u0e48", "ที่"),
        ("ท\u0e48\u0e35", "ที่"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("ก\u0e32\u0e48", "ก่า"),
        ("เเม่", "แม่"),
        ("๑๒๓๔๕๖๗๘๙๐", "1234567890"),
        ("ＡＢＣ　ﬁ", "ABC fi"),
        ("  ผ้าไหม \u00a0\n\t ขอนแก่น ", "ผ้าไหม ขอนแก่น"),
        ("a\0b\x07c\u00add\u200be\u202ef\u2066g\ufeffh\u034fi\ufe0fj\ud800k", "abcdefghijk"),
        ("\u200b \0", ""),
    ],
)
def test_text_has_one_form(written: str, normal: str) -> None:
    assert normalise(written) == normal


@given(st.text() | thai_text)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\0" not in once
    assert once == once.strip()


@given(st.text() | thai_text)
def test_a_key_of_the_normal_form_is_the_key_of_the_text(text: str) -> None:
    assert search_key(normalise(text)) == search_key(text)
    assert sort_key(normalise(text)) == sort_key(text)


def test_digits_alone_are_made_plain() -> None:
    assert plain_digits("/years/๒๕๕๐/ ก\u200b") == "/years/2550/ ก\u200b"


@pytest.mark.parametrize(
    ("one", "other"),
    [("ข้าว", "ขาว"), ("ผ้าไหม", "ผาใหม่".replace("ใ", "ไ")), ("ซอฟต์แวร์", "ซอฟตแวร"), ("เก็บ", "เกบ"),
     ("ฤๅษี", "ฤาษี"), ("SME ไทย", "sme ไทย"), ("๕ ดาว", "5 ดาว"), ("STRASSE", "straße")],
)  # fmt: skip
def test_what_people_leave_out_or_mistake_has_the_same_search_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("นำ", "นา"), ("กิน", "กีน"), ("ไทย", "ใทย"), ("กัน", "กน"), ("แม", "เม")])
def test_different_vowels_have_different_search_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_names_stand_on_lines_of_their_own_and_empty_ones_are_left_out() -> None:
    assert search_key("ผ้าไหม\nก", "", " ", "Silk") == "ผาไหม ก\nsilk"


def test_a_search_key_has_no_mark_that_would_break_a_trigram() -> None:
    signs = "".join(chr(code) for code in range(0x0E01, 0x0E4F))
    assert not set("็่้๊๋์๎ฺำๅ") & set(search_key(signs))
    assert search_key("ผ้าไหม น้ำ") == "ผาไหม นํา"


@pytest.mark.parametrize(
    ("query", "length", "prefix_only"),
    [
        ("", 0, False),
        ("ก", 1, True),
        ("ก้า", 2, True),
        ("กาง", 3, False),
        ("น้ำ", 3, False),
        ("้", 0, False),
        (" ก ", 1, True),
    ],
)
def test_one_or_two_signs_are_a_prefix(query: str, length: int, prefix_only: bool) -> None:
    terms = search_terms(query)
    assert (len(terms.key), terms.prefix_only) == (length, prefix_only)


def test_sort_keys_give_the_order_of_a_thai_dictionary() -> None:
    shuffled = random.Random(2550).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311  # a shuffle, no secret
    keys = [sort_key(word) for word in IN_ORDER]
    assert len(IN_ORDER) > 600
    assert sorted(map(sort_key, shuffled)) == keys
    assert len(set(keys)) > 600


@pytest.mark.parametrize(
    "in_order",
    [
        ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า"],
        ["ขาว", "ข่าว", "ข้าว"],
        ["ไถ", "ไถ่", "ไท", "ไทย"],
        ["กก", "กา", "กำ", "กิน", "เก", "แก", "โก", "ไก่", "ขา"],
        ["$", "1", "10", "2", "ก", "ฮ", "a", "A", "b", "é", "z", "ж", "中"],
        ["ร", "ฤ", "ฤาษี", "ล", "ฦ", "ว"],
    ],
)
def test_each_sort_key_is_lower_than_the_next(in_order: list[str]) -> None:
    assert all(sort_key(one) < sort_key(next_one) for one, next_one in pairwise(in_order))


@pytest.mark.parametrize(("one", "other"), [("ผ้าไหม ขอนแก่น", "ผ้าไหม-ขอนแก่น"), ("กรุงเทพฯ", "กรุงเทพ"), ("๑", "1")])
def test_spaces_and_punctuation_do_not_count_in_the_order(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.text() | thai_text)
def test_a_sort_key_can_be_stored_on_both_databases(text: str) -> None:
    key = sort_key(text)
    assert "\0" not in key
    assert key.encode().decode() == key
