"""Figures gathered by the statement of the document that gives them."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.reports.figure import FigureShown, SourceShown


@dataclass(frozen=True)
class Statement:
    """One sentence of a document, or a report without a kept sentence, and the figures read from it."""

    source: SourceShown
    quotation: str
    year_as_written: str
    figures: tuple[FigureShown, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(figure.note for figure in self.figures if figure.note))


def statements_of(figures: Iterable[FigureShown]) -> tuple[Statement, ...]:
    """Gather figures that share source, quotation and written year, in their order; each figure stands once."""
    gathered: dict[tuple[str, str, str], list[FigureShown]] = {}
    for figure in dict.fromkeys(figures):
        gathered.setdefault((figure.source.code, figure.quotation, figure.year_as_written), []).append(figure)
    return tuple(
        Statement(held[0].source, held[0].quotation, held[0].year_as_written, tuple(held)) for held in gathered.values()
    )
