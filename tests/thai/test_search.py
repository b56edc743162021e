"""Searching and sorting through the real database, which must answer alike on SQLite and PostgreSQL."""

import unicodedata
from collections.abc import Callable
from itertools import combinations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.thai.sample import Sample
from tests.thai.words import IN_ORDER
from thai.text import SHORTEST_SUBSTRING, search_filter, search_key, search_terms, sort_key

pytestmark = pytest.mark.usefixtures("sample_table")

TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ENCODINGS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "decomposed": lambda text: unicodedata.normalize("NFKD", text),
    "tone before nikhahit": lambda text: text.replace("ำ", "\u0e4d\u0e32"),
    "tone after nikhahit": lambda text: text.replace("้ำ", "\u0e4d\u0e49\u0e32"),
    "without tone marks": lambda text: text.translate(dict.fromkeys(map(ord, "่้๊๋"))),
    "Thai digits": lambda text: text.translate(TO_THAI_DIGITS),
    "upper case": str.upper,
    "lower case": str.lower,
    "with invisible signs": "\u200b".join,
}
NAMES = [*IN_ORDER, "น้ำปลาน้ำดี 2550", "กลุ่มน้ำตาลทราย ๔ ดาว", "100% Cotton_Silk \\ ผ้าไหม"]
KEYS = {name: search_key(name) for name in NAMES}


@pytest.fixture
def named_rows(sample_table: None) -> None:
    Sample.objects.bulk_create(Sample(name=name) for name in NAMES)


def parts(text: str) -> set[str]:
    """Return every substring of ``text`` that is searched for as one, of those with the same key only one."""
    spans = combinations(range(len(text) + 1), 2)
    keys = {search_key(part): part for start, end in spans if (part := text[start:end])}
    return {part for key, part in keys.items() if len(key) >= SHORTEST_SUBSTRING}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), encoding=st.sampled_from(sorted(ENCODINGS)))
def test_a_name_is_found_by_every_part_of_it_in_every_encoding(named_rows: None, name: str, encoding: str) -> None:
    row = Sample.objects.filter(name=name)
    missed = [part for part in parts(ENCODINGS[encoding](name)) if not row.filter(search_filter(part)).exists()]
    assert missed == []


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), encoding=st.sampled_from(sorted(ENCODINGS)))
def test_one_or_two_signs_find_just_the_names_that_begin_with_them(named_rows: None, name: str, encoding: str) -> None:
    written = ENCODINGS[encoding](name)
    beginnings = (written[:end] for end in range(1, len(written)))
    for query in (beginning for beginning in beginnings if search_terms(beginning).prefix_only):
        found = set(Sample.objects.filter(search_filter(query, code_field=None)).values_list("name", flat=True))
        begin_alike = {other for other, key in KEYS.items() if key.startswith(search_key(query))}
        assert name in found
        assert found == begin_alike


def names_found(query: str) -> list[str]:
    return sorted(Sample.objects.filter(search_filter(query)).values_list("name", flat=True))


def test_short_queries_look_at_the_beginning_of_each_name_and_of_the_code() -> None:
    Sample.objects.create(name="ผ้าไหม", name_en="Silk", code="C0001")
    Sample.objects.create(name="กผ้า", name_en="Basilica", code="D0001")
    assert names_found("ผ") == ["ผ้าไหม"]
    assert names_found("SI") == ["ผ้าไหม"]
    assert names_found("c0") == ["ผ้าไหม"]
    assert names_found("ไห") == []
    assert names_found("sil") == ["กผ้า", "ผ้าไหม"]


def test_tone_marks_are_ignored_in_a_search() -> None:
    Sample.objects.create(name="ฆ้องวง")
    assert names_found("ฆองวง") == names_found("ฆ่องวง") == ["ฆ้องวง"]


@pytest.mark.parametrize("query", ["%%%", "___", "\\\\\\", "a_c", "%กข"])
def test_signs_of_the_database_are_searched_as_they_are(query: str) -> None:
    Sample.objects.create(name="abcกข")
    assert names_found(query) == []


def test_a_blank_query_keeps_all_and_one_of_tone_marks_alone_none() -> None:
    Sample.objects.create(name="ก")
    assert names_found(" \u200b\0") == ["ก"]
    assert names_found("้้") == []


@pytest.mark.parametrize("query", ["ก\0ขค", "\0", "²", "\ud800กขค", "ก" * 5000, "😀😀😀", "'; --"])
def test_odd_queries_are_answered(query: str) -> None:
    assert names_found(query) == []


def test_names_sort_alike_in_every_locale_of_the_database() -> None:
    words = sorted(IN_ORDER, key=lambda word: word[::-1])
    Sample.objects.bulk_create(Sample(name=word) for word in words)
    found = Sample.objects.order_by("sort_key").values_list("name", flat=True)
    assert [sort_key(name) for name in found] == [sort_key(word) for word in IN_ORDER]


def test_the_sort_key_has_byte_order_on_both_databases() -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, Sample._meta.db_table)
    collation = next(column.collation for column in columns if column.name == "sort_key")
    assert collation == ("C" if connection.vendor == "postgresql" else None)
