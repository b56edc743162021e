"""What was understood of a file: members with their values, and what an officer must be told."""

from dataclasses import dataclass, field, replace
from datetime import date

from members.imports.columns import LABELS, Field


@dataclass(frozen=True, slots=True)
class Problem:
    """What an officer is told: where it is, and what to type or to know."""

    sheet: str
    row: int | None
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Member:
    """The values of one row, each in the form in which it's kept; "" and None where the list says nothing."""

    name: str = ""
    name_en: str = ""
    number: str = ""
    contact: str = ""
    position: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    province: str = ""
    sector: str = ""
    products: str = ""
    cluster: str = ""
    joined_year: int | None = None
    employees: int | None = None
    consented_on: date | None = None
    refuses: bool = False  # the list says no, instead of nothing

    @property
    def consents(self) -> bool:
        return self.consented_on is not None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that means a member; with ``problems`` it waits for a decision."""

    sheet: str
    number: int
    member: Member
    problems: tuple[Problem, ...] = ()
    # Where else the cluster may be named, nearest first: a heading above the row, the sheet, the titles.
    cluster_hints: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.problems

    def flagged(self, field_: Field | str, message: str) -> "ReadRow":
        """Return the row as one that waits, because of a field, or of a column by its name."""
        column = str(LABELS[field_]) if isinstance(field_, Field) else field_
        problem = Problem(self.sheet, self.number, column, message)
        return replace(self, problems=(*self.problems, problem))


@dataclass
class Reading:
    """A file as it was understood. ``notices`` must be told before anything is written, ``remarks`` only may be."""

    rows: list[ReadRow] = field(default_factory=list)
    skipped: int = 0
    notices: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    title_year: int | None = None

    @property
    def latest_year(self) -> int | None:
        return max((row.member.joined_year for row in self.rows if row.member.joined_year), default=None)
