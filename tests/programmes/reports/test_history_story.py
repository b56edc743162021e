"""The history as documents tell it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from clusters.models import Cluster
from programmes.models import Milestone, Participation
from programmes.reports.history_story import HistoryStory
from tests.factories import (
    MilestoneFactory,
    ObjectiveFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_events_stand_by_year_and_day_on_every_database() -> None:
    MilestoneFactory.create(title="ไม่มีปี", year=None)
    MilestoneFactory.create(title="ทั้งปี", year=2547)
    MilestoneFactory.create(title="วันหนึ่ง", year=2547, day=date(2004, 6, 10))
    MilestoneFactory.create(title="ก่อน", year=2546)
    assert [event.title for event in HistoryStory.of_programme().events] == ["ก่อน", "วันหนึ่ง", "ทั้งปี", "ไม่มีปี"]


def test_a_claim_is_no_event() -> None:
    MilestoneFactory.create(title="เข้มแข็ง", kind=Milestone.Kind.CLAIM)
    story = HistoryStory.of_programme()
    assert (story.events, [claim.title for claim in story.claims]) == ((), ["เข้มแข็ง"])


def test_figures_from_the_same_words_stand_together_in_their_year() -> None:
    source = SourceFactory.create()
    for measure in ("continued", "new", "total"):
        ReportedFigureFactory.create(measure=measure, source=source, quotation="รวมเป็น 27 กลุ่ม")
    ReportedFigureFactory.create(quotation="22 กลุ่ม", value=22)
    ReportedFigureFactory.create(from_year=2547, to_year=2548, value=3)
    story = HistoryStory.of_programme()
    assert [year.years for year in story.years] == ["2547–2548", "2550"]
    assert [len(statement.figures) for statement in story.years[1].statements] == [3, 1]


def test_a_draft_is_no_pilot_that_the_public_sees() -> None:
    participation = ParticipationFactory.create(entry=Participation.Entry.PILOT)
    ParticipationFactory.create(entry=Participation.Entry.PILOT, cluster__state=Cluster.State.DRAFT)
    assert [pilot.name for pilot in HistoryStory.of_programme().pilots] == [participation.cluster.name]


@pytest.mark.usefixtures("history")
def test_the_loaded_history_is_told_whole() -> None:
    story = HistoryStory.of_programme()
    assert [year.years for year in story.years] == [
        "2546", "2547–2548", "2549", "2550", "2551", "2552", "2553", "2554", "2555", "2564", "2565",
    ]  # fmt: skip
    assert [event.years or event.day for event in story.events] == ["2546", "2547", "2547–2548"]
    assert (len(story.objectives), len(story.claims), len(story.pilots), len(story.documents)) == (4, 1, 3, 9)
    shown = (story.department_page, story.study, story.steps_page, story.cluster_mapping)
    assert [source and source.code for source in shown] == ["H", "J", "S", "M"]


def test_an_absent_document_is_none() -> None:
    assert HistoryStory.of_programme().department_page is None


@pytest.mark.usefixtures("history")
def test_the_story_is_english_on_english_pages() -> None:
    with override("en"):
        story = HistoryStory.of_programme()
    assert story.events[1].title == "Memorandum of understanding"
    assert story.objectives[0].text.startswith("Small and medium enterprises")


def test_the_cost_is_five_queries_whatever_the_number_of_rows() -> None:
    for number in range(20):
        MilestoneFactory.create()
        ObjectiveFactory.create()
        ReportedFigureFactory.create(from_year=2546 + number)
        ParticipationFactory.create(entry=Participation.Entry.PILOT)
    with CaptureQueriesContext(connection) as queries:
        HistoryStory.of_programme()
    assert len(queries) == 5
