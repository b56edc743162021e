"""Telephone numbers: read as people type them, kept in one form, shown as people write them."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from thai.phones import ThaiPhoneError, clean_phone, format_phone, is_mobile


@pytest.mark.parametrize(
    "typed",
    ["022024414", "02-202-4414", "(02) 202 4414", "0 2202 4414", "+66 2 202 4414", "๐๒-๒๐๒-๔๔๑๔", "\u200b02–202–4414"],
)
def test_one_number_has_one_form_however_it_is_typed(typed: str) -> None:
    assert clean_phone(typed) == "+6622024414"


@pytest.mark.parametrize("typed", ["02-202-4414 ต่อ 12", "02-202-4414 ext. 12", "022024414x12", "02 202 4414 เบอร์ต่อ 12"])
def test_an_extension_stays_with_its_number(typed: str) -> None:
    assert clean_phone(typed) == "+6622024414;ext=12"


def test_a_hotline_of_four_digits_is_a_number() -> None:
    assert clean_phone("1572") == "1572"
    assert format_phone("1572") == "1572"
    assert not is_mobile("1572")


@pytest.mark.parametrize(
    "typed",
    ["", "-", "ไม่มี", "02-202-4414-18", "02-202-4414, 02-202-4415", "0812345", "2550", "²02202441", "0" * 1000, "02\0"],
)
def test_what_cannot_be_dialled_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(ThaiPhoneError) as refused:
        clean_phone(typed)
    assert "ครั้งละหนึ่งหมายเลข" in str(refused.value)
    assert not typed.strip("-") or typed not in str(refused.value)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+6622024414", "02-202-4414"),
        ("+66812345678", "081-234-5678"),
        ("+6622024414;ext=12", "02-202-4414 ต่อ 12"),
        ("+16502530000", "+1 650-253-0000"),
    ],
)
def test_a_number_is_shown_as_people_write_it(kept: str, shown: str) -> None:
    assert format_phone(kept) == shown


def test_the_word_before_an_extension_follows_the_language() -> None:
    with override(None):
        assert format_phone("+6622024414;ext=12").startswith("02-202-4414 ")


def test_a_mobile_number_is_told_from_that_of_an_office() -> None:
    assert is_mobile(clean_phone("081-234-5678"))
    assert not is_mobile(clean_phone("02-202-4414"))
    assert not is_mobile("")


@given(st.from_regex(r"0(?:2[0-9]{7}|[689][0-9]{8})", fullmatch=True))
def test_reading_what_was_kept_or_shown_gives_the_same_number(typed: str) -> None:
    try:
        kept = clean_phone(typed)
    except ThaiPhoneError:
        return  # digits that no plan of numbers holds
    assert clean_phone(kept) == clean_phone(format_phone(kept)) == kept


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        kept = clean_phone(typed)
    except ThaiPhoneError:
        return
    assert clean_phone(kept) == kept
