"""One reported figure as reports carry it: everything needed to quote and to judge it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from clusters.models.places import in_active_language
from programmes.models import ReportedFigure, Source
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
    """A number of a document. ``value`` is None where the document gives none: unknown, never 0."""

    key: str
    revision: int
    from_year: int
    to_year: int
    measure: str
    measure_label: str
    value: Decimal | None
    qualifier: str
    # The value as it is said, with unit and qualifier.
    amount: str
    unit: str
    unit_label: str
    planned: bool
    scope: str
    scope_label: str
    scope_basis: str
    scope_basis_label: str
    funder: str | None
    year_basis: str
    year_basis_label: str
    year_as_written: str
    confidence: str
    confidence_label: str
    reading: str
    preferred: bool
    quotation: str
    note: str
    source: SourceShown

    @classmethod
    def of(cls, figure: ReportedFigure) -> Self:
        """Freeze a figure that was read with its source and funder; no query."""
        return cls(
            key=figure.key,
            revision=figure.revision,
            from_year=figure.from_year,
            to_year=figure.to_year,
            measure=figure.measure,
            measure_label=figure.get_measure_display(),
            value=figure.value,
            qualifier=figure.qualifier,
            amount=figure.amount,
            unit=figure.unit,
            unit_label=figure.get_unit_display(),
            planned=figure.planned,
            scope=figure.scope,
            scope_label=figure.get_scope_display(),
            scope_basis=figure.scope_basis,
            scope_basis_label=figure.get_scope_basis_display(),
            funder=str(figure.funder) if figure.funder else None,
            year_basis=figure.year_basis,
            year_basis_label=figure.get_year_basis_display(),
            year_as_written=figure.year_as_written,
            confidence=figure.confidence,
            confidence_label=figure.get_confidence_display(),
            reading=figure.reading,
            preferred=figure.preferred,
            quotation=figure.quotation,
            note=in_active_language(figure.note, figure.note_en),
            source=SourceShown.of(figure.source),
        )

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
