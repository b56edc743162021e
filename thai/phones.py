"""Telephone numbers: one form to keep and compare, one to read. Thai unless a number says otherwise."""

import re
from functools import lru_cache
from typing import Final

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from thai.text import normalise

REGION: Final = "TH"
_LONGEST = 60  # signs; more isn't worth normalising
_HOTLINE = re.compile(r"1[0-9]{3}")  # four digits of a ministry, a bank or the police; no plan of numbers holds them
_EXTENSION = re.compile(r"(?:ต่อ|เบอร์ต่อ)\.? ?(?=[0-9])")
_DIALLED = re.compile(r"[0-9+()./\- ]+(?:(?:ext\.?|x|;ext=) ?[0-9]{1,7})?", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.PAGER}


class ThaiPhoneError(ValueError):
    """A number that can't be dialled. The message says what to do and never repeats the number."""


def clean_phone(text: str) -> str:
    """Return a telephone number as it's kept: ``+6622024414``, with an extension ``+6622024414;ext=12``.

    Reads Thai digits, spaces, dashes and "ต่อ 12"; a hotline of four digits stays as it is. Raises ThaiPhoneError.
    """
    plain = normalise(text).translate(_DASHES).lower() if len(text) <= _LONGEST else ""
    plain = _EXTENSION.sub(" ext. ", plain)
    if _HOTLINE.fullmatch(plain):
        return plain
    number = _parsed(plain) if _DIALLED.fullmatch(plain) else None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ThaiPhoneError(_("หมายเลขโทรศัพท์ไม่ถูกต้อง กรุณาพิมพ์ครั้งละหนึ่งหมายเลข เช่น 02-202-4414 หรือ 081-234-5678 ต่อ 12"))
    kept = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{kept};ext={number.extension}" if number.extension else kept


@lru_cache(maxsize=4096)  # one number is read, told apart and shown, each time from its text
def _parsed(text: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None


def is_mobile(phone: str) -> bool:
    """Tell whether a clean number is one that a person carries about."""
    number = _parsed(phone)
    return number is not None and phonenumbers.number_type(number) in _MOBILE


def format_phone(phone: str) -> str:
    """Return a clean number as people write it: "02-202-4414 ต่อ 12", a foreign one with its country."""
    number = _parsed(phone)
    if number is None or _HOTLINE.fullmatch(phone):
        return phone
    extension, bare = number.extension, PhoneNumber()
    bare.merge_from(number)
    bare.extension = None
    if number.country_code == phonenumbers.country_code_for_region(REGION):
        written = phonenumbers.format_number(bare, PhoneNumberFormat.NATIONAL).replace(" ", "-")
    else:
        written = phonenumbers.format_number(bare, PhoneNumberFormat.INTERNATIONAL)
    return written + (_(" ต่อ %(extension)s") % {"extension": extension} if extension else "")
