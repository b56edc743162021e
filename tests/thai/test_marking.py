"""What was sought is marked in the text as it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.thai.words import IN_ORDER
from thai.marking import found_in
from thai.text import search_key, search_terms

thai_text = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from("aB1 -<\u200b\u0301"))


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in found_in(text, search_terms(query))]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("กลุ่มผ้าไหมขอนแก่น", "ผ้าไหม", ["ผ้าไหม"]),
        ("กลุ่มผ้าไหมขอนแก่น", "ผาไหม", ["ผ้าไหม"]),
        ("น้ำปลาน้ำดี", "น้ำ", ["น้ำ", "น้ำ"]),
        ("น้ำปลาน้ำดี", "นํ้าปลา", ["น้ำปลา"]),
        ("OTOP Silk 2550", "silk ๒๕๕๐", ["Silk 2550"]),
        ("ผ้า   ไหม", "ผ้า ไหม", ["ผ้า   ไหม"]),
        ("เเม่แจ่ม", "แม่แจ่ม", ["เเม่แจ่ม"]),
        ("สิทธิ์ไทย", "สิทธิ", ["สิทธิ์"]),
        ("<script>ไหม</script>", "<script>", ["<script>"]),
        ("ผ้าไหมผ้า", "ผ้", ["ผ้"]),
        ("คลุมผ้า", "ผ้", []),
        ("ผ้าไหม", "เซรามิก", []),
        ("ผ้าไหม", "", []),
        ("ผ้าไหม", "่้", []),
    ],
)
def test_what_was_sought_is_marked_whatever_its_marks_and_digits(text: str, query: str, expected: list[str]) -> None:
    assert marked(text, query) == expected


@given(st.text() | thai_text, st.text() | thai_text)
def test_what_is_marked_holds_the_query_and_stretches_follow_each_other(text: str, query: str) -> None:
    end = 0
    for start, stop in found_in(text, search_terms(query)):
        assert end <= start < stop
        assert search_terms(query).key in search_key(text[start:stop])
        end = stop


@given(st.sampled_from(IN_ORDER), st.sampled_from(IN_ORDER), st.sampled_from(IN_ORDER))
def test_a_word_is_found_between_others(before: str, word: str, behind: str) -> None:
    terms = search_terms(word)
    if not terms.prefix_only and terms.key:
        assert found_in(f"{before} {word} {behind}", terms)
