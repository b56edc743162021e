"""Published editions as pages and files show them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from programmes.models import Edition
from programmes.reports.edition_value import report_in
from programmes.reports.groups_per_year import GroupsPerYear
from programmes.reports.names import Name
from programmes.reports.plain import from_plain
from programmes.reports.year_line import ScopeAsked, YearLine
from programmes.reports.year_report import YearReport
from thai.calendar import ERA_OFFSET, format_fiscal_year


@dataclass(frozen=True)
class EditionHead:
    """What is said of an edition beside its figures. ``published_on`` is None as long as it is a draft."""

    year: int
    number: int
    reason: str
    drafted_office: Name
    approved_office: Name | None
    published_on: date | None
    sha256: str

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Return the head of an edition that was read with its round; no query."""
        return cls(
            year=edition.round.fiscal_year,
            number=edition.number,
            reason=edition.reason,
            drafted_office=Name(edition.drafted_office, edition.drafted_office_en),
            approved_office=Name(edition.approved_office, edition.approved_office_en) if edition.is_published else None,
            published_on=localtime(edition.published_at).date() if edition.published_at else None,
            sha256=edition.sha256,
        )

    @property
    def name(self) -> str:
        return _("ฉบับเผยแพร่ที่ %(number)s") % {"number": self.number}

    @property
    def address(self) -> str:
        return reverse("portal:edition", args=[self.year, self.number])

    def citation(self, site: str) -> str:
        """Say how to cite the edition; ``site`` is the address of the portal's front page."""
        words = {
            "published": self.published_on.year + ERA_OFFSET if self.published_on else "–",
            "year": format_fiscal_year(self.year),
            "edition": self.name,
            "address": f"{site}{self.address}",
        }
        text = _(
            "กรมส่งเสริมอุตสาหกรรม. (%(published)s). รายงานผลโครงการ%(year)s. %(edition)s. "
            "พอร์ทัลคลัสเตอร์อุตสาหกรรม. %(address)s"
        )
        return text % words

    def as_data(self) -> dict[str, Any]:
        """Return what data say of the edition that they come from."""
        return {
            "number": self.number,
            "published": self.published_on.isoformat() if self.published_on else None,
            "reason": self.reason or None,
            "drafted_by": str(self.drafted_office),
            "approved_by": str(self.approved_office) if self.approved_office else None,
            "sha256": self.sha256,
        }


@dataclass(frozen=True)
class EditionShown:
    """An edition with the report that it froze, and all editions of the year, the latest first."""

    head: EditionHead
    report: YearReport
    all_of_year: tuple[EditionHead, ...]
    kinds: frozenset[str]  # of the files that were issued

    @property
    def is_latest(self) -> bool:
        return self.head.number == self.all_of_year[0].number

    @property
    def latest(self) -> EditionHead:
        return self.all_of_year[0]

    @property
    def others(self) -> tuple[EditionHead, ...]:
        return tuple(head for head in self.all_of_year if head != self.head)


def edition_shown(year: int, money: ScopeAsked = "all", number: int | None = None) -> EditionShown | None:
    """Return an edition of a year, by default the one that stands; None where none is published; three queries."""
    rows = list(
        Edition.objects.published().of_year(year).select_related("round").defer("content", "lines").order_by("-number")
    )
    asked = next((row for row in rows if number is None or row.number == number), None)
    if asked is None:
        return None
    content = json.loads(Edition.objects.values_list("content", flat=True).get(pk=asked.pk))
    heads = tuple(EditionHead.of(row) for row in rows)
    kinds = frozenset(asked.files.values_list("kind", flat=True))
    return EditionShown(EditionHead.of(asked), report_in(content, money), heads, kinds)


def lines_of(reports: Iterable[tuple[ScopeAsked, YearReport]]) -> dict[str, Any]:
    """Return the year's line of the yearly table by scope, as the edition keeps it beside its content."""
    return {money: report.to_json()["line"] for money, report in reports}


def published_groups(first: int, last: int, scope: ScopeAsked = "all") -> GroupsPerYear:
    """Return the yearly table in which a year with an edition stands as that says; five queries."""
    live = GroupsPerYear.for_span(first, last, scope)
    frozen = {
        year: (number, lines[scope])
        for year, number, lines in Edition.objects.latest(first, last).values_list(
            "round__fiscal_year", "number", "lines"
        )
    }
    return replace(live, lines=tuple(_line(line, frozen) for line in live.lines)) if frozen else live


def _line(live: YearLine, frozen: dict[int, tuple[int, Any]]) -> YearLine:
    """Put the edition's line in place of today's; of years that share a figure the first one's edition speaks."""
    held = next((frozen[year] for year in range(live.from_year, live.to_year + 1) if year in frozen), None)
    if held is None:
        return live
    number, plain = held
    return replace(from_plain(YearLine, plain), edition=number)
