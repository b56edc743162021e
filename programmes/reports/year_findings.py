"""What a reader of a year's list should know: nothing here is an error, each may have its reason."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from programmes.reports.findings import Check
from programmes.reports.year_clusters import ClusterLine, YearClusters

# Whether a line is told: with whether the cluster was there last year, and whether it ever was before.
_Told = Callable[[ClusterLine, bool, bool], bool]

TOLD: Final[dict[Check, _Told]] = {
    Check.CONTINUED_WITHOUT_BEFORE: lambda line, last, ever: line.entry == "continued" and not last,
    Check.NEW_BUT_KNOWN: lambda line, last, ever: line.entry == "new" and ever,
    Check.RETURNING_FROM_LAST_YEAR: lambda line, last, ever: line.entry == "returning" and (last or not ever),
    Check.ENTRY_UNKNOWN: lambda line, last, ever: line.entry == "unknown",
    Check.FUNDER_UNKNOWN: lambda line, last, ever: not line.funder,
    Check.NO_PROVINCE: lambda line, last, ever: not line.provinces,
}


@dataclass(frozen=True, slots=True)
class YearFinding:
    """One thing found, and the codes of the clusters in which."""

    check: str
    codes: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(Check(self.check).label)

    @property
    def count(self) -> int:
        return len(self.codes)


def year_findings(
    named: YearClusters, last_year: Collection[int], known_earlier: Collection[int]
) -> tuple[YearFinding, ...]:
    """Look through the year's list with the names of the years before; no query.

    It's what ``findings`` asks the database for officers, of the clusters that everyone may see.
    """
    lines = [
        (line, key in last_year, key in last_year or key in known_earlier)
        for key, line in zip(named.keys, named.lines, strict=True)
    ]
    found = (
        YearFinding(check.value, tuple(line.code for line, last, ever in lines if told(line, last, ever)))
        for check, told in TOLD.items()
    )
    return tuple(finding for finding in found if finding.codes)
