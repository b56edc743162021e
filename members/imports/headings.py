"""What stands above the rows of a list and between them, and holds for those below: group, province, year."""

from dataclasses import dataclass

from members.imports.places import province_of_heading
from members.imports.titles import year_in_titles, year_named


@dataclass
class Headings:
    """The headings that hold for the next row; a sheet's name is the first of them."""

    group: str = ""
    province: str = ""
    year: int | None = None

    def enter(self, text: str) -> None:
        """Take a line between the rows for the year, the province or the group of those below it."""
        year = year_named(text)
        if (told := year or year_in_titles([text])) is not None:
            self.year = told
        if province := province_of_heading(text):
            self.province = province
        elif year is None:
            self.group = text
