"""A reported figure as reports carry it."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from programmes.models import ReportedFigure, Source
from programmes.reports.figure import FigureShown
from tests.factories import FunderFactory, ReportedFigureFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("measure", "value", "qualifier", "said"),
    [
        ("total", Decimal(27), "exact", "27 กลุ่ม"),
        ("total", Decimal(29), "at_least", "อย่างน้อย 29 กลุ่ม"),
        ("production_value", Decimal(19_000_000), "over", "มากกว่า 19,000,000 บาท"),
        ("grouping_success", Decimal("83.40"), "exact", "ร้อยละ 83.4"),
        ("total", Decimal(0), "exact", "0 กลุ่ม"),
        ("total", None, "exact", "ไม่ทราบ"),
    ],
)
def test_a_value_is_said_with_its_unit_as_an_officer_would(
    measure: str, value: Decimal | None, qualifier: str, said: str
) -> None:
    figure = ReportedFigureFactory.create(measure=measure, value=value, qualifier=qualifier)
    assert FigureShown.of(figure).amount == said


def test_a_percentage_stands_before_its_unit_in_english() -> None:
    figure = ReportedFigureFactory.create(measure="grouping_success", value=Decimal("83.40"))
    with override("en"):
        assert FigureShown.of(figure).amount == "83.4 per cent"


def test_a_count_is_whole_and_an_unknown_one_stays_unknown() -> None:
    assert FigureShown.of(ReportedFigureFactory.create(value=Decimal("27.00"))).whole_value == 27
    assert FigureShown.of(ReportedFigureFactory.create(value=None)).whole_value is None


def test_a_document_that_writes_only_year_is_taken_for_the_fiscal_year_and_says_so() -> None:
    plain = ReportedFigureFactory.create(source=SourceFactory.create(year_kind=Source.YearKind.PLAIN))
    fiscal = ReportedFigureFactory.create(source=SourceFactory.create(year_kind=Source.YearKind.FISCAL))
    assert FigureShown.of(plain).source.year_is_assumed_fiscal
    assert not FigureShown.of(fiscal).source.year_is_assumed_fiscal


def test_note_and_funder_are_english_on_english_pages() -> None:
    funder = FunderFactory.create(short_name="สสว.", short_name_en="OSMEP")
    figure: ReportedFigure = ReportedFigureFactory.create(
        scope="funder", scope_basis="stated", funder=funder, note="หมายเหตุ", note_en="Remark"
    )
    shown = FigureShown.of(figure)
    with override("en"):
        assert (shown.note, shown.funder, shown.measure_label) == ("Remark", "OSMEP", "Total groups")
    assert (shown.note, shown.funder, shown.measure_label) == ("หมายเหตุ", "สสว.", "จำนวนกลุ่มทั้งหมด")
