"""A year's report says the same on the page, on paper, in the workbook, in the CSV and in the JSON."""

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader

from programmes.reports.year_figures import YearFigure, figures_of
from programmes.reports.year_groups import column_titles
from programmes.reports.year_report import YearReport
from programmes.reports.year_sentences import summary
from tests.factories import (
    ClusterFactory,
    FunderFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    RoundFactory,
    SectorFactory,
    SupportFactory,
    TargetFactory,
)
from tests.papers import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    """2567 with a flow from 2566, members, partners, a result, and names that a spreadsheet would run."""
    for year in (2566, 2567):
        RoundFactory.create(fiscal_year=year, list_complete=True)
    sectors = [SectorFactory.create(code="food", name="=อาหาร"), SectorFactory.create(code="wood", name="ไม้")]
    for number in range(5):
        cluster = ClusterFactory.create(sector=sectors[number % 2], name=f"+กลุ่มที่ {number}")
        for year in (2566, 2567)[number % 2 :]:
            part = ParticipationFactory.create(
                cluster=cluster,
                round=RoundFactory.create(fiscal_year=year),
                entry="continued" if number % 2 == 0 and year == 2567 else "new",
                funder=FunderFactory.create(code="osmep", short_name="สสว.") if number == 4 and year == 2567 else None,
            )
        MembershipFactory.create(cluster=cluster)
        SupportFactory.create(cluster=cluster)
    measured = MeasurementFactory.create(
        participation=part, approved=True, indicator__name="@ยอดขาย", value="900000.50"
    )
    TargetFactory.create(indicator=measured.indicator, participation=part)


def rows_by_group(figures: tuple[YearFigure, ...]) -> dict[tuple[str, str], list[YearFigure]]:
    found: dict[tuple[str, str], list[YearFigure]] = {}
    for figure in figures:
        group_by = "flow" if figure.measure.startswith("flow_") and figure.group else figure.group_by
        found.setdefault((group_by, figure.group), []).append(figure)
    return found


def read(client: Client, ending: str) -> Any:
    """Return a form of the year; of its edition once it is published, and only a few signs of that are read."""
    answer = client.get(f"/years/2567{ending}")
    assert answer.status_code == 200
    return answer.content


def test_every_figure_is_the_same_in_every_form(client: Client) -> None:
    report = YearReport.for_year(2567)
    figures = figures_of(report)
    book = openpyxl.load_workbook(BytesIO(read(client, ".xlsx")))
    in_book = {row[0]: row[4] for row in list(book["ตัวเลขทั้งหมด"].values)[1:]}
    assert in_book == {figure.key: pytest.approx(float(figure.value)) for figure in figures}
    rows = list(csv.DictReader(StringIO(read(client, ".csv").decode("utf-8-sig"))))
    in_csv = {row["id"]: float(row["value"]) for row in rows if row["basis"] == "recorded"}
    assert in_csv == {figure.key: float(figure.value) for figure in figures}
    page = squeezed(re.sub(r"<[^>]+>", " ", read(client, "/").decode()))
    paper = squeezed("".join(p.extract_text() for p in PdfReader(BytesIO(read(client, ".pdf"))).pages))
    for (kind, key), cells in rows_by_group(figures).items():
        if kind in ("", "indicator", "service") or key == "repeated":
            continue
        row = squeezed(cells[0].group_label + "".join(str(figure.value) for figure in cells))
        assert len(cells) == (4 if kind == "flow" else len(column_titles()))
        assert row in page, row
        assert row in paper, row
    for sentence in summary(report):
        assert squeezed(sentence.text) in paper
        assert squeezed(sentence.text) in page
    numbers = {
        str(figure.value) for figure in figures if figure.group_by == "indicator" and figure.measure != "percent"
    }
    assert all(f"{float(number):,.1f}".removesuffix(".0") in paper for number in numbers)


def test_the_json_holds_the_same_figures(client: Client) -> None:
    report = YearReport.for_year(2567)
    data = client.get("/years/2567.json").json()
    for (kind, key), cells in rows_by_group(figures_of(report)).items():
        if kind in data["breakdowns"] and key != "repeated":
            (row,) = [row for row in data["breakdowns"][kind]["rows"] if row["key"] == key]
            assert {figure.measure: row[figure.measure] for figure in cells} == {f.measure: f.value for f in cells}
    by_funder = {line["funder"]: line for line in data["flow"]["by_funder"]}
    for figure in figures_of(report):
        if figure.measure.startswith("flow_") and figure.group:
            assert by_funder[figure.group][figure.measure.removeprefix("flow_")] == figure.value
    (indicator,) = [line for line in data["indicators"] if line["reported"]]
    assert (indicator["value"], indicator["target"], indicator["reported"]) == (900000.5, 1000000, 1)
    assert data["summary"] == [sentence.text for sentence in summary(report)]


def test_the_workbook_has_a_sheet_for_each_table_with_heads_that_stay_and_no_formula(client: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(read(client, ".xlsx")))
    names = ["สรุป", "ตัวเลขทั้งหมด", "สาขาอุตสาหกรรม", "ภูมิภาค", "รายชื่อกลุ่ม", "ตามเอกสาร", "คำจำกัดความและที่มา", "ตัวชี้วัด"]
    assert set(names) <= set(book.sheetnames)
    for page in book.worksheets:
        assert page.freeze_panes == "A2"
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}
    texts = {cell.value for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert {"=อาหาร", "+กลุ่มที่ 0"} <= texts


def test_paper_counts_its_pages_repeats_heads_of_tables_and_shows_no_garbage(client: Client) -> None:
    for number in range(70):
        ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2567), cluster__name=f"กลุ่มยาว {number}")
    reader = PdfReader(BytesIO(read(client, ".pdf")))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"หน้า{number}/{len(pages)}" in squeezed(text)
        assert "\ufffd" not in text
        assert not re.search(r"[\ue000-\uf8ff]", text)
    heads = [squeezed(text).count(squeezed("รหัสคลัสเตอร์สาขาอุตสาหกรรม")) for text in pages]
    assert sum(heads) >= 2
    assert "2567" in pages[0]
    assert reader.metadata is not None
    assert "2567" in str(reader.metadata.title)
