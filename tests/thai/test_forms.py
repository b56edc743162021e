from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms

from tests.thai.sample import Sample

FIELDS = ("from_year", "founded_on", "seen_at", "juristic_number")

pytestmark = pytest.mark.usefixtures("sample_table")  # cleaning a form asks the database about the constraints


def sample_form(**data: str) -> Any:
    return forms.modelform_factory(Sample, fields=FIELDS)(data)


def test_a_form_reads_years_and_dates_of_the_buddhist_era() -> None:
    form = sample_form(from_year="พ.ศ. ๒๕๕๐", founded_on="๒๒ พ.ย. ๒๕๖๙", seen_at="22/11/2569 18:30", juristic_number="")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["from_year"] == 2550
    assert form.cleaned_data["founded_on"] == date(2026, 11, 22)
    assert form.cleaned_data["seen_at"] == datetime(2026, 11, 22, 11, 30, tzinfo=UTC)


def test_a_form_shows_what_is_kept_in_the_buddhist_era() -> None:
    row = Sample(from_year=2550, founded_on=date(2028, 2, 29), seen_at=datetime(2026, 11, 22, 11, 30, tzinfo=UTC))
    form = forms.modelform_factory(Sample, fields=FIELDS)(instance=row)
    shown = [form[name].as_widget() for name in FIELDS[:3]]
    assert 'value="2550"' in shown[0]
    assert 'value="29/02/2571"' in shown[1]
    assert 'value="22/11/2569 18:30"' in shown[2]
    assert not any("style=" in widget or "on" + "change" in widget for widget in shown)


@pytest.mark.parametrize(
    ("name", "typed", "complaint"),
    [
        ("from_year", "2007", "หากหมายถึงปีงบประมาณ 2550 ให้พิมพ์ 2550"),
        ("from_year", "2²50", "กรุณาพิมพ์ปี พ.ศ. สี่หลัก"),
        ("from_year", "2800", "ระหว่าง พ.ศ. 2400 ถึง 2700"),
        ("founded_on", "22/11/2026", "ให้พิมพ์ 22/11/2569"),
        ("founded_on", "31/02/2569", "ไม่มีวันที่ 31"),
        ("seen_at", "22/11/2569", "อ่านวันและเวลาไม่ได้"),
        ("juristic_number", "1234545678781", "เป็นเลขประจำตัวประชาชน"),
    ],
)
def test_a_form_refuses_with_what_to_do(name: str, typed: str, complaint: str) -> None:
    form = sample_form(**{name: typed})
    assert complaint in form.errors[name][0]


@pytest.mark.parametrize("blank", ["", "  ", "\u200b"])
def test_blank_boxes_are_unknown(blank: str) -> None:
    form = sample_form(from_year=blank, founded_on=blank, seen_at=blank, juristic_number=blank)
    assert form.is_valid(), form.errors
    assert [form.cleaned_data[name] for name in FIELDS] == [None, None, None, ""]


def test_a_form_sent_back_as_it_was_shown_has_not_changed() -> None:
    row = Sample(from_year=2550, founded_on=date(2028, 2, 29), seen_at=datetime(2026, 11, 22, 11, 30, 59, tzinfo=UTC))
    kind = forms.modelform_factory(Sample, fields=FIELDS)
    shown = {name: kind(instance=row)[name].value() for name in FIELDS}
    sent = {name: kind(instance=row).fields[name].widget.format_value(value) or "" for name, value in shown.items()}
    assert kind(sent, instance=row).changed_data == []
    assert kind({**sent, "seen_at": "22/11/2569 18:31"}, instance=row).changed_data == ["seen_at"]


def test_a_form_reads_a_juristic_number_with_dashes() -> None:
    form = sample_form(juristic_number="0-1055-42067-55-6")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["juristic_number"] == "0105542067556"
    assert "maxlength" not in str(form["juristic_number"])
