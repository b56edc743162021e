"""Converter of addresses that contain a fiscal year."""

from thai.calendar import parse_fiscal_year


class FiscalYearConverter:
    """Four digits, Thai ones too (``PlainDigitsMiddleware`` redirects those); a year outside 2400–2700 is no page."""

    regex = "[0-9๐-๙]{4}"

    def to_python(self, value: str) -> int:
        return parse_fiscal_year(value)

    def to_url(self, value: int | str) -> str:
        return str(value if isinstance(value, int) else parse_fiscal_year(value))
