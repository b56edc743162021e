"""Measure reports and files at the named sizes: ``python -m benchmarks.reports medium large``.

The year's report first and again, counted today and out of an edition, its PDF and its workbook; exports of all
organisations against COPY, with rows per second and the memory of the web processes before and after.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from benchmarks.measure import Measured, Times, World, ask, measure
from benchmarks.servers import Database, database, manage, plain, portal, production
from benchmarks.table import table
from benchmarks.works import Work

SIZES: Final = ("tiny", "small", "medium", "large", "huge")
TODAY: Final = "/years/2569/"  # years of the sample world
FROZEN: Final = "/years/2568/"  # that one is published
PUBLISH: Final = """
from members.models import User
from programmes.edition_files import issue
from programmes.models import Round
from programmes.operations.editions import draft_edition, publish_edition
held = Round.objects.get(fiscal_year=2568)
authors = [User.objects.create_superuser(email=f"{name}@example.go.th", password=None) for name in ("one", "two")]
draft = draft_edition(held, by=authors[0])
publish_edition(draft, seen=draft.sha256, by=authors[1], issue=issue)
"""

EXPORTS: Final = (
    Work("CSV of all organisations", "/organisations.csv", "/csv", 4, 1.5, file=True),
    Work("JSON of all organisations", "/organisations.json", "/json", 2, 1.3, file=True),
    Work("XLSX of all organisations", "/organisations.xlsx", "/csv", 8, 2, file=True),
)


def works() -> list[Work]:
    """Return the lines of the table; a file of the report is told beside the page's floor, without a bound."""
    found = []
    for name, page in (("year's report", TODAY), ("year's report from its edition", FROZEN)):
        floor = f"/year?year={page[7:11]}"
        found += [
            Work(f"{name}, first visit", page, floor, 4, 2, fresh=True),
            Work(f"{name}, unchanged", page, "/", 1.5, 1.2, base="hello", again=True),
            Work(f"{name} as PDF", f"{page[:-1]}.pdf", floor, file=True),
            Work(f"{name} as XLSX", f"{page[:-1]}.xlsx", floor, file=True),
            Work(f"{name} as CSV", f"{page[:-1]}.csv", floor, file=True),
            Work(f"{name} as JSON", f"{page[:-1]}.json", floor, file=True),
        ]
    return [*found, *EXPORTS]


@dataclass(frozen=True)
class Memory:
    """Megabytes of the web processes: when started, when each export had been asked once in each, and at the end."""

    started: float
    warm: float
    ended: float


def rows_per_second(rows: Mapping[str, int], found: Measured) -> list[str]:
    """Return how many rows each export writes in a second, by size: they shouldn't fall where there are more."""
    return [
        f"- {size}: {work.name}, {number:,} rows, {_pace(number, found[size, work.name]):,.0f} rows/s"
        for work in EXPORTS
        for size, number in rows.items()
    ]


def _pace(rows: int, times: Times) -> float:
    return rows / (times.portal_ms / 1000)


def remembered(memory: Mapping[str, Memory]) -> list[str]:
    return [
        f"- {size}: memory (PSS) {each.started:.0f} MB when started, {each.warm:.0f} MB after one export of each kind,"
        f" {each.ended:.0f} MB at the end (must 200, and + 20 for more rows)"
        for size, each in memory.items()
    ]


def world(stack: ExitStack, server: Database, size: str) -> tuple[World, int]:
    """Fill a database of the size, publish a year of it and start the servers; returns how many rows exports have."""
    made, session = stack.enter_context(database(server, size))
    manage(["shell", "-v", "0", "-c", PUBLISH], production(made, 0) | {"DATABASE_STATEMENT_TIMEOUT": "0"})
    ((rows,),) = made.rows("SELECT count(*) FROM members_organisation WHERE state = 'public'")
    shown = World(
        size=size,
        portal=stack.enter_context(portal(made)),
        floor=stack.enter_context(plain("benchmarks.floor_server:application", {"FLOOR_DSN": made.dsn})),
        hello=stack.enter_context(plain("benchmarks.hello:application", {})),
        session=session,
        works=works(),
    )
    return shown, int(rows)


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main(arguments: Sequence[str]) -> str:
    """Measure and return what is to be read."""
    parser = argparse.ArgumentParser(prog="benchmarks.reports", description=__doc__)
    parser.add_argument("sizes", nargs="*", choices=SIZES, default=["medium", "large"], metavar="SIZE")
    parser.add_argument("--runs", type=int, default=25, help="most runs of a work, for a quick look")
    asked = parser.parse_args(arguments)
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        parser.error("DATABASE_URL must name a PostgreSQL server on which databases may be created")
    with ExitStack() as stack:
        made = [world(stack, Database(url), size) for size in asked.sizes]
        worlds = [one for one, _rows in made]
        started = {one.size: one.portal.pss_mb() for one in worlds}
        for one in worlds:
            for work in EXPORTS * 4:  # whichever of the processes answers
                ask(one.portal, work.portal, {})
        warm = {one.size: one.portal.pss_mb() for one in worlds}
        found = measure(worlds, runs=lambda work: min(asked.runs, work.runs), tell=_tell)
        memory = {one.size: Memory(started[one.size], warm[one.size], one.portal.pss_mb()) for one in worlds}
    pace = rows_per_second({one.size: rows for one, rows in made}, found)
    return "\n".join([table(worlds, found), "", *pace, *remembered(memory)])


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
