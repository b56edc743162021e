"""Published years: the page and files come from the edition, and each edition keeps its address."""

import csv
import io
import json
import re

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import Edition, ReportedFigure
from programmes.models.editions import checksum
from programmes.operations import supersede_figure
from programmes.paper import make
from records.streams import BYTE_ORDER_MARK
from tests.factories import EditionFactory, ReportedFigureFactory
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db

FRESH = {"Cache-Control": "no-cache"}


@pytest.fixture
def edition() -> Edition:
    return publish(closed_year())


def correct(value: int) -> None:
    old = ReportedFigure.objects.current().get(from_year=YEAR)
    supersede_figure(old, ReportedFigureFactory.build(from_year=YEAR, value=value, source=old.source), by=None)


def page(client: Client, path: str) -> str:
    answer = client.get(path, headers=FRESH)
    assert answer.status_code == 200, path
    return answer.content.decode()


def said(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_published_year_shows_its_edition_whatever_happened_since(client: Client, edition: Edition) -> None:
    before = page(client, f"/years/{YEAR}/")
    assert "ฉบับเผยแพร่ที่ 1" in before
    assert edition.sha256 in before
    assert f"http://testserver/years/{YEAR}/editions/1/" in before
    assert "ตัวเลขเบื้องต้น" not in before
    assert "รายชื่อหน่วยงานที่เปิดดูจากจำนวนเป็นข้อมูลของวันนี้" in before
    correct(9)
    assert page(client, f"/years/{YEAR}/") == before


def test_a_year_without_an_edition_says_that_its_figures_are_preliminary(client: Client) -> None:
    EditionFactory.create(round=closed_year())
    shown = page(client, f"/years/{YEAR}/")
    assert "ตัวเลขเบื้องต้น" in shown
    assert "ฉบับเผยแพร่ที่" not in shown
    assert client.get(f"/years/{YEAR}/editions/1/").status_code == 404


def test_a_correction_stands_and_the_first_stays_at_its_address(client: Client, edition: Edition) -> None:
    first = page(client, f"/years/{YEAR}/editions/1/")
    canonical = client.get(f"/years/{YEAR}/editions/1/canonical.json").content
    files = {kind: client.get(f"/years/{YEAR}/editions/1.{kind}").content for kind in ("csv", "json", "xlsx")}
    correct(9)
    second = publish(edition.round, reason="เอกสารแก้ไขจำนวน")
    now = page(client, f"/years/{YEAR}/")
    assert "ฉบับเผยแพร่ที่ 2" in now
    assert "เอกสารแก้ไขจำนวน" in now
    assert second.sha256 in now
    assert f'href="/years/{YEAR}/editions/1/"' in now
    old = page(client, f"/years/{YEAR}/editions/1/")
    assert "มีฉบับใหม่กว่า คือ ฉบับเผยแพร่ที่ 2" in old
    assert edition.sha256 in old
    assert " 5 " in said(old)
    assert said(first.split("<table")[1]) == said(old.split("<table")[1])
    assert client.get(f"/years/{YEAR}/editions/1/canonical.json", headers=FRESH).content == canonical
    assert files == {kind: client.get(f"/years/{YEAR}/editions/1.{kind}", headers=FRESH).content for kind in files}


def test_the_checksum_is_that_of_the_canonical_json(client: Client, edition: Edition) -> None:
    answer = client.get(f"/years/{YEAR}/editions/1/canonical.json")
    assert checksum(answer.content) == edition.sha256
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_years_files_are_those_that_were_issued(client: Client, edition: Edition, language: str) -> None:
    correct(9)
    kept = {file.kind: bytes(file.content) for file in edition.files.filter(language=language[1:] or "th")}
    for kind in ("csv", "json", "xlsx"):
        assert client.get(f"{language}/years/{YEAR}.{kind}", headers=FRESH).content == kept[kind]
        assert client.get(f"{language}/years/{YEAR}/editions/1.{kind}", headers=FRESH).content == kept[kind]
    data = json.loads(kept["json"])
    assert data["groups"]["total_is"] == "edition"
    rows = csv.DictReader(io.StringIO(kept["csv"].decode().removeprefix(BYTE_ORDER_MARK)))
    assert [row["value"] for row in rows if row["basis"] == "reported"] == ["5"]


def test_the_pdf_is_the_one_that_was_issued(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = publish(closed_year(), on_paper=True)
    correct(9)
    caches["papers"].clear()
    monkeypatch.setattr(make, "CHILD", ("-c", "import sys; sys.exit(3)"))  # a machine that makes none any more
    monkeypatch.setattr(make, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    for language in ("", "/en"):
        kept = bytes(edition.files.get(language=language[1:] or "th", kind="pdf").content)
        for address in (f"/years/{YEAR}.pdf", f"/years/{YEAR}/editions/1.pdf"):
            answer = client.get(f"{language}{address}")
            assert (answer.content, answer.headers["Content-Type"]) == (kept, "application/pdf")
    make.missing_packages.cache_clear()
    try:
        assert f'href="/years/{YEAR}.pdf' in page(client, f"/years/{YEAR}/")
        assert "libnowhere9" in page(client, f"/years/{YEAR}/?scope=department")
        assert client.get(f"/years/{YEAR}.pdf?scope=department").status_code == 503
    finally:
        make.missing_packages.cache_clear()


def test_an_edition_that_was_issued_without_a_pdf_says_so(client: Client, edition: Edition) -> None:
    shown = page(client, f"/years/{YEAR}/editions/1/")
    assert "ฉบับนี้ออกโดยไม่มีไฟล์ PDF" in shown
    assert f"/years/{YEAR}/editions/1.xlsx" in shown
    assert f"/years/{YEAR}/editions/1.pdf" not in shown
    assert client.get(f"/years/{YEAR}/editions/1.pdf").status_code == 404


def test_the_departments_part_of_a_published_year_is_frozen_too(client: Client, edition: Edition) -> None:
    before = client.get(f"/years/{YEAR}.json?scope=department").content
    shown = page(client, f"/years/{YEAR}/?scope=department")
    assert "ฉบับเผยแพร่ที่ 1" in shown
    assert json.loads(before)["scope"] == "department"
    correct(9)
    assert client.get(f"/years/{YEAR}.json?scope=department").content == before
    assert (
        client.get(f"/years/{YEAR}.csv?scope=department")
        .headers["Content-Disposition"]
        .endswith(f'year-{YEAR}-edition-1-department.csv"')
    )


def test_a_year_without_an_edition_answers_files_of_today(client: Client) -> None:
    closed_year()
    for scope in ("", "?scope=department"):
        assert client.get(f"/years/{YEAR}.csv{scope}").status_code == 200
        assert "edition" not in json.loads(client.get(f"/years/{YEAR}.json{scope}").content)


def test_a_part_of_a_published_year_is_counted_today_and_says_so(client: Client, edition: Edition) -> None:
    sector = edition.round.participations.earliest("pk").cluster.sector
    shown = page(client, f"/years/{YEAR}/?sector={sector.code}")
    assert "ฉบับเผยแพร่ที่ 1 ของปีนี้มีตัวเลขของทั้งปี" in shown
    assert "ตัวเลขเบื้องต้น" in shown
    assert "edition" not in json.loads(client.get(f"/years/{YEAR}.json?sector={sector.code}").content)


def test_another_year_beside_it_is_taken_out_of_its_edition(client: Client, edition: Edition) -> None:
    closed_year(YEAR + 1)
    before = said(page(client, f"/years/{YEAR + 1}/?beside={YEAR}"))
    correct(9)
    assert said(page(client, f"/years/{YEAR + 1}/?beside={YEAR}")) == before


def test_the_yearly_table_marks_published_years_and_shows_their_figures(client: Client, edition: Edition) -> None:
    closed_year(YEAR + 1)
    correct(9)
    table = page(client, "/years/")
    rows = {
        year: row for row in re.findall(r"<tr>.*?</tr>", table, re.S) for year in (YEAR, YEAR + 1) if f">{year}<" in row
    }
    assert "ฉบับที่ 1" in rows[YEAR]
    assert " 5 " in said(rows[YEAR])
    assert "ฉบับที่" not in rows[YEAR + 1]
    assert "ปีอื่นเป็นตัวเลขเบื้องต้น" in table
    years = {line["from"]: line for line in json.loads(page(client, "/years.json"))["years"]}
    assert (years[YEAR]["edition"], years[YEAR]["reported"]["total"]) == (1, 5)
    assert years[YEAR + 1]["edition"] is None
    assert f"{YEAR},{YEAR}" in client.get("/data/groups-per-year.csv").getvalue().decode()


def test_what_there_is_not_is_not_found(client: Client, edition: Edition) -> None:
    for path in ("2/", "0/", "99999999999999999999/", "2.csv", "1.exe", "99999999999999999999.csv", "2/canonical.json"):
        assert client.get(f"/years/{YEAR}/editions/{path}").status_code == 404, path
    assert client.get(f"/years/{YEAR}/editions/1/?page=2").status_code == 400
    assert client.get(f"/years/{YEAR}/editions/1/?page=x").status_code == 400
    assert client.get(f"/years/{YEAR - 9}/editions/1/").status_code == 404


def test_an_edition_has_its_page_in_english(client: Client, edition: Edition) -> None:
    shown = page(client, f"/en/years/{YEAR}/editions/1/")
    assert "Edition 1" in shown
    assert "Department of Industrial Promotion" in shown


@pytest.mark.parametrize("groups", [1, 20])
def test_a_page_of_an_edition_costs_five_queries(
    client: Client, groups: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    publish(closed_year(groups=groups))
    # Three of the edition, one whether sample data are loaded, one whether anything is being written.
    with django_assert_max_num_queries(5):
        page(client, f"/years/{YEAR}/editions/1/")
