"""What the rows above a table tell of it: the year of the list."""

import re
from collections.abc import Iterable

from members.imports.words import normal

_YEAR = re.compile(
    r"(?:ปีงบประมาณ|ปีงบ|ประจำปี|ปี|พ\.? ?ศ\.?|fy|fiscal year) *(?:พ\.? ?ศ\.?)? *(25[0-9]{2})(?![0-9])", re.IGNORECASE
)


def year_in_titles(texts: Iterable[str]) -> int | None:
    """Return the fiscal year that the titles name; None if they name none, or several."""
    years = {int(found[1]) for text in texts for found in _YEAR.finditer(normal(text[:400]))}
    return years.pop() if len(years) == 1 else None
