from datetime import date
from typing import Any

import pytest
from django import forms
from django.contrib import admin
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.test import RequestFactory

from tests.thai.sample import Sample
from thai.fields import DerivedField, SearchKeyField, SortKeyField
from thai.text import search_key, sort_key

FIELDS = ("from_year", "founded_on", "seen_at", "juristic_number")

pytestmark = pytest.mark.usefixtures("sample_table")  # cleaning a form asks the database about the constraints


def admin_form() -> Any:
    site = admin.AdminSite()
    kind = type("SampleAdmin", (admin.ModelAdmin,), {"fields": FIELDS})
    return kind(Sample, site).get_form(RequestFactory().get("/"))


def field(name: str) -> Any:
    return Sample._meta.get_field(name)


def test_the_admin_gets_text_boxes_for_years_and_dates() -> None:
    widgets = [admin_form().base_fields[name].widget for name in FIELDS[:3]]
    assert [widget.input_type for widget in widgets] == ["text", "text", "text"]
    assert not any("vDateField" in str(widget.attrs) or "vIntegerField" in str(widget.attrs) for widget in widgets)


def test_a_row_is_cleaned_as_a_form_is() -> None:
    row = Sample(from_year="๒๕๕๐", juristic_number="0-1055-42067-55-6", name="ก")
    row.clean_fields()
    assert (row.from_year, row.juristic_number) == (2550, "0105542067556")
    with pytest.raises(ValidationError, match="เป็นเลขประจำตัวประชาชน"):
        Sample(juristic_number="1234545678781").clean_fields()
    with pytest.raises(ValidationError, match=r"ไม่น้อยกว่า พ.ศ. 2400"):
        Sample(from_year=2007).clean_fields()


def test_a_fixture_has_its_dates_in_the_common_era() -> None:
    assert field("founded_on").to_python("2026-11-22") == date(2026, 11, 22)
    assert '"2026-11-22"' in serializers.serialize("json", [Sample(founded_on=date(2026, 11, 22))])


@pytest.mark.parametrize("year", [2399, 2701, 2007, 1])
def test_the_database_refuses_a_year_out_of_range(year: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.create(from_year=year)


@pytest.mark.parametrize("year", [2400, 2700, None])
def test_the_database_takes_the_ends_of_the_range_and_an_unknown_year(year: int | None) -> None:
    row = Sample.objects.create(from_year=year)
    row.validate_constraints()
    assert Sample.objects.get(from_year=year) if year else Sample.objects.get(from_year__isnull=True)


def test_keys_are_filled_when_rows_are_saved_one_by_one_or_in_bulk() -> None:
    row = Sample.objects.create(name="ข้าวหอม", name_en="Jasmine Rice")
    assert (row.search_key, row.sort_key) == (search_key("ข้าวหอม", "Jasmine Rice"), sort_key("ข้าวหอม"))
    row.name = "น้ำ"
    row.save()
    Sample.objects.bulk_create([Sample(name="ไหม")])
    stored = dict(Sample.objects.values_list("name", "search_key"))
    assert stored == {"น้ำ": search_key("น้ำ", "Jasmine Rice"), "ไหม": search_key("ไหม")}


def test_a_key_that_missed_a_write_can_be_told_by_its_derived_value() -> None:
    Sample.objects.create(name="ก")
    Sample.objects.update(name="ข")
    row = Sample.objects.get()
    derived = [each for each in Sample._meta.get_fields() if isinstance(each, DerivedField)]
    assert [each.name for each in derived if getattr(row, each.name) != each.derived_value(row)] == [
        "search_key",
        "sort_key",
    ]


def test_a_source_that_is_null_counts_as_empty() -> None:
    row = Sample(name="ก", name_en=None)
    assert field("search_key").derived_value(row) == "ก"


@pytest.mark.parametrize(
    "derived",
    [SearchKeyField(sources=("name", "nickname")), SortKeyField(source="nickname"), SearchKeyField(sources=())],
)
def test_a_derived_field_without_its_source_is_an_error_of_the_system_check(derived: Any) -> None:
    derived.set_attributes_from_name("key")
    derived.model = Sample
    assert any("source" in error.msg for error in derived.check())


@pytest.mark.parametrize("name", ["from_year", "founded_on", "seen_at", "juristic_number", "search_key", "sort_key"])
def test_fields_are_written_into_migrations_and_read_back_the_same(name: str) -> None:
    _, path, args, kwargs = field(name).deconstruct()
    assert path == f"thai.fields.{type(field(name)).__name__}"
    copy: models.Field[Any, Any] = type(field(name))(*args, **kwargs)
    assert copy.deconstruct()[1:] == field(name).deconstruct()[1:]
    assert "thai.fields" in MigrationWriter.serialize(field(name))[0]


def test_a_key_is_kept_out_of_forms() -> None:
    assert not {"search_key", "sort_key"} & set(forms.modelform_factory(Sample, fields="__all__").base_fields)


@pytest.mark.parametrize("odd", ["²", "abc", "-1", "9" * 30, ""])
def test_a_lookup_by_part_of_a_juristic_number_takes_anything(odd: str) -> None:
    assert list(Sample.objects.filter(juristic_number__startswith=odd)) == []
