"""The one form of a text, quickly."""

from hypothesis import given
from hypothesis import strategies as st

from members.imports.words import normal, same_name
from thai.organisations import identity_name
from thai.text import normalise


@given(st.text(alphabet="กขนเแโไาำัิี่้๊์็ๆฯ .aA1-๑ํฺ\u200b \n", max_size=12) | st.text(max_size=300))
def test_the_quick_form_is_the_same_as_the_careful_one(text: str) -> None:
    assert normal(text) == normalise(text)


def test_the_name_that_is_compared_is_the_same() -> None:
    assert same_name("บริษัท ไหมไทย จำกัด") == identity_name("บจก. ไหมไทย")
