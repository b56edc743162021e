"""The page on the history: every statement has its source, every document its anchor."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programmes.models import Milestone, Objective, ReportedFigure, Source
from tests.factories import MilestoneFactory, ReportedFigureFactory

pytestmark = pytest.mark.django_db

ASSUMED = "เอกสารเขียนว่า “ปี” ระบบถือเป็นปีงบประมาณ"


def shown(client: Client) -> str:
    response = client.get("/history/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    "words",
    [
        "10 มิถุนายน 2547",
        "NCC",
        "โครงการศึกษาของ JICA (CSCD)",
        "แนวตั้ง",
        "แนวนอน",
        "สถาบันการเงิน",
        "วางกลยุทธ์ร่วมกัน",
        "มีศักยภาพสูง",
    ],
)
def test_the_story_tells_what_it_must(client: Client, words: str) -> None:
    assert words in shown(client)


@pytest.mark.usefixtures("history")
def test_quotations_stand_whole_and_uncorrected(client: Client) -> None:
    page = shown(client)
    kept = [
        *Milestone.objects.values_list("quotation", flat=True),
        *Objective.objects.values_list("quotation", flat=True),
        *ReportedFigure.objects.exclude(quotation="").values_list("quotation", flat=True),
    ]
    assert kept
    assert [words for words in kept if f">{words}</blockquote>" not in page] == []


@pytest.mark.usefixtures("history")
def test_every_document_has_its_anchor_and_every_link_within_the_page_leads_somewhere(client: Client) -> None:
    page = shown(client)
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    assert {f"source-{code}" for code in Source.objects.values_list("code", flat=True)} <= anchors
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors


@pytest.mark.usefixtures("history")
def test_steps_that_are_not_the_departments_own_words_say_so(client: Client) -> None:
    page = shown(client)
    for step in ("ดำเนินการตามแผน", "ติดตามและประเมินผล"):
        assert re.search(rf"{step} <span[^>]*>รอยืนยัน</span>", page)
    assert "UNIDO" in page


@pytest.mark.usefixtures("history")
def test_a_claim_is_shown_as_a_claim_and_not_as_a_result(client: Client) -> None:
    page = shown(client)
    claim = page.index("คำกล่าวถึงผลของโครงการ")
    assert "คำกล่าวในเอกสาร ไม่ใช่ผลที่วัดได้" in page[claim : claim + 400]


def test_a_plain_year_says_that_it_is_taken_for_the_fiscal_year(client: Client) -> None:
    ReportedFigureFactory.create(source__year_kind="fiscal")
    assert ASSUMED not in shown(client)
    ReportedFigureFactory.create(from_year=2551, source__year_kind="plain")
    assert shown(client).count(ASSUMED) == 1


@pytest.mark.usefixtures("history")
def test_every_year_of_the_departments_page_carries_the_remark(client: Client) -> None:
    page = shown(client)
    for year in ("2546", "2547–2548", "2549", "2550", "2551", "2552", "2553"):
        section = page[page.index(f"<h3>ปีงบประมาณ {year}</h3>") :]
        assert ASSUMED in section[: section.index("</details>")]


@pytest.mark.usefixtures("history")
def test_the_other_readings_stand_marked_beside_the_preferred_one(client: Client) -> None:
    page = shown(client)
    assert [f"การตีความ {reading}</span>" in page for reading in "ABC"] == [True, True, True]
    assert "แสดงประกอบ" in page


def test_an_empty_portal_still_tells_what_a_cluster_is(client: Client) -> None:
    page = shown(client)
    assert "คลัสเตอร์คืออะไร" in page
    assert "ยังไม่มีตัวเลขในระบบ" in page


def test_the_cost_does_not_grow_with_the_rows(client: Client) -> None:
    def add(year: int) -> None:
        ReportedFigureFactory.create(from_year=year)
        MilestoneFactory.create(year=year)

    add(2546)
    with CaptureQueriesContext(connection) as one:
        shown(client)
    for year in range(2547, 2566):
        add(year)
    with CaptureQueriesContext(connection) as twenty:
        shown(client)
    assert len(twenty) == len(one)
