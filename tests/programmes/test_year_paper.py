"""Reports on paper."""

import unicodedata
from io import BytesIO

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.year_report import YearReport
from programmes.reports.years_brief import YearsBrief
from programmes.year_paper import bars_of, brief_as_pdf, year_as_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


def text_of(document: bytes) -> list[str]:
    pages = PdfReader(BytesIO(document)).pages
    return [unicodedata.normalize("NFKC", "".join(page.extract_text().split())) for page in pages]


def written(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(text.split()))


def test_three_years_are_one_page_with_their_sentences() -> None:
    brief = YearsBrief.of(GroupsPerYear.for_span(2550, 2552))
    (page,) = text_of(brief_as_pdf(brief, "ข้อมูลตัวอย่าง"))
    for sentence in brief.sentences:
        assert written(sentence.text) in page
    assert written("ข้อมูลตัวอย่าง") in page
    assert "หน้า1/1" in page


def test_a_reported_year_says_its_sentence_in_either_language() -> None:
    report = YearReport.for_year(2550)
    assert written(report.sentence) in "".join(text_of(year_as_pdf(report)))
    with override("en"):
        assert written("Report of fiscal year 2550") in "".join(text_of(year_as_pdf(report)))


def test_the_longest_bar_is_the_whole_axis_and_an_unknown_number_has_none() -> None:
    assert {name: bar for name, _value, bar in bars_of(YearReport.for_year(2550).line)}["รวม"] == "100.00"
    unknown = bars_of(YearReport.for_year(2546).line)
    assert unknown[0] == ("รวม", None, "")
