"""Reads the values of a list as offices write them. What can be read in two ways is refused, with what to type."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from stdnum.th import moa, pin

from members.imports.tables import BOOL, ERROR, FORMULA, LONG, Cell
from members.imports.words import normal
from thai.numbers import LENGTH, ThaiNumberError, clean_juristic_number, mask
from thai.phones import ThaiPhoneError, clean_phone

MOST_EMPLOYEES: Final = 1_000_000
_BLANK: Final = frozenset(
    {
        "-",
        "--",
        "---",
        "–",
        "—",
        "_",
        ".",
        "ไม่มี",
        "ไม่มีข้อมูล",
        "ไม่ระบุ",
        "ไม่ทราบ",
        "n/a",
        "na",
        "n.a.",
        "none",
        "null",
        "nil",
    }
)
_ERRORS: Final = frozenset({"#ref!", "#value!", "#n/a", "#div/0!", "#name?", "#null!", "#num!", "#spill!", "#calc!"})


class ValueProblem(ValueError):  # noqa: N818  # the value has one, the program none
    """A value that a person must look at. The message says what to type."""


def readable(cell: Cell | None) -> str:
    """Return the text of a cell in its one form, "" for a blank one or a word for "nothing".

    Raises ValueProblem for what a spreadsheet couldn't work out or nobody can read.
    """
    if cell is None:
        return ""
    if cell.kind == ERROR or cell.text.strip().lower() in _ERRORS:
        raise ValueProblem(
            _("ช่องนี้เป็นข้อผิดพลาดของ Excel (%(error)s) กรุณาพิมพ์ค่าที่ถูกต้องแทน") % {"error": cell.text.strip()[:12]}
        )
    if cell.kind == FORMULA:
        raise ValueProblem(_("ช่องนี้เป็นสูตรที่ยังไม่ได้คำนวณ กรุณาเปิดไฟล์ใน Excel แล้วบันทึกอีกครั้ง หรือพิมพ์ค่าแทนสูตร"))
    if cell.kind == LONG:
        raise ValueProblem(_("ข้อความยาวเกินไป กรุณาย่อให้สั้นลง"))
    text = normal(cell.text)
    if "\ufffd" in text:
        raise ValueProblem(_("มีตัวอักษรที่อ่านไม่ได้ กรุณาพิมพ์ข้อความในช่องนี้ใหม่"))
    return "" if text.lower() in _BLANK else text


def read_text(cell: Cell | None, *, longest: int) -> str:
    """Return one line of text. A person's national number has no place in it."""
    text = readable(cell)
    if len(text) > longest:
        raise ValueProblem(
            _("ข้อความยาว %(found)d ตัวอักษร กรุณาย่อให้ไม่เกิน %(longest)d") % {"found": len(text), "longest": longest}
        )
    if holds_national_number(text):
        raise ValueProblem(_("มีเลขประจำตัวประชาชนอยู่ในข้อความ ห้ามบันทึก กรุณาลบเลขออก"))
    return text


_THIRTEEN = re.compile(r"(?<![0-9])[1-8](?:[ -]?[0-9]){12}(?![0-9])")


def holds_national_number(text: str) -> bool:
    digits = (re.sub("[ -]", "", found[0]) for found in _THIRTEEN.finditer(text))
    return any(pin.is_valid(number) for number in digits)


def shown(text: str) -> str:
    """Return the beginning of a text for a message, without a person's national number."""
    return _THIRTEEN.sub(lambda found: mask(re.sub("[ -]", "", found[0])), text)[:40]


_NUMBER_LABEL = re.compile(r"^(?:(?:ทะเบียน|นิติบุคคล|เลขที่|เลข|ที่|no)[ .:]*)+(?=[0-9])", re.IGNORECASE)
# Whoever has none; what else stands there a person must read.
_NO_NUMBER = re.compile(r"(?:ไม่มี|ไม่ได้|ไม่จด|ยังไม่|ไม่ใช่|อยู่ระหว่าง|บุคคลธรรมดา)[^0-9]*")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,3}", re.IGNORECASE)


def read_juristic_number(cell: Cell | None) -> str:
    """Return the 13 digits, "" for none; a zero that a spreadsheet ate comes back if the check digit then holds."""
    text = _NUMBER_LABEL.sub("", readable(cell).strip("'’‘`\""))
    if not text or _NO_NUMBER.fullmatch(text):
        return ""
    if _SCIENTIFIC.fullmatch(text.replace(" ", "").replace(",", "")):
        raise ValueProblem(
            _("Excel ย่อเลขทะเบียนเป็น %(text)s เลขท้ายจึงหายไป กรุณาจัดรูปแบบช่องเป็น “ข้อความ” แล้วพิมพ์เลข 13 หลักใหม่")
            % {"text": text[:20]}
        )
    digits = re.sub(r"[ .\-‐‑‒–—−]", "", text[:-2] if text.endswith(".0") else text)
    if digits.isascii() and digits.isdecimal():
        if len(digits) == LENGTH - 1 and moa.is_valid(f"0{digits}"):
            return f"0{digits}"
        text = digits
    try:
        return clean_juristic_number(text)
    except ThaiNumberError as error:
        raise ValueProblem(str(error)) from error


_COUNT = re.compile(
    r"(?:ประมาณ|ราว|จำนวน|รวม|about|approx\.?)? ?(?P<count>[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]{1,9})(?:\.0+)? ?"
    r"(?:คน|ราย|ท่าน|อัตรา|persons?|people|employees?|staff)?\.?",
    re.IGNORECASE,
)


def read_count(cell: Cell | None) -> int | None:
    text = readable(cell)
    if not text:
        return None
    found = _COUNT.fullmatch(text)
    count = int(re.sub("[, ]", "", found["count"])) if found else MOST_EMPLOYEES + 1
    if count > MOST_EMPLOYEES:
        raise ValueProblem(_("อ่านจำนวนไม่ได้ กรุณาพิมพ์จำนวนคนเป็นตัวเลขจำนวนเดียว เช่น 25"))
    return count


_PHONE_LABEL = re.compile(
    r"(?:เบอร์|โทรศัพท์|โทร|มือถือ|สำนักงาน|(?<![a-z])(?:tel|mobile|phone|office|[tm]))[. :]*(?=[0-9+(])", re.IGNORECASE
)
# "โทร./โทรสาร 053-123456": one line for both.
_PHONE_AND_FAX = re.compile(
    r"(?:โทรศัพท์|โทร|(?<![a-z])(?:tel|phone|t))[. ]*(?:[/,&]|และ) *(?:โทรสาร|แฟกซ์|แฟ็กซ์|fax|f)[. :]*(?=[0-9+(])",
    re.IGNORECASE,
)
# It ends where another number begins: "แฟกซ์ 053-123456 081-2345678".
_FAX = re.compile(r"(?:โทรสาร|แฟกซ์|แฟ็กซ์|(?<![a-z])(?:fax|f))[. :]*[0-9](?:(?! +0[0-9-]{8})[0-9 ()-])*", re.IGNORECASE)
# "053-123456-8": the lines from 053-123456 to 053-123458, as offices write them.
_LINES = re.compile(r"(?P<first>0[0-9 -]*[0-9])(?P<digit>[0-9]) ?(?:-|ถึง) ?(?P<last>[0-9])")
_BETWEEN_PHONES = re.compile(r"[,;/|\n]|และ|หรือ|(?<=[0-9])  +(?=0)|(?<=[0-9]{4}) (?=0[0-9-]{8})")


def read_phones(cell: Cell | None) -> tuple[str, ...]:
    """Return the numbers of a cell as they're kept; a zero that a spreadsheet ate comes back."""
    if cell is None or not readable(cell):
        return ()
    raw = normal(cell.text.replace("\n", " , "))
    for left_out in (_PHONE_AND_FAX, _FAX, _PHONE_LABEL):
        raw = left_out.sub(" ", raw)
    raw = raw.strip("'’ ")
    parts = [part.strip() for part in _BETWEEN_PHONES.split(raw) if part.strip()]
    return tuple(dict.fromkeys(number for part in parts for number in _phones(part)))


def _phones(text: str) -> list[str]:
    """Return the number that a text is, or each number of the range of lines that it names."""
    digits = text.replace("-", "").replace(" ", "")
    candidates = [[text]]
    if digits.isdecimal() and len(digits) in {8, 9} and digits[0] != "0":
        candidates.append([f"0{digits}"])
    if lines := _LINES.fullmatch(text):
        last_digits = range(int(lines["digit"]), int(lines["last"]) + 1)
        candidates.append([f"{lines['first']}{digit}" for digit in last_digits] or [text])
    problem = ""
    for candidate in candidates:
        try:
            return [clean_phone(number) for number in candidate]
        except ThaiPhoneError as error:
            problem = str(error)
    raise ValueProblem(problem)


_BETWEEN_EMAILS = re.compile(r"[,;\s]+|(?<=[a-z])/(?=[a-z])")


def read_emails(cell: Cell | None) -> tuple[str, ...]:
    text = readable(cell).lower()
    found = [part.removeprefix("mailto:").strip("<>()'\"") for part in _BETWEEN_EMAILS.split(text)]
    emails = tuple(dict.fromkeys(part for part in found if part and part not in {"email:", "e-mail:", "และ", "หรือ"}))
    for email in emails:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValueProblem(_("อีเมลไม่ถูกต้อง กรุณาพิมพ์เช่น name@example.com")) from error
    return emails


_YES: Final = frozenset(
    {
        "ยินยอม",
        "✓",
        "✔",
        "☑",
        "√",
        "/",
        "y",
        "yes",
        "true",
        "1",
        "ให้",
        "ให้ความยินยอม",
        "ยินยอมให้เปิดเผย",
        "ยินยอมเปิดเผย",
        "ยินยอมให้เปิดเผยข้อมูล",
        "ยินยอมเปิดเผยข้อมูล",
        "ยินยอมให้เผยแพร่",
    }
)
_NO: Final = frozenset(
    {"n", "no", "false", "0", "x", "✗", "✘", "×", "☐", "□", "ปฏิเสธ", "not", "no consent", "not consent"}
)


def read_consent(cell: Cell | None) -> bool | None:
    """Tell whether a word says yes or no; None where there is none. Raises ValueProblem for any other."""
    text = readable(cell).lower().strip(" .").replace("*", "")
    if cell is not None and cell.kind == BOOL:
        return text == "true"
    bare = text.replace(" ", "")
    if not bare:
        return None
    if text in _NO or bare.startswith(("ไม่", "ยังไม่", "มิ", "งด", "do not", "donot", "don't")):
        return False
    if bare in _YES:
        return True
    raise ValueProblem(_("อ่านความยินยอม “%(text)s” ไม่ออก กรุณาพิมพ์ ยินยอม หรือ ไม่ยินยอม") % {"text": shown(text)})
