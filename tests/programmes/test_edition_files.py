"""The files of an edition."""

import json

import pytest
from django.utils.translation import override

from programmes.edition_files import KINDS, issue
from programmes.reports.editions import EditionHead
from records.streams import BYTE_ORDER_MARK
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db


def test_every_kind_is_issued_in_every_language() -> None:
    edition = publish(closed_year())
    kept = {(file.language, file.kind): bytes(file.content) for file in edition.files.all()}
    assert kept.keys() == {(language, kind) for language in ("th", "en") for kind in KINDS}
    assert kept == {(file.language, file.kind): file.content for file in issue(edition)}


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
    with override("en"):
        again = list(issue(edition))
    assert [file.content for file in again] == [file.content for file in issue(edition)]
