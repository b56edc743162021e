"""A drop-down offers its choices, shows the chosen one, and runs nothing that stands in them."""

import pytest
from django import forms
from django.test import SimpleTestCase
from django.utils.translation import gettext_lazy, override

from records.drop_downs import DropDown

CHOICES = [("", gettext_lazy("ทั้งหมด")), ("10", "กรุงเทพมหานคร"), ("1", 'ก "ข" & <ค>'), ("10 ", "ง")]


class Filters(forms.Form):
    place = forms.ChoiceField(choices=CHOICES, required=False, widget=DropDown(attrs={"class": "wide"}))


class Stock(forms.Form):
    place = forms.ChoiceField(choices=CHOICES, required=False, widget=forms.Select(attrs={"class": "wide"}))


@pytest.mark.parametrize(
    "chosen", [{}, {"place": ""}, {"place": "10"}, {"place": "1"}, {"place": "77"}, {"place": '"><b>'}]
)
def test_it_says_what_django_says(chosen: dict[str, str]) -> None:
    SimpleTestCase().assertHTMLEqual(str(Filters(chosen)["place"]), str(Stock(chosen)["place"]))


def test_an_attribute_without_a_value_is_written_alone() -> None:
    assert " disabled>" in DropDown(attrs={"disabled": True}).render("place", None)


def test_words_are_those_of_the_language_that_is_asked_for() -> None:
    widget = DropDown(choices=[("", gettext_lazy("ทั้งหมด"))])

    with override("en"):
        english = widget.render("place", "")
    assert english != widget.render("place", "")
