"""The programme's history as documents tell it: statements with their figures, each with source and quotation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from clusters.models import Cluster
from clusters.reports.named import NamedCluster, named
from programmes.models import Milestone, Objective, Participation, ReportedFigure, Source
from programmes.reports.figure import FigureShown, SourceShown
from programmes.reports.statements import Statement, statements_of
from thai.calendar import LAST_YEAR, plain_years

DEPARTMENT_PAGE = "H"
STUDY = "J"
STEPS_PAGE = "S"
CLUSTER_MAPPING = "M"


@dataclass(frozen=True)
class Document:
    """A source in the list of all sources; ``anchor`` is its place on the page."""

    shown: SourceShown
    reference: str

    @property
    def anchor(self) -> str:
        return f"source-{self.shown.code}"


@dataclass(frozen=True)
class Told:
    """A milestone, a claim or an objective: the portal's words, the document's words, the document."""

    title: str
    text: str
    quotation: str
    source: SourceShown
    day: date | None = None
    year: int | None = None
    to_year: int | None = None

    @property
    def years(self) -> str:
        return plain_years(self.year, self.to_year or self.year) if self.year else ""


@dataclass(frozen=True)
class StoryYear:
    """A fiscal year, or a span that a document counts as one, with all that documents say of it."""

    from_year: int
    to_year: int
    statements: tuple[Statement, ...]

    @property
    def years(self) -> str:
        return plain_years(self.from_year, self.to_year)


@dataclass(frozen=True)
class HistoryStory:
    """Everything that the page on the history tells; five queries, whatever the number of rows."""

    documents: tuple[Document, ...]
    events: tuple[Told, ...]
    claims: tuple[Told, ...]
    objectives: tuple[Told, ...]
    years: tuple[StoryYear, ...]
    pilots: tuple[NamedCluster, ...]

    @classmethod
    def of_programme(cls) -> Self:
        milestones = sorted(Milestone.objects.select_related("source").order_by("pk"), key=_when)
        figures = (
            ReportedFigure.objects.current().select_related("source", "funder").order_by("from_year", "to_year", "pk")
        )
        return cls(
            documents=tuple(Document(SourceShown.of(row), row.reference) for row in Source.objects.all()),
            events=tuple(_milestone(row) for row in milestones if row.kind == Milestone.Kind.EVENT),
            claims=tuple(_milestone(row) for row in milestones if row.kind == Milestone.Kind.CLAIM),
            objectives=tuple(_objective(row) for row in Objective.objects.select_related("source")),
            years=_years_told(FigureShown.of(row) for row in figures),
            pilots=_pilots(),
        )

    @property
    def department_page(self) -> SourceShown | None:
        return self._document(DEPARTMENT_PAGE)

    @property
    def study(self) -> SourceShown | None:
        return self._document(STUDY)

    @property
    def steps_page(self) -> SourceShown | None:
        return self._document(STEPS_PAGE)

    @property
    def cluster_mapping(self) -> SourceShown | None:
        return self._document(CLUSTER_MAPPING)

    def _document(self, code: str) -> SourceShown | None:
        return next((document.shown for document in self.documents if document.shown.code == code), None)


def _when(row: Milestone) -> tuple[int, date]:
    """Return the place of a milestone: by year, in it by day; those without either come last."""
    return row.year or LAST_YEAR, row.day or date.max


def _milestone(row: Milestone) -> Told:
    return Told(
        title=str(row),
        text=row.text_shown,
        quotation=row.quotation,
        source=SourceShown.of(row.source),
        day=row.day,
        year=row.year,
        to_year=row.to_year,
    )


def _objective(row: Objective) -> Told:
    return Told(title="", text=str(row), quotation=row.quotation, source=SourceShown.of(row.source))


def _years_told(figures: Iterable[FigureShown]) -> tuple[StoryYear, ...]:
    by_years: dict[tuple[int, int], list[FigureShown]] = {}
    for figure in figures:
        by_years.setdefault(figure.years, []).append(figure)
    return tuple(StoryYear(first, last, statements_of(held)) for (first, last), held in by_years.items())


def _pilots() -> tuple[NamedCluster, ...]:
    pilots = Cluster.objects.public().filter(participations__entry=Participation.Entry.PILOT).distinct()
    return named(pilots)
