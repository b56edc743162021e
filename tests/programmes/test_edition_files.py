"""The files of an edition."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.utils.translation import get_language, override
from pypdf import PdfReader

from programmes.edition_files import KINDS, Kind, issue, prepare
from programmes.models import Edition, Round
from programmes.models.demo import sentence
from programmes.operations import load_demo
from programmes.paper import make
from programmes.paper.make import NoPaper
from programmes.reports.editions import EditionHead
from programmes.reports.year_report import YearReport
from records.streams import BYTE_ORDER_MARK
from tests.factories import EditionFactory
from tests.papers import squeezed
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db


def test_every_kind_is_issued_in_every_language() -> None:
    edition = publish(closed_year(), on_paper=True)
    kept = {(file.language, file.kind): bytes(file.content) for file in edition.files.all()}
    assert kept.keys() == {(language, kind) for language in ("th", "en") for kind in KINDS}
    assert kept == {(file.language, file.kind): file.content for file in issue(edition)}
    for language, state in (("th", "ฉบับเผยแพร่ที่ 1"), ("en", "Edition 1")):
        text = squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(kept[language, "pdf"])).pages))
        assert squeezed(state) in text
        book = openpyxl.load_workbook(BytesIO(kept[language, "xlsx"]))
        assert state in [row[0] for row in book.worksheets[0].values]


def test_a_machine_without_the_libraries_issues_all_but_the_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "CHILD", ("-c", "import sys; sys.exit(3)"))
    draft = EditionFactory.create(round=closed_year())
    prepare(draft)
    assert {file.kind for file in issue(draft)} == KINDS.keys() - {"pdf"}


def test_a_pdf_that_fails_for_another_reason_keeps_the_edition_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "CHILD", ("-c", "import sys; sys.exit(1)"))
    with pytest.raises(NoPaper):
        publish(closed_year(), on_paper=True)
    assert not Edition.objects.published().exists()


def test_why_an_edition_waits_is_told_in_the_officers_language_whatever_that_of_the_file() -> None:
    def late_in_english(_report: YearReport, _head: EditionHead) -> bytes:
        if get_language() == "en":
            raise NoPaper("too long")
        return b""

    draft = EditionFactory.create(round=closed_year())
    with pytest.raises(NoPaper, match="ยังไม่ได้เผยแพร่"):
        list(issue(draft, {"pdf": Kind("application/pdf", late_in_english, rebuilds=False)}))


@pytest.mark.usefixtures("history")
def test_files_of_invented_data_say_so_themselves() -> None:
    load_demo("tiny")
    over = Round.objects.filter(state=Round.State.CLOSED, results_locked=True).earliest("fiscal_year")
    draft = EditionFactory.create(round=over)
    files = {file.kind: file.content for file in issue(draft) if file.language == "th"}
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    assert sentence() in [row[0] for row in book.worksheets[0].values]
    assert squeezed(sentence()) in squeezed(PdfReader(BytesIO(files["pdf"])).pages[0].extract_text())


def test_data_say_that_the_total_is_the_editions() -> None:
    edition = publish(closed_year())
    data = json.loads(bytes(edition.files.get(language="th", kind="json").content))
    assert data["groups"]["total_is"] == "edition"
    assert (data["groups"]["reported"]["total"], data["groups"]["recorded"]["total"]) == (5, 2)
    assert data["edition"] == EditionHead.of(edition).as_data()
    assert data["edition"]["sha256"] == edition.sha256
    assert data["years"][0]["from"] == YEAR


def test_the_table_opens_in_thai_and_in_english() -> None:
    edition = publish(closed_year())
    thai, english = (bytes(edition.files.get(language=code, kind="csv").content).decode() for code in ("th", "en"))
    assert thai.startswith(BYTE_ORDER_MARK)
    assert "ห้ามบวกข้ามปี" in thai
    assert "must not be added up" in english


def test_files_are_issued_whatever_the_language_of_the_officer() -> None:
    edition = publish(closed_year())
    quick = {name: kind for name, kind in KINDS.items() if name != "pdf"}
    with override("en"):
        again = list(issue(edition, quick))
    assert [file.content for file in again] == [file.content for file in issue(edition, quick)]
