"""The columns in which groups are counted, everywhere the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """Groups by column; None is unknown, never 0.

    The columns are disjoint: ``external`` counts those that another agency pays for, whatever their entry, the others
    count the department's. A recorded group whose entry is unknown stands in the total alone.
    """

    total: int | None = None
    continued: int | None = None
    new: int | None = None
    returning: int | None = None
    pilot: int | None = None
    external: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        return dict(vars(self))  # asdict() would copy each number; a page of all years asks hundreds of times
