import re

import pytest

from thai.converters import FiscalYearConverter

converter = FiscalYearConverter()


@pytest.mark.parametrize("written", ["2550", "๒๕๕๐", "2๕5๐"])
def test_a_year_in_an_address_is_read_in_both_digits(written: str) -> None:
    assert re.fullmatch(converter.regex, written)
    assert converter.to_python(written) == 2550


@pytest.mark.parametrize("written", ["2399", "2701", "2007", "0000", "9999"])
def test_a_year_out_of_range_is_no_page(written: str) -> None:
    with pytest.raises(ValueError, match=r"กรุณา|ให้พิมพ์"):
        converter.to_python(written)


@pytest.mark.parametrize("written", ["²550", "255", "25500", "-255", "٢٥٥٠", "พ.ศ."])
def test_what_is_not_four_digits_is_no_year_in_an_address(written: str) -> None:
    assert not re.fullmatch(converter.regex, written)


def test_an_address_is_written_in_plain_digits() -> None:
    assert [converter.to_url(2550), converter.to_url("๒๕๕๐")] == ["2550", "2550"]
