"""The directory of organisations as a file."""

import csv
import io
import json
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from django.db.models.signals import post_init
from pytest_django import DjangoAssertNumQueries

from members.exports import COLUMNS, organisations_as_csv, organisations_as_json, organisations_as_workbook
from members.models import Consent
from members.reports.organisation_directory import OrganisationSelection
from records.streams import BYTE_ORDER_MARK
from tests.factories import ConsentFactory, OrganisationFactory, ProvinceFactory, SectorFactory, SoleTraderFactory

pytestmark = pytest.mark.django_db

ALL = OrganisationSelection(year=2570)


def rows() -> list[dict[str, str]]:
    text = "".join(organisations_as_csv(ALL)).removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text)))


def test_a_person_is_not_named_in_a_file_even_by_consent() -> None:
    row = SoleTraderFactory.create(
        name="สมศรี", name_en="Somsri", trade_name="ร้านไหม", address="บ้าน", web="https://a.th"
    )
    for item in (Consent.Item.NAME, Consent.Item.PHONE):
        ConsentFactory.create(person=None, organisation=row, item=item)
    (line,) = rows()
    assert (line["code"], line["name"], line["name_en"], line["trade_name"]) == (row.code, "", "", "ร้านไหม")
    assert not {"สมศรี", "Somsri", "บ้าน", "https://a.th"} & set(line.values())


def test_csv_and_json_hold_the_same_rows() -> None:
    OrganisationFactory.create(name="=1+1", sector=SectorFactory.create(code="silk"), province=ProvinceFactory.create())
    OrganisationFactory.create(name="<script>")
    data = json.loads("".join(organisations_as_json(ALL)))
    assert data["count"] == 2
    assert [row["code"] for row in data["organisations"]] == [row["code"] for row in rows()]
    assert [list(row) for row in data["organisations"]] == [list(COLUMNS)] * 2
    assert {row["name"] for row in rows()} == {"'=1+1", "<script>"}
    assert {row["sector"] for row in data["organisations"]} == {"silk", None}


@pytest.mark.parametrize("count", [1, 20])
def test_a_file_of_any_length_costs_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        OrganisationFactory.create(sector=SectorFactory.create(), province=ProvinceFactory.create())
    with django_assert_num_queries(1):
        assert len(rows()) == count


@pytest.mark.parametrize("written", [organisations_as_csv, organisations_as_json])
def test_no_model_is_built_for_a_row_of_a_file(written: Callable[[OrganisationSelection], Iterator[str]]) -> None:
    row = OrganisationFactory.create()
    built: list[object] = []

    def note(instance: object, **_told: object) -> None:
        built.append(instance)

    post_init.connect(note)
    try:
        assert row.code in "".join(written(ALL))
    finally:
        post_init.disconnect(note)
    assert built == []


def test_the_workbook_holds_the_same_cells_and_no_name_of_a_person() -> None:
    OrganisationFactory.create(name="+ผ้าไหม", juristic_number="0105542067556")
    SoleTraderFactory.create(name="นางสาวสมศรี มีสุข")
    with organisations_as_workbook(ALL) as file:
        rows = list(openpyxl.load_workbook(file).worksheets[0].values)
    assert rows[0] == COLUMNS
    cells = {cell for row in rows for cell in row}
    assert {"+ผ้าไหม", "0105542067556"} <= cells
    assert not any("สมศรี" in str(cell) for cell in cells)
