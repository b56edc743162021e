"""The juristic number: 13 digits that the Department of Business Development gives to a firm."""

from django.utils.translation import gettext as _
from stdnum.th import moa

from thai.text import normalise

LENGTH = 13
_LONGEST = 100  # signs; more isn't worth normalising
_SEPARATORS = dict.fromkeys(map(ord, " -‐‑‒–—−"))


class ThaiNumberError(ValueError):
    """A number that can't be kept. The message says what to do and never repeats the number."""


def clean_juristic_number(text: str) -> str:
    """Return the 13 digits of a juristic number typed with Thai digits, spaces or dashes.

    Raises ThaiNumberError. Thirteen digits that begin with 1 to 8 are a person's national number, with a right check
    digit or not, and may not be kept (personal data).
    """
    number = _digits(text)
    if len(number) != LENGTH:
        hint = _(" หากคัดลอกมาจาก Excel เลข 0 ตัวแรกอาจหายไป") if len(number) == LENGTH - 1 else ""
        raise ThaiNumberError(
            _("เลขทะเบียนนิติบุคคลต้องมี 13 หลัก แต่พบ %(found)d หลัก กรุณาตรวจสอบ") % {"found": len(number)} + hint
        )
    if number[0] in "12345678":
        raise ThaiNumberError(
            _("เป็นเลขประจำตัวประชาชน ห้ามบันทึกในช่องนี้ หากเป็นกิจการของบุคคลธรรมดาให้เว้นว่าง หากเป็นนิติบุคคลให้ใช้เลขที่ขึ้นต้นด้วย 0")
        )
    if number[0] != "0":
        raise ThaiNumberError(_("เลขทะเบียนนิติบุคคลต้องขึ้นต้นด้วย 0 กรุณาตรวจสอบ"))
    if not moa.is_valid(number):
        raise ThaiNumberError(_("เลขทะเบียนนิติบุคคลไม่ถูกต้อง (หลักตรวจสอบไม่ตรง) กรุณาตรวจสอบทีละหลัก"))
    return number


def _digits(text: str) -> str:
    number = "" if any(sign.isnumeric() and not sign.isdecimal() for sign in text) else normalise(text[: _LONGEST + 1])
    number = number.translate(_SEPARATORS)
    if len(text) > _LONGEST or not (number.isascii() and number.isdecimal()):
        raise ThaiNumberError(_("เลขทะเบียนนิติบุคคลต้องเป็นตัวเลข 13 หลัก กรุณาพิมพ์เฉพาะตัวเลข"))
    return number


def format_juristic_number(number: str) -> str:
    """Return a clean number in its printed groups: 0-10-5-542-06755-6."""
    return moa.format(number)


def mask(number: str) -> str:
    """Return ``number`` with all digits but the last three hidden, for logs and messages."""
    shown = number[-3:] if len(number) >= LENGTH else ""
    return "x" * (len(number) - len(shown)) + shown
