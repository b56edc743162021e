"""How many different groups there were: no document says, but the reported numbers leave only a range."""

from collections.abc import Iterable
from dataclasses import dataclass

from programmes.reports.year_line import YearLine


@dataclass(frozen=True)
class DistinctGroups:
    """The range that the reported numbers leave, with its working.

    The years themselves must never be added up: a group that went on would count in each of its years.
    """

    first_year: int
    last_year: int
    base_year: int
    pilots: int
    base: int
    new: tuple[tuple[int, int], ...]
    external: int
    # How many of the externally funded could have come back as "new" in a later year.
    could_return: int

    @property
    def most(self) -> int:
        """Nobody counted twice: the pilots are not among the base, and nobody came back as new."""
        return self.pilots + self.least_if_new_is_new

    @property
    def least_if_new_is_new(self) -> int:
        """The pilots are among the base; "new" means never before."""
        return self.base + sum(groups for _, groups in self.new) + self.external

    @property
    def least(self) -> int:
        """The pilots are among the base, and those of another funder came back as "new" later."""
        return self.least_if_new_is_new - self.could_return

    @classmethod
    def from_lines(cls, lines: Iterable[YearLine]) -> "DistinctGroups | None":
        """Follow the unbroken run of years from the pilots on; None where the documents don't give one. No query."""
        run = _run(lines)
        pilot = next((line for line in run if line.reported.pilot is not None), None)
        base = next((line for line in run if line.reported.total is not None and line is not pilot), None)
        if pilot is None or base is None:
            return None
        later = run[run.index(base) + 1 :]
        new = tuple((line.from_year, line.reported.new) for line in later if line.reported.new is not None)
        external = sum(line.reported.external or 0 for line in later)
        funded = next((line.from_year for line in later if line.reported.external), None)
        new_afterwards = sum(groups for year, groups in new if funded is not None and year > funded)
        return cls(
            first_year=pilot.from_year,
            last_year=run[-1].to_year,
            base_year=base.from_year,
            pilots=pilot.reported.pilot or 0,
            base=base.reported.total or 0,
            new=new,
            external=external,
            could_return=min(external, new_afterwards),
        )


def _run(lines: Iterable[YearLine]) -> list[YearLine]:
    """Keep the lines from the pilots to the last before a plan, an unknown year, or a total without its parts."""
    run: list[YearLine] = []
    for line in lines:
        pilots_or_base = len(run) < 2
        if not run and line.reported.pilot is None:
            continue
        if line.planned or line.reported.total is None or (not pilots_or_base and line.reported.continued is None):
            break
        run.append(line)
    return run
