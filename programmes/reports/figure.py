"""One reported figure as reports carry it: everything needed to quote and to judge it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from programmes.models import Basis, Confidence, Measure, ReportedFigure, Scope, Source, Unit
from programmes.models.figures import amount_in_words
from programmes.reports.names import Name
from thai.calendar import plain_years


@dataclass(frozen=True)
class SourceShown:
    """A document as pages and data name it."""

    code: str
    title: str
    language: str
    publisher: str
    published: str
    address: str
    note: str
    year_is_assumed_fiscal: bool

    @classmethod
    def of(cls, source: Source) -> Self:
        return cls(
            code=source.code,
            title=source.title,
            language=source.title_language,
            publisher=source.publisher,
            published=source.published,
            address=source.address,
            note=source.note,
            year_is_assumed_fiscal=source.year_kind == Source.YearKind.PLAIN,
        )


@dataclass(frozen=True)
class FigureShown:
    """A number of a document, in codes: its words are those of the language in which they're asked for.

    ``value`` is None where the document gives none: unknown, never 0.
    """

    key: str
    revision: int
    from_year: int
    to_year: int
    measure: str
    value: Decimal | None
    qualifier: str
    unit: str
    planned: bool
    scope: str
    scope_basis: str
    funder_name: Name | None
    year_basis: str
    year_as_written: str
    confidence: str
    reading: str
    preferred: bool
    quotation: str
    remark: Name
    source: SourceShown

    @classmethod
    def of(cls, figure: ReportedFigure) -> Self:
        """Freeze a figure that was read with its source and funder; no query."""
        funder = figure.funder
        return cls(
            key=figure.key,
            revision=figure.revision,
            from_year=figure.from_year,
            to_year=figure.to_year,
            measure=figure.measure,
            value=figure.value,
            qualifier=figure.qualifier,
            unit=figure.unit,
            planned=figure.planned,
            scope=figure.scope,
            scope_basis=figure.scope_basis,
            funder_name=Name(funder.short_name, funder.short_name_en) if funder else None,
            year_basis=figure.year_basis,
            year_as_written=figure.year_as_written,
            confidence=figure.confidence,
            reading=figure.reading,
            preferred=figure.preferred,
            quotation=figure.quotation,
            remark=Name(figure.note, figure.note_en),
            source=SourceShown.of(figure.source),
        )

    @property
    def measure_label(self) -> str:
        return str(Measure(self.measure).label)

    @property
    def amount(self) -> str:
        """The value as it is said, with unit and qualifier."""
        return amount_in_words(self.value, self.unit, self.qualifier)

    @property
    def unit_label(self) -> str:
        return str(Unit(self.unit).label)

    @property
    def scope_label(self) -> str:
        return str(Scope(self.scope).label)

    @property
    def scope_basis_label(self) -> str:
        return str(Basis(self.scope_basis).label) if self.scope_basis else ""

    @property
    def year_basis_label(self) -> str:
        return str(Basis(self.year_basis).label)

    @property
    def confidence_label(self) -> str:
        return str(Confidence(self.confidence).label) if self.confidence else ""

    @property
    def funder(self) -> str | None:
        return str(self.funder_name) if self.funder_name else None

    @property
    def note(self) -> str:
        return str(self.remark)

    @property
    def whole_value(self) -> int | None:
        """The value of a count; counts are whole by the model's rule."""
        return None if self.value is None else int(self.value)

    @property
    def years_written(self) -> str:
        """The year, or the years as "2547–2548"."""
        return plain_years(self.from_year, self.to_year)

    @property
    def years(self) -> tuple[int, int]:
        return self.from_year, self.to_year
