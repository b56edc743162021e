"""Measure at the named sizes: ``python -m benchmarks medium large``. ``DATABASE_URL`` names a PostgreSQL server."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.measure import World, measure
from benchmarks.servers import Database, database, plain, portal
from benchmarks.table import comparisons, memory, table
from benchmarks.works import Known, works

SIZES = ("tiny", "small", "medium", "large", "huge")


def tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def world(stack: ExitStack, server: Database, size: str) -> World:
    """Fill a database of the size and start its servers; all of it ends with the stack."""
    tell(f"== filling {size}")
    made, session = stack.enter_context(database(server, size))
    shown = stack.enter_context(portal(made))
    return World(
        size=size,
        portal=shown,
        floor=stack.enter_context(plain("benchmarks.floor_server:application", {"FLOOR_DSN": made.dsn})),
        hello=stack.enter_context(plain("benchmarks.hello:application", {})),
        session=session,
        works=works(Known.of(made.rows)),
    )


def main(arguments: Sequence[str]) -> str:
    """Measure and return what is to be read."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", choices=SIZES, default=["medium", "large"], metavar="SIZE")
    parser.add_argument("--runs", type=int, default=25, help="most runs of a work, for a quick look")
    asked = parser.parse_args(arguments)
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        parser.error(
            "DATABASE_URL must name a PostgreSQL server on which databases may be created (make bench has one)"
        )
    with ExitStack() as stack:
        worlds = [world(stack, Database(url), size) for size in asked.sizes]
        before = {one.size: one.portal.pss_mb() for one in worlds}
        found = measure(worlds, runs=lambda work: min(asked.runs, work.runs), tell=tell)
        after = {one.size: one.portal.pss_mb() for one in worlds}
        return "\n".join([table(worlds, found), "", *comparisons(worlds, found), *memory(before, after)])


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
