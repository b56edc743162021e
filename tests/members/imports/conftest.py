"""Imports of lists into a database that has the clusters of the lists."""

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from clusters.models import Cluster
from members.imports.interpret import interpret
from members.imports.operations import Imported, import_members
from members.imports.plan import Options
from members.imports.texts import read_text
from tests.members.imports.files import HEADER, Cells, put_clusters, text
from tests.snapshot import put_reference

TODAY = date(2026, 11, 22)
Import = Callable[..., Imported]


@pytest.fixture
def clusters(db: None) -> list[Cluster]:
    """The clusters that the lists name, with provinces and sectors as the portal comes with them."""
    put_reference()
    return put_clusters()


@pytest.fixture
def imported(clusters: list[Cluster]) -> Import:
    """Bring in rows as a file of a year; what waits stays outside."""

    def bring_in(*rows: Cells, year: int | None = 2566, cluster: Cluster | None = None, **how: Any) -> Imported:
        content = text([list(HEADER), *(["" if cell is None else cell for cell in row] for row in rows)])
        reading = interpret(read_text(content.encode()), today=TODAY)
        options = Options(cluster, year, "รายชื่อ.csv", hashlib.sha256(content.encode()).hexdigest())
        return import_members(reading, options, by=how.pop("by", None), today=TODAY, **how)

    return bring_in
