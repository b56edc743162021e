"""What headings tell of the rows below them: titles above a table, the name of its sheet, lines between its rows."""

import re
from collections.abc import Iterable
from typing import Final

from members.imports.words import normal

_WORDS: Final = r"(?:ปีงบประมาณ|ปีงบ|ประจำปี|ปี|พ\.? ?ศ\.?|fy|fiscal year) *(?:พ\.? ?ศ\.?)? *"
_YEAR = re.compile(rf"{_WORDS}(25[0-9]{{2}})(?![0-9])(?! *(?:[-–—]|ถึง) *[0-9])", re.IGNORECASE)
# What is nothing but a year needs no word in front, and with one no century.
_BARE = re.compile(rf"(?:{_WORDS})?(?P<whole>25[0-9]{{2}})|{_WORDS}(?P<short>[4-9][0-9])", re.IGNORECASE)


def year_in_titles(texts: Iterable[str]) -> int | None:
    """Return the fiscal year that the titles name; None if they name none, or several."""
    years = {int(found[1]) for text in texts for found in _YEAR.finditer(normal(text[:400]))}
    return years.pop() if len(years) == 1 else None


def year_named(text: str) -> int | None:
    """Return the year that a heading is, "2565" or "ปีงบ 65"; None if it says more than that."""
    found = _BARE.fullmatch(normal(text[:80]))
    return None if found is None else int(found["whole"] or f"25{found['short']}")
