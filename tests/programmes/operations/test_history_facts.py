"""What is loaded is what the documents say, figure by figure and word by word."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest

from clusters.models import Cluster
from programmes.models import Milestone, Objective, Participation, ReportedFigure, Round, Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]

# Verbatim, misspellings included: they are evidence.
Q1: Final = (
    "โดยได้เริ่มดำเนินการส่งเสริมกระตุ้นให้เกิดพัฒนาการรวมกลุ่มและเชื่อมโยงอุตสาหกรรมมาอย่างต่อเนื่องตั้งแต่ปี พ.ศ. 2546 "
    "จนถึงและในปี พ.ศ. 2547 – 2548"
)
Q2: Final = "นำร่องการพัฒนาคลัสเตอร์ จำนวน 3 กลุ่ม"
Q3: Final = "ดำเนินการพัฒนาคลัสเตอร์ในภูมิภาคต่างๆ ของประประเทศรวม 17 กลุ่ม"
Q4: Final = (
    "พัฒนากลุ่มคลัสเตอร์ต่อเนื่อง 17 กลุ่ม และเริ่มพัฒนากลุ่มใหม่อีก 5 กลุ่ม รวมทั้งได้รับงบพัฒนาจาก สสว. "
    "เพื่อพัฒนากลุ่มอื่นๆอีกจำนวน 5 กลุ่ม รวมเป็น 27 กลุ่ม"
)
Q5: Final = "พัฒนาจากปี 2550 จำนวน 22 กลุ่มและเริ่มพัฒนากลุ่มใหม่ขึ้นอีก 8 กลุ่ม รวมเป็น 30 กลุ่ม"
Q6: Final = "พัฒนาจากปี 2551 จำนวน 29 กลุ่มและพัฒนากลุ่มใหม่เพิ่มขึ้นอีก 5 กลุ่ม รวมเป็น 34 กลุ่ม"
Q7: Final = "พัฒนาปี 2552 จำนวน 29 กลุ่ม"

UNSTATED: Final = ("not_stated", "", None)
DEPARTMENT: Final = ("department", "inferred", None)
OSMEP: Final = ("funder", "stated", "สสว.")
JICA: Final = ("funder", "inferred", "JICA")
ALL: Final = ("all", "inferred", None)

# years, measure, value, qualifier | scope, its basis, funder | basis of the year, confidence | reading, preferred,
# planned | source, quotation
FIGURES: Final = [
    ((2546, 2546), "total", None, "exact", UNSTATED, "stated", "", "", True, False, "H", Q1),
    ((2547, 2548), "pilot", 3, "exact", JICA, "inferred", "medium", "", True, False, "H", Q2),
    ((2547, 2548), "total", 3, "exact", JICA, "inferred", "medium", "", True, False, "H", Q2),
    ((2549, 2549), "total", 17, "exact", UNSTATED, "inferred", "high", "", True, False, "H", Q3),
    ((2550, 2550), "continued", 17, "exact", DEPARTMENT, "inferred", "high", "", True, False, "H", Q4),
    ((2550, 2550), "new", 5, "exact", DEPARTMENT, "inferred", "high", "", True, False, "H", Q4),
    ((2550, 2550), "external", 5, "exact", OSMEP, "inferred", "high", "", True, False, "H", Q4),
    ((2550, 2550), "total", 27, "exact", ALL, "inferred", "high", "", True, False, "H", Q4),
    ((2550, 2550), "total", 22, "exact", DEPARTMENT, "stated", "", "", True, False, "N", ""),
    ((2550, 2550), "total", 22, "exact", UNSTATED, "inferred", "", "", False, False, "K", ""),
    ((2550, 2550), "enterprises", 660, "exact", UNSTATED, "inferred", "", "", True, False, "K", ""),
    ((2550, 2550), "grouping_success", "83.4", "exact", UNSTATED, "inferred", "", "", True, False, "K", ""),
    ((2550, 2550), "production_value", 19_000_000, "over", UNSTATED, "inferred", "", "", True, False, "K", ""),
    ((2550, 2550), "profit", 3_000_000, "over", UNSTATED, "inferred", "", "", True, False, "K", ""),
    ((2551, 2551), "continued", 22, "exact", UNSTATED, "inferred", "very_high", "", True, False, "H", Q5),
    ((2551, 2551), "new", 8, "exact", UNSTATED, "inferred", "very_high", "", True, False, "H", Q5),
    ((2551, 2551), "total", 30, "exact", UNSTATED, "inferred", "very_high", "", True, False, "H", Q5),
    ((2552, 2552), "continued", 29, "exact", UNSTATED, "inferred", "very_high", "", True, False, "H", Q6),
    ((2552, 2552), "new", 5, "exact", UNSTATED, "inferred", "very_high", "", True, False, "H", Q6),
    ((2552, 2552), "total", 34, "exact", UNSTATED, "inferred", "very_high", "", True, False, "H", Q6),
    ((2553, 2553), "continued", 29, "exact", UNSTATED, "inferred", "medium", "A", True, False, "H", Q7),
    ((2553, 2553), "total", 29, "at_least", UNSTATED, "inferred", "medium", "A", True, False, "H", Q7),
    ((2552, 2552), "total", 29, "exact", UNSTATED, "as_written", "", "B", False, False, "H", Q7),
    ((2552, 2552), "continued", 29, "exact", UNSTATED, "as_written", "", "C", False, False, "H", Q7),
    ((2554, 2554), "continued", 20, "exact", UNSTATED, "stated", "", "", True, True, "P1", ""),
    ((2554, 2554), "new", 10, "exact", UNSTATED, "stated", "", "", True, True, "P1", ""),
    ((2554, 2554), "total", 30, "exact", UNSTATED, "stated", "", "", True, True, "P1", ""),
    ((2555, 2555), "total", 25, "exact", UNSTATED, "inferred", "", "", True, False, "P2", ""),
    ((2564, 2564), "total", 29, "exact", DEPARTMENT, "stated", "", "", True, False, "P3", ""),
    ((2564, 2564), "enterprises", 680, "exact", DEPARTMENT, "stated", "", "", True, False, "P3", ""),
    ((2564, 2564), "budget", 19_000_000, "exact", DEPARTMENT, "stated", "", "", True, False, "P3", ""),
    ((2565, 2565), "total", 34, "exact", DEPARTMENT, "stated", "", "", True, True, "P3", ""),
    ((2565, 2565), "budget", 17_000_000, "exact", DEPARTMENT, "stated", "", "", True, True, "P3", ""),
]


def as_in_the_table(figure: ReportedFigure) -> tuple[object, ...]:
    return (
        (figure.from_year, figure.to_year),
        figure.measure,
        figure.value,
        figure.qualifier,
        (figure.scope, figure.scope_basis, str(figure.funder) if figure.funder else None),
        figure.year_basis,
        figure.confidence,
        figure.reading,
        figure.preferred,
        figure.planned,
        figure.source.code,
        figure.quotation,
    )


@pytest.mark.parametrize("expected", FIGURES, ids=lambda row: f"{row[-2]}-{row[0][0]}-{row[1]}-{row[7]}")
def test_a_figure_is_loaded_as_its_document_gives_it(expected: tuple[object, ...]) -> None:
    value = None if expected[2] is None else Decimal(str(expected[2]))
    wanted = (*expected[:2], value, *expected[3:])
    assert [as_in_the_table(row) for row in ReportedFigure.objects.all()].count(wanted) == 1


def test_no_other_figure_is_loaded() -> None:
    assert ReportedFigure.objects.count() == len(FIGURES) == 33


def test_the_number_of_2546_is_unknown_not_zero() -> None:
    assert list(ReportedFigure.objects.touching(2546, 2546).values_list("value", flat=True)) == [None]


def test_every_stated_sum_holds() -> None:
    of = {
        (row.from_year, row.measure): row.value
        for row in ReportedFigure.objects.filter(source__code="H", preferred=True)
    }
    for year in (2550, 2551, 2552):
        parts = [of.get((year, measure)) or 0 for measure in ("continued", "new", "external")]
        assert sum(parts) == of[year, "total"]


def test_figures_without_a_quotation_say_why() -> None:
    without = ReportedFigure.objects.filter(quotation="")
    assert without.count() == 15
    assert not without.filter(note="").exists()


def test_the_mou_was_signed_on_10_june_2547() -> None:
    mou = Milestone.objects.get(code="mou")
    assert mou.day == date(2004, 6, 10)
    assert (mou.year, mou.source.code) == (2547, "H")


def test_the_study_of_jica_took_2547_and_2548() -> None:
    study = Milestone.objects.get(code="jica-study")
    assert (study.year, study.to_year) == (2547, 2548)
    assert "The Study on Development of Consulting Services to Promote SME Cluster" in study.quotation


def test_the_closing_sentence_is_a_claim_and_no_event() -> None:
    (claim,) = Milestone.objects.filter(kind="claim")
    assert claim.quotation == (
        "ปัจจุบัน โครงการพัฒนาการรวมกลุ่มและเชื่อมโยงอุตสาหกรรม ได้ก่อให้เกิดกลุ่มอุตสาหกรรมที่เข้มแข็ง และมีขีดความสามารถในการแข่งขัน"
    )
    assert claim.year is None


def test_there_are_four_objectives_each_with_the_words_of_the_document() -> None:
    assert list(Objective.objects.values_list("number", "source__code")) == [(n, "H") for n in (1, 2, 3, 4)]
    assert "ยั่งยืนและมั่งคงต่อไป" in Objective.objects.get(number=3).quotation
    assert "เสริมเสร้าง" in Objective.objects.get(number=4).quotation


def test_the_rounds_of_2546_to_2553_are_historical_and_not_known_to_be_complete() -> None:
    rows = Round.objects.order_by("fiscal_year").values_list("fiscal_year", "state", "list_complete")
    assert list(rows) == [(year, "historical", False) for year in range(2546, 2554)]


def test_all_documents_are_named() -> None:
    assert set(Source.objects.values_list("code", flat=True)) == {"H", "J", "N", "K", "P1", "P2", "P3", "S", "M"}
    assert set(Source.objects.filter(year_kind="fiscal").values_list("code", flat=True)) == {"N", "P3"}


def test_the_three_pilots_are_recorded_by_name_and_no_other_cluster() -> None:
    pilots = Cluster.objects.order_by("number").values_list("code", "name", "provinces__name", "sector__code", "state")
    assert list(pilots) == [
        ("C0001", "ผ้าไหม ขอนแก่น", "ขอนแก่น", "textiles", "public"),
        ("C0002", "ชิ้นส่วนยานยนต์ ชลบุรี", "ชลบุรี", "vehicles", "public"),
        ("C0003", "ไม้ยางพารา สุราษฎร์ธานี", "สุราษฎร์ธานี", "wood", "public"),
    ]
    assert set(Cluster.objects.values_list("name_note", flat=True)) == {"ชื่อภาษาไทยแปลจากรายงานของ JICA ซึ่งเป็นภาษาอังกฤษ"}


def test_each_pilot_took_part_in_2547_and_2548_by_the_word_of_the_study() -> None:
    rows = Participation.objects.order_by("round__fiscal_year", "cluster__number").values_list(
        "cluster__code", "round__fiscal_year", "entry", "source__code"
    )
    codes = ("C0001", "C0002", "C0003")
    assert list(rows) == [(code, year, "pilot", "J") for year in (2547, 2548) for code in codes]
    assert not Participation.objects.filter(funder__isnull=False).exists()
