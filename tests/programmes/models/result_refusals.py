"""What the database refuses among indicators, targets, measurements and assessments."""

from decimal import Decimal
from typing import Final

from django.utils import timezone

from programmes.models import Assessment, Indicator, Measurement, Target
from tests.factories import (
    AssessmentFactory,
    IndicatorFactory,
    MeasurementFactory,
    ParticipationFactory,
    RoundFactory,
    TargetFactory,
    UserFactory,
)
from tests.refusals import Refusal


def target(**values: object) -> Target:
    given = {"indicator": IndicatorFactory.create(), "participation": ParticipationFactory.create()}
    return TargetFactory.build(**{**given, **values})


def target_twice(**of: object) -> Target:
    first = TargetFactory.create(**of)
    return target(indicator=first.indicator, **of)


def measurement(**values: object) -> Measurement:
    given = {
        "indicator": IndicatorFactory.create(),
        "participation": ParticipationFactory.create(),
        "author": UserFactory.create(),
    }
    return MeasurementFactory.build(**{**given, **values})


def revision_twice() -> Measurement:
    first = MeasurementFactory.create()
    return measurement(indicator=first.indicator, participation=first.participation)


def superseding_first() -> Measurement:
    return measurement(supersedes=MeasurementFactory.create())


def approved_by_its_author() -> Measurement:
    author = UserFactory.create()
    return measurement(author=author, approver=author, approved_at=timezone.now(), enterprises=9, state="approved")


def approved_without_a_number() -> Measurement:
    return measurement(approver=UserFactory.create(), approved_at=timezone.now(), state="approved")


def assessment(**values: object) -> Assessment:
    return AssessmentFactory.build(**{"participation": ParticipationFactory.create(), **values})


def assessment_twice() -> Assessment:
    first = AssessmentFactory.create()
    return assessment(participation=first.participation, assessed_on=first.assessed_on)


def ratio_of_itself() -> Indicator:
    part = IndicatorFactory.create()
    return IndicatorFactory.build(rule="ratio", numerator=part, denominator=part)


OF_ONE: Final = "เป้าหมายเป็นของกลุ่มเดียวหรือของทั้งโครงการอย่างใดอย่างหนึ่ง"
COUNTS: Final = "ตัวชี้วัดที่นับไม่ซ้ำต้องระบุสิ่งที่นับ และตัวชี้วัดอื่นต้องไม่ระบุ"
APPROVED: Final = "ผลที่อนุมัติแล้วต้องระบุผู้อนุมัติและเวลา และผลที่ยังไม่อนุมัติต้องไม่ระบุ"
SUPERSEDES: Final = "ผลครั้งที่ 2 เป็นต้นไปต้องแทนค่าเดิม ครั้งแรกต้องไม่แทนค่าใด"

RESULT_REFUSALS: Final = (
    Refusal("indicator_rule_is_known", lambda: IndicatorFactory.build(rule="average"), "ไม่มีวิธีรวมค่านี้"),
    Refusal("indicator_direction_is_known", lambda: IndicatorFactory.build(direction="left"), "ไม่มีทิศทางนี้"),
    Refusal("indicator_frequency_is_known", lambda: IndicatorFactory.build(frequency="week"), "ไม่มีความถี่นี้"),
    Refusal("distinct_indicator_says_what_it_counts", lambda: IndicatorFactory.build(rule="distinct"), COUNTS),
    Refusal("distinct_indicator_says_what_it_counts", lambda: IndicatorFactory.build(counted="groups"), COUNTS),
    Refusal(
        "ratio_indicator_names_both_parts",
        lambda: IndicatorFactory.build(rule="ratio", numerator=IndicatorFactory.create()),
        "อัตราส่วนต้องระบุทั้งตัวตั้งและตัวหาร และตัวชี้วัดอื่นต้องไม่ระบุ",
    ),
    Refusal("ratio_has_two_different_parts", ratio_of_itself, "ตัวตั้งและตัวหารต้องเป็นคนละตัวชี้วัด"),
    Refusal(
        "factor_belongs_to_a_ratio", lambda: IndicatorFactory.build(factor=100), "ตัวคูณใช้ได้เฉพาะอัตราส่วน และต้องไม่เป็น 0"
    ),
    Refusal("indicator_has_few_decimals", lambda: IndicatorFactory.build(decimals=5), "ทศนิยมต้องไม่เกิน 4 ตำแหน่ง"),
    Refusal("target_is_of_a_group_or_of_a_year", lambda: target(participation=None), OF_ONE),
    Refusal("target_is_of_a_group_or_of_a_year", lambda: target(round=RoundFactory.create()), OF_ONE),
    Refusal(
        "target_once_per_group_and_indicator",
        lambda: target_twice(participation=ParticipationFactory.create()),
        "กลุ่มนี้มีเป้าหมายของตัวชี้วัดนี้แล้ว",
    ),
    Refusal(
        "target_once_per_year_and_indicator",
        lambda: target_twice(participation=None, round=RoundFactory.create()),
        "ปีนี้มีเป้าหมายของตัวชี้วัดนี้แล้ว",
    ),
    Refusal("target_is_not_negative", lambda: target(value=Decimal(-1)), "เป้าหมายต้องไม่ติดลบ"),
    Refusal("measurement_revision_once", revision_twice, "มีผลของตัวชี้วัดและช่วงเวลานี้แล้ว ให้เปิดรายการนั้นแล้วแก้ไข"),
    Refusal("later_measurement_supersedes_one", lambda: measurement(revision=2), SUPERSEDES),
    Refusal(
        "later_measurement_supersedes_one", lambda: measurement(supersedes=MeasurementFactory.create()), SUPERSEDES
    ),
    Refusal("measurement_period_is_known", lambda: measurement(period=5), "ไม่มีช่วงเวลานี้"),
    Refusal("measurement_is_not_negative", lambda: measurement(value=Decimal(-1)), "ผลต้องไม่ติดลบ"),
    Refusal("measurement_state_is_known", lambda: measurement(state="lost"), "ไม่มีสถานะนี้"),
    Refusal("returned_measurement_says_why", lambda: measurement(state="returned"), "บอกเหตุผลที่ส่งกลับ"),
    Refusal("approved_measurement_names_its_approver", lambda: measurement(state="approved", enterprises=9), APPROVED),
    Refusal("approved_measurement_names_its_approver", lambda: measurement(approved_at=timezone.now()), APPROVED),
    Refusal(
        "approved_measurement_says_on_how_many_it_rests",
        approved_without_a_number,
        "ระบุจำนวนสถานประกอบการที่ให้ข้อมูลก่อนอนุมัติ",
    ),
    Refusal("approver_is_not_the_author", approved_by_its_author, "ผู้อนุมัติต้องไม่ใช่ผู้บันทึก"),
    Refusal("assessment_once_a_day", assessment_twice, "กลุ่มนี้มีการประเมินในวันนี้แล้ว"),
    Refusal("assessment_step_is_known", lambda: assessment(step=6), "ขั้นตอนการพัฒนามี 1 ถึง 5"),
    Refusal("assessment_potential_is_known", lambda: assessment(potential=5), "ระดับศักยภาพมี 1 ถึง 4"),
)
