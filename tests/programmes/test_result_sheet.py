"""The sheet: each cell is kept by itself; what is wrong is told in its cell, and what was typed stays."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import User
from programmes.models import Indicator, Measurement, Participation, Period
from programmes.result_sheet import Outcome, ResultSheet, SheetCell, read_number
from tests.factories import IndicatorFactory, MeasurementFactory, ParticipationFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)
YEAR = 2569  # its results are due on 30 October 2569


@pytest.fixture
def editor() -> User:
    return UserFactory.create(role="editor")


@pytest.fixture
def group() -> Participation:
    return ParticipationFactory.create(round__fiscal_year=YEAR)


def sheet_of(*groups: Participation, period: Period | None = None) -> ResultSheet:
    return ResultSheet(groups, Indicator.objects.in_use(), today=DAY, period=period)


def typed(cell: SheetCell, value: str, **others: str) -> dict[str, str]:
    return {f"s-{cell.name}": cell.seen, f"v-{cell.name}": value, **{f"{k}-{cell.name}": v for k, v in others.items()}}


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,250.50", "1250.50"), ("๑๒๕๐", "1250"), (" 7 ", "7"), ("1 000", "1000"), ("0", "0"), ("0.25", "0.25")],
)
def test_numbers_are_read_as_people_type_them(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "สิบ", "1e9", "nan", "inf", "-1", "²", "9" * 16, "1_000", "=1+1", "1" * 500])
def test_what_is_no_result_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ValueError, match=r"[ก-๙]"):
        read_number(text)


def test_only_what_was_changed_is_kept(group: Participation, editor: User) -> None:
    first, second = IndicatorFactory.create(), IndicatorFactory.create()
    kept = MeasurementFactory.create(participation=group, indicator=first, value=5)
    sheet = sheet_of(group)
    one, two = sheet.cells
    sent = {**typed(one, "5"), **typed(two, "๑,๐๐๐", e="ใบกำกับ", n="12")}
    assert sheet.keep(sent, by=editor) == Outcome(saved=1, submitted=0, refused=0)
    kept.refresh_from_db()
    new = Measurement.objects.get(indicator=second)
    assert (kept.version, int(new.value), new.evidence, new.enterprises) == (1, 1000, "ใบกำกับ", 12)


def test_a_cell_that_is_refused_says_why_keeps_what_was_typed_and_stops_no_other(
    group: Participation, editor: User
) -> None:
    people = IndicatorFactory.create(decimals=0)
    IndicatorFactory.create_batch(3)
    sheet = sheet_of(group)
    whole, word, good, count = sheet.cells
    sent = typed(whole, "1.5") | typed(word, "มาก") | typed(good, "7") | typed(count, "7", n="1.5")
    assert sheet.keep(sent, by=editor, submit=True) == Outcome(saved=1, submitted=1, refused=3)
    assert whole.problem == f"“{people}” ต้องเป็นจำนวนเต็ม"
    assert (word.value, word.problem[:5]) == ("มาก", "อ่าน ")
    assert count.problem == "จำนวนสถานประกอบการต้องเป็นจำนวนเต็ม"
    assert good.state == "submitted"
    assert Measurement.objects.count() == 1


def test_a_blank_erases_nothing(group: Participation, editor: User) -> None:
    MeasurementFactory.create(participation=group, value=5)
    sheet = sheet_of(group)
    assert sheet.keep(typed(sheet.cells[0], ""), by=editor) == Outcome(0, 0, 0)
    assert Measurement.objects.get().value == 5


@pytest.mark.parametrize("seen", ["1-9", "", "x-²", "9" * 40 + "-1"])
def test_a_stale_cell_is_told_so(group: Participation, editor: User, seen: str) -> None:
    MeasurementFactory.create(participation=group, value=5)
    sheet = sheet_of(group)
    (cell,) = sheet.cells
    outcome = sheet.keep({**typed(cell, "6"), f"s-{cell.name}": seen}, by=editor)
    assert outcome == Outcome(0, 0, 1)
    assert "บันทึกรายการนี้ไปแล้วเมื่อ" in cell.problem
    assert cell.value == "6"
    assert Measurement.objects.get().value == 5


def test_drafts_are_handed_in_together_and_approved_ones_are_corrected(group: Participation, editor: User) -> None:
    draft = MeasurementFactory.create(participation=group)
    done = MeasurementFactory.create(approved=True, participation=group, value=9)
    waiting = MeasurementFactory.create(participation=group, state="submitted")
    sheet = sheet_of(group)
    cells = {cell.indicator: cell for cell in sheet.cells}
    sent = typed(cells[done.indicator], "8") | typed(cells[waiting.indicator], "8")
    assert sheet.keep(sent, by=editor, submit=True) == Outcome(saved=1, submitted=2, refused=0)
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert Measurement.objects.get(supersedes=done).value == 8
    assert not cells[waiting.indicator].takes_entry


def test_what_may_not_be_handed_in_is_told(group: Participation) -> None:
    MeasurementFactory.create(participation=group)
    sheet = sheet_of(group)
    assert sheet.keep({}, by=UserFactory.create(role="manager"), submit=True) == Outcome(0, 0, 1)
    assert "ไม่มีสิทธิ์" in sheet.cells[0].problem


def test_it_says_what_is_missing_and_what_is_late(group: Participation) -> None:
    early = ParticipationFactory.create(round__fiscal_year=YEAR + 1)
    yearly, quarterly = IndicatorFactory.create(), IndicatorFactory.create(frequency="quarter")
    IndicatorFactory.create(rule="distinct", counted="groups")
    MeasurementFactory.create(participation=group, indicator=yearly)
    MeasurementFactory.create(participation=group, indicator=quarterly, period=1, state="submitted")
    sheet = sheet_of(group, early)
    assert [(indicator, period) for indicator, period in sheet.columns] == [
        (yearly, Period.YEAR),
        *((quarterly, period) for period in (Period.Q1, Period.Q2, Period.Q3, Period.Q4)),
    ]
    assert (sheet.missing, sheet.late) == (8, 4)
    labels = {cell.state_label for cell in sheet.cells}
    assert labels == {"ร่าง", "ส่งแล้ว รออนุมัติ", "เลยกำหนด", "ยังไม่มีผล"}
    assert [len(cells) for _indicator, cells in sheet.by_indicator] == [2] * 5
    assert [cell.period for cell in sheet_of(group, period=Period.Q2).cells] == [Period.Q2]


def test_locked_results_take_no_entry(group: Participation) -> None:
    IndicatorFactory.create()
    group.round.results_locked = True
    assert not sheet_of(group).takes_entry


def test_one_query_whatever_the_number_of_groups_and_indicators(group: Participation) -> None:
    IndicatorFactory.create_batch(3)
    indicators: list[Any] = list(Indicator.objects.all())
    more = ParticipationFactory.create_batch(9, round=group.round)
    for groups in ([group], [group, *more]):
        with CaptureQueriesContext(connection) as asked:
            cells = ResultSheet(groups, indicators, today=DAY).cells
            assert [cell.state_label for cell in cells]
        assert len(asked) == 1


@pytest.mark.parametrize("beside", [{"e": "ยังรวบรวมไม่ครบ"}, {"n": "12"}])
def test_what_is_typed_beside_a_missing_value_is_told_and_stays(
    group: Participation, editor: User, beside: dict[str, str]
) -> None:
    IndicatorFactory.create()
    sheet = sheet_of(group)
    (cell,) = sheet.cells
    assert sheet.keep(typed(cell, "", **beside), by=editor) == Outcome(saved=0, submitted=0, refused=1)
    assert "กรุณาพิมพ์ผล" in cell.problem
    assert (cell.evidence, cell.enterprises) == (beside.get("e", ""), beside.get("n", ""))
    assert sheet.to_mend == [cell]


def test_a_value_that_is_blanked_erases_nothing_and_is_no_mistake(group: Participation, editor: User) -> None:
    kept = MeasurementFactory.create(participation=group, value=5, evidence="ใบกำกับ")
    sheet = sheet_of(group)
    (cell,) = sheet.cells
    assert sheet.keep(typed(cell, "", e="ใบกำกับ", n=cell.enterprises), by=editor).refused == 0
    kept.refresh_from_db()
    assert kept.value == 5


def test_what_was_returned_is_to_mend_until_the_results_are_locked(group: Participation) -> None:
    MeasurementFactory.create(participation=group, state="returned", return_reason="หน่วยผิด")
    assert len(sheet_of(group).to_mend) == 1
    group.round.results_locked = True
    assert sheet_of(group).to_mend == []
