"""Query parameters are read, or named as wrong; nothing is guessed."""

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from records.paging import Cursor
from records.params import LONGEST_TEXT, CursorParam, PageParam, Params, TextParam


class Asked(Params):
    q = TextParam(label="คำค้น")
    page = PageParam()
    kind = forms.ChoiceField(label="ชนิด", required=False, choices=[("a", "ก"), ("b", "ข")])


def problems(query: str) -> list[tuple[str, str]]:
    params = Asked(QueryDict(query))
    assert not params.is_valid()
    return [(str(label), message) for label, message in params.problems]


def test_absent_parameters_are_the_first_page_and_no_text() -> None:
    params = Asked(QueryDict(""))
    assert params.is_valid()
    assert params.cleaned_data == {"q": "", "page": 1, "kind": ""}
    assert params.problems == []


def test_unknown_parameters_are_left_alone() -> None:
    assert Asked(QueryDict("utm_source=line&page=2")).is_valid()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "²", "1.5", "1e9", "99999999999999999999"])
def test_an_odd_page_is_named(page: str) -> None:
    ((label, message),) = problems(f"page={page}")
    assert label == "เลขหน้า (page)"
    assert message


def test_a_parameter_given_twice_with_two_values_is_named_and_with_one_value_is_fine() -> None:
    assert [label for label, _ in problems("q=ก&q=ข")] == ["คำค้น (q)"]
    assert Asked(QueryDict("q=ก&q=ก")).is_valid()


def test_a_control_character_is_named() -> None:
    assert [label for label, _ in problems("q=%00")] == ["คำค้น (q)"]


def test_a_text_longer_than_any_name_is_named() -> None:
    assert Asked(QueryDict(f"q={'ก' * LONGEST_TEXT}")).is_valid()
    assert [label for label, _ in problems(f"q={'ก' * (LONGEST_TEXT + 1)}")] == ["คำค้น (q)"]


def test_every_wrong_parameter_is_named() -> None:
    assert {label for label, _ in problems("page=0&kind=c&q=%07")} == {"เลขหน้า (page)", "ชนิด (kind)", "คำค้น (q)"}


@given(st.dictionaries(st.sampled_from(["q", "page", "kind", "x"]), st.text(), max_size=4))
def test_any_value_is_either_read_or_named(values: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(values)
    params = Asked(query)
    assert params.is_valid() or params.problems


def test_a_problem_of_no_parameter_in_particular_belongs_to_the_address() -> None:
    class Pair(Asked):
        def clean(self) -> dict[str, object]:
            self.add_error(None, "เลือกอย่างใดอย่างหนึ่ง")
            return super().clean()

    params = Pair(QueryDict(""))
    assert not params.is_valid()
    assert [(str(label), message) for label, message in params.problems] == [("ที่อยู่ของหน้า", "เลือกอย่างใดอย่างหนึ่ง")]


def test_a_cursor_is_read_absent_or_named() -> None:
    class Long(Params):
        cursor = CursorParam()

    written = Cursor(backwards=False, values=("ก", 1)).written()
    asked = Long(QueryDict(f"cursor={written}"))
    assert asked.is_valid()
    assert asked.cleaned_data == {"cursor": Cursor(backwards=False, values=("ก", 1))}
    assert Long(QueryDict("")).is_valid()
    assert [str(label) for label, _ in Long(QueryDict("cursor=abc")).problems] == ["ตำแหน่งในรายการ (cursor)"]
