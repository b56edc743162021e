import html
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from thai.templatetags.thai import mark_found
from thai.text import search_terms

MOMENT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)


def shown(filters: str, value: Any) -> str:
    return Template("{{ value|" + filters + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("filters", "value", "thai", "english"),
    [
        ("fiscal_year", 2550, "ปีงบประมาณ 2550", "fiscal year 2550"),
        (
            "fiscal_year_long",
            2550,
            "ปีงบประมาณ 2550 (1 ต.ค. 2549 – 30 ก.ย. 2550)",
            "fiscal year 2550 (Oct 2006 – Sep 2007)",
        ),
        ("be_date", date(2026, 11, 22), "22 พ.ย. 2569", "22 Nov 2569 BE"),
        ("be_date", MOMENT, "23 พ.ย. 2569", "23 Nov 2569 BE"),
        ("be_date_long", date(2026, 11, 22), "22 พฤศจิกายน 2569", "22 November 2569 BE"),
        ("be_datetime", MOMENT, "23 พ.ย. 2569 00:30 น.", "23 Nov 2569 BE 00:30"),
    ],
)
def test_years_and_dates_are_shown_in_the_language_of_the_page(
    filters: str, value: Any, thai: str, english: str
) -> None:
    assert shown(filters, value) == thai
    with translation.override("en"):
        assert shown(filters, value) == english


@pytest.mark.parametrize(
    ("filters", "value", "written"),
    [
        ("thai_number", 0, "0"),
        ("thai_number", 1234567, "1,234,567"),
        ("thai_number", -1234, "-1,234"),
        ("thai_number", Decimal("1234.50"), "1,234.5"),
        ("thai_number", Decimal("100"), "100"),
        ("thai_number", Decimal("1E+3"), "1,000"),
        ("thai_number", 0.1, "0.1"),
        ("thai_number:2", Decimal("1234.5"), "1,234.50"),
        ("thai_number:0", Decimal("1234.5"), "1,234"),
    ],
)
def test_numbers_have_commas_and_the_decimals_that_they_need(filters: str, value: Any, written: str) -> None:
    assert shown(filters, value) == written


@pytest.mark.parametrize("missing", [None, ""])
@pytest.mark.parametrize(
    "name", ["fiscal_year", "fiscal_year_long", "be_date", "be_date_long", "be_datetime", "thai_number"]
)
def test_what_is_missing_is_shown_as_nothing(name: str, missing: Any) -> None:
    assert shown(name, missing) == ""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Bangkok Post", "Bangkok Post"),
        ("ประวัติความเป็นมา", '<span lang="th">ประวัติความเป็นมา</span>'),
        ("25 พ.ค. 2550", '<span lang="th">25 พ.ค. 2550</span>'),
        (
            "กสอ. จัดงาน CLUSTER DAY ที่ 2",
            '<span lang="th">กสอ. จัดงาน</span> CLUSTER DAY <span lang="th">ที่ 2</span>',
        ),
        ("SMEs & 'ผ้าไหม'", 'SMEs &amp; &#x27;<span lang="th">ผ้าไหม</span>&#x27;'),
        ("<b>ไทย</b>", '&lt;b&gt;<span lang="th">ไทย</span>&lt;/b&gt;'),
        (None, ""),
    ],
)
def test_thai_in_a_text_is_marked_on_a_page_of_another_language(text: str | None, marked: str) -> None:
    with translation.override("en"):
        assert shown("mark_thai", text) == marked


def test_thai_needs_no_mark_on_a_thai_page() -> None:
    assert shown("mark_thai", "<ประวัติ> 2550") == "&lt;ประวัติ&gt; 2550"


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("กลุ่มผ้าไหม", "ไหม", "กลุ่มผ้า<mark>ไหม</mark>"),
        ("<script>&ไหม", "<script>", "<mark>&lt;script&gt;</mark>&amp;ไหม"),
        ("a < b ไหม", "ไหม", "a &lt; b <mark>ไหม</mark>"),
        (None, "ไหม", ""),
    ],
)
def test_what_was_sought_is_marked_and_never_code(text: str | None, query: str, shown: str) -> None:
    assert mark_found(text, search_terms(query)) == shown


@given(st.text(), st.text(max_size=5))
def test_marking_adds_marks_and_nothing_else(text: str, query: str) -> None:
    shown = str(mark_found(text, search_terms(query)))
    assert html.unescape(re.sub("</?mark>", "", shown)) == text
