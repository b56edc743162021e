import pytest

from thai.numbers import ThaiNumberError, clean_juristic_number, format_juristic_number, mask

VALID = ["0105542067556", "0994000617721", "0993000133978"]


@pytest.mark.parametrize("number", VALID)
def test_a_valid_number_is_kept(number: str) -> None:
    assert clean_juristic_number(number) == number


@pytest.mark.parametrize(
    "text", ["0-1055-42067-55-6", " 0 10 5 542 06755 6 ", "๐๑๐๕๕๔๒๐๖๗๕๕๖", "0–1055–42067–55–6", "01055420\u200b67556"]
)
def test_a_number_is_read_with_dashes_spaces_and_thai_digits(text: str) -> None:
    assert clean_juristic_number(text) == "0105542067556"


def test_a_wrong_check_digit_is_refused() -> None:
    with pytest.raises(ThaiNumberError, match="หลักตรวจสอบไม่ตรง"):
        clean_juristic_number("0105542067557")


@pytest.mark.parametrize("number", ["1234545678781", "3100600445635", "1234545678789", "8-0000-00000-00-0"])
def test_a_national_number_is_told_apart_and_never_repeated(number: str) -> None:
    with pytest.raises(ThaiNumberError, match="เป็นเลขประจำตัวประชาชน ห้ามบันทึก") as refusal:
        clean_juristic_number(number)
    assert not any(sign in "123456789" for sign in str(refusal.value))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("010554206755", "13 หลัก แต่พบ 12 หลัก.*เลข 0 ตัวแรกอาจหายไป"),
        ("01055420675566", "แต่พบ 14 หลัก กรุณาตรวจสอบ$"),
        ("9105542067556", "ขึ้นต้นด้วย 0"),
        ("", "ตัวเลข 13 หลัก"),
        ("010554206755a", "ตัวเลข 13 หลัก"),
        ("010554206755²", "ตัวเลข 13 หลัก"),
        ("+105542067556", "ตัวเลข 13 หลัก"),
        ("0" * 5000, "ตัวเลข 13 หลัก"),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_do(text: str, complaint: str) -> None:
    with pytest.raises(ThaiNumberError, match=complaint):
        clean_juristic_number(text)


def test_a_number_is_printed_in_groups() -> None:
    assert format_juristic_number("0105542067556") == "0-10-5-542-06755-6"


def test_a_masked_number_shows_its_last_three_digits() -> None:
    assert mask("0105542067556") == "xxxxxxxxxx556"
    assert mask("123") == "xxx"
