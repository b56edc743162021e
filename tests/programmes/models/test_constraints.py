"""Each rule of a row about the programme: the database refuses, and a form says why."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

import pytest

from programmes.models import Funder, LockRequest, Participation, ReportedFigure
from programmes.models.rounds import locks_turned
from tests.factories import (
    ClusterFactory,
    DepartmentFactory,
    FunderFactory,
    MilestoneFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    RoundFactory,
    SourceFactory,
    SuperuserFactory,
)
from tests.programmes.models.edition_refusals import REFUSALS as EDITION_REFUSALS
from tests.programmes.models.result_refusals import RESULT_REFUSALS
from tests.refusals import Refusal, assert_each_has_its_refusal, assert_each_is_a_sentence

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture(autouse=True)
def locks_may_be_turned() -> Iterator[None]:
    """What the database says of the locks is asked past the rule that two people turn them."""
    with locks_turned():
        yield


def figure(**values: object) -> ReportedFigure:
    return ReportedFigureFactory.build(source=SourceFactory.create(), **values)


def revision_twice() -> ReportedFigure:
    first = ReportedFigureFactory.create()
    return figure(key=first.key)


def second_department() -> Funder:
    DepartmentFactory.create()
    return FunderFactory.build(is_department=True)


def participation(**values: object) -> Participation:
    given = {"cluster": ClusterFactory.create(), "round": RoundFactory.create(), "funder": None}
    return ParticipationFactory.build(**{**given, **values})


def participation_twice() -> Participation:
    first = ParticipationFactory.create()
    return participation(cluster=first.cluster, round=first.round)


def request(**values: Any) -> LockRequest:
    given = {"round": RoundFactory.create(), "lock": "results", "action": "close", "reason": "ครบแล้ว", "asked_at": NOW}
    return LockRequest(**{**given, "asked_by": SuperuserFactory.create(), **values})


def decided(state: str) -> LockRequest:
    """A request whose state was decided by the person who asked."""
    one = SuperuserFactory.create()
    return request(asked_by=one, state=state, decided_by=one, decided_at=NOW)


def request_twice() -> LockRequest:
    first = request()
    first.save()
    return request(round=first.round)


REFUSALS: Final = (
    Refusal(
        "figure_years_are_fiscal_years",
        lambda: figure(from_year=2007, to_year=2550),
        "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700",
    ),
    Refusal(
        "figure_years_are_ordered",
        lambda: figure(from_year=2550, to_year=2549),
        "ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม",
    ),
    Refusal("figure_scope_is_known", lambda: figure(scope="moon", scope_basis="stated"), "ไม่มีขอบเขตแหล่งงบนี้"),
    Refusal("figure_bases_are_known", lambda: figure(year_basis="dreamt"), "ไม่มีที่มาแบบนี้"),
    Refusal("figure_bases_are_known", lambda: figure(scope="department", scope_basis="dreamt"), "ไม่มีที่มาแบบนี้"),
    Refusal("figure_qualifier_is_known", lambda: figure(qualifier="about"), "ไม่มีความหมายของค่านี้"),
    Refusal("figure_confidence_is_known", lambda: figure(confidence="none"), "ไม่มีความเชื่อมั่นระดับนี้"),
    Refusal(
        "source_title_is_thai_or_english", lambda: SourceFactory.build(title_language="fr"), "ภาษาของชื่อเป็นไทยหรืออังกฤษ"
    ),
    Refusal("source_meaning_of_year_is_known", lambda: SourceFactory.build(year_kind="lunar"), "ไม่มีความหมายของปีนี้"),
    Refusal("participation_outcome_is_known", lambda: participation(outcome="vanished"), "ไม่มีผลเมื่อออกจากโครงการนี้"),
    Refusal("one_waiting_request_for_a_lock", request_twice, "มีคำขอที่รออนุมัติอยู่แล้ว"),
    Refusal("lock_request_says_what", lambda: request(lock="everything"), "ไม่มีคำขอแบบนี้"),
    Refusal("lock_request_says_what", lambda: request(action="burn"), "ไม่มีคำขอแบบนี้"),
    Refusal("lock_request_has_a_reason", lambda: request(reason=""), "กรุณาระบุเหตุผล"),
    Refusal("lock_request_is_decided_by_another", lambda: decided("approved"), "ผู้ขออนุมัติคำขอของตนเองไม่ได้"),
    Refusal("lock_request_is_decided_by_another", lambda: decided("refused"), "ผู้ขออนุมัติคำขอของตนเองไม่ได้"),
    Refusal("lock_request_is_decided_by_another", lambda: decided("waiting"), "ผู้ขออนุมัติคำขอของตนเองไม่ได้"),
    Refusal("lock_request_is_decided_by_another", lambda: request(state="approved"), "ผู้ขออนุมัติคำขอของตนเองไม่ได้"),
    Refusal("figure_is_not_negative", lambda: figure(value=Decimal(-1)), "ค่าต้องไม่ติดลบ"),
    Refusal(
        "figure_unit_fits_its_measure",
        lambda: figure(unit="baht"),
        "หน่วยนับไม่ตรงกับสิ่งที่นับ",
    ),
    Refusal(
        "figure_of_another_funder_names_it",
        lambda: figure(scope="funder", scope_basis="stated"),
        "ขอบเขต “งบหน่วยงานอื่น” ต้องระบุหน่วยงานเจ้าของงบ และขอบเขตอื่นต้องไม่ระบุ",
    ),
    Refusal(
        "figure_of_another_funder_names_it",
        lambda: figure(scope="department", scope_basis="stated", funder=FunderFactory.create()),
        "ขอบเขต “งบหน่วยงานอื่น” ต้องระบุหน่วยงานเจ้าของงบ และขอบเขตอื่นต้องไม่ระบุ",
    ),
    Refusal(
        "external_figure_has_another_funder",
        lambda: figure(measure="external", unit="groups"),
        "กลุ่มที่ใช้งบหน่วยงานอื่น ต้องมีขอบเขตเป็นงบหน่วยงานอื่น",
    ),
    Refusal(
        "figure_scope_has_a_basis",
        lambda: figure(scope="department"),
        "ระบุที่มาของขอบเขต เว้นว่างได้เฉพาะเมื่อเอกสารไม่ระบุแหล่งงบ",
    ),
    Refusal(
        "figure_scope_has_a_basis",
        lambda: figure(scope="not_stated", scope_basis="stated"),
        "ระบุที่มาของขอบเขต เว้นว่างได้เฉพาะเมื่อเอกสารไม่ระบุแหล่งงบ",
    ),
    Refusal(
        "figure_has_a_quotation_or_says_why_not",
        lambda: figure(quotation=""),
        "ใส่ข้อความในเอกสาร หากไม่มีให้บอกเหตุผลไว้ในหมายเหตุ",
    ),
    Refusal("figure_revision_once", revision_twice, "มีผู้เพิ่มตัวเลขแทนตัวเลขนี้แล้ว"),
    Refusal(
        "later_revision_supersedes_one",
        lambda: figure(revision=2),
        "ตัวเลขครั้งที่ 2 เป็นต้นไปต้องแทนตัวเลขเดิม ครั้งแรกต้องไม่แทนตัวเลขใด",
    ),
    Refusal(
        "later_revision_supersedes_one",
        lambda: figure(supersedes=ReportedFigureFactory.create()),
        "ตัวเลขครั้งที่ 2 เป็นต้นไปต้องแทนตัวเลขเดิม ครั้งแรกต้องไม่แทนตัวเลขใด",
    ),
    Refusal("department_is_one_funder", second_department, "มีแหล่งงบประมาณที่เป็นกรมอยู่แล้ว"),
    Refusal("round_is_a_fiscal_year", lambda: RoundFactory.build(fiscal_year=2007), "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700"),
    Refusal("round_state_is_known", lambda: RoundFactory.build(state="paused"), "ไม่มีสถานะนี้"),
    Refusal(
        "closed_round_has_its_list_locked",
        lambda: RoundFactory.build(state="closed"),
        "ปีที่ปิดแล้วต้องล็อกรายชื่อกลุ่มด้วย",
    ),
    Refusal("participation_once_per_round", participation_twice, "คลัสเตอร์นี้มีการเข้าร่วมในปีงบประมาณนี้แล้ว"),
    Refusal("participation_entry_is_known", lambda: participation(entry="guest"), "ไม่มีประเภทการเข้าร่วมนี้"),
    Refusal(
        "reason_for_leaving_needs_an_outcome",
        lambda: participation(reason_for_leaving="ย้ายโรงงาน"),
        "ระบุผลเมื่อออกจากโครงการก่อน จึงจะระบุเหตุผลได้",
    ),
    Refusal(
        "milestone_years_are_in_range",
        lambda: MilestoneFactory.build(source=SourceFactory.create(), year=2004),
        "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700",
    ),
    Refusal(
        "milestone_years_are_ordered",
        lambda: MilestoneFactory.build(source=SourceFactory.create(), to_year=2546),
        "ปีสิ้นสุดต้องมีปีเริ่ม และต้องไม่มาก่อนปีเริ่ม",
    ),
    Refusal(
        "milestone_years_are_ordered",
        lambda: MilestoneFactory.build(source=SourceFactory.create(), year=None, to_year=2548),
        "ปีสิ้นสุดต้องมีปีเริ่ม และต้องไม่มาก่อนปีเริ่ม",
    ),
    Refusal(
        "milestone_kind_is_known",
        lambda: MilestoneFactory.build(source=SourceFactory.create(), kind="tale"),
        "ไม่มีประเภทนี้",
    ),
    *RESULT_REFUSALS,
    *EDITION_REFUSALS,
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_the_database_refuses_what_breaks_the_rule(refusal: Refusal) -> None:
    refusal.by_the_database()


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_form_says_in_thai_which_rule_is_broken(refusal: Refusal) -> None:
    refusal.by_a_form()


def test_each_constraint_is_tried() -> None:
    assert_each_has_its_refusal("programmes", REFUSALS)


def test_the_name_of_each_constraint_is_a_sentence_and_its_message_thai() -> None:
    assert_each_is_a_sentence("programmes")
