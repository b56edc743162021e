"""Files on their way in, for tests: sent as an officer does, worked through in this process."""

from typing import Any

from clusters.models import Cluster
from members.imports.operations.batches import confirm, receive_file
from members.imports.worker import work
from members.models import ImportBatch, Organisation, User
from tests.factories import SuperuserFactory
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import HEADER, Cells, text


def boss() -> User:
    return User.objects.filter(is_superuser=True).first() or SuperuserFactory.create()


def content(*rows: Cells, header: Any = HEADER) -> bytes:
    return text([list(header), *(["" if cell is None else cell for cell in row] for row in rows)]).encode()


def sent(
    *rows: Cells,
    by: User | None = None,
    name: str = "รายชื่อ.csv",
    year: int | None = 2566,
    cluster: Cluster | None = None,
    data: bytes | None = None,
    header: Any = HEADER,
) -> ImportBatch:
    """Send a file in; nobody has looked at it yet."""
    given = content(*rows, header=header) if data is None else data
    return receive_file(given, name, cluster=cluster, fiscal_year=year, by=by or boss())


def worked(batch: ImportBatch) -> ImportBatch:
    """Let the work on all files be done, and return this one as it is then."""
    work(today=lambda: TODAY)
    return ImportBatch.objects.get(pk=batch.pk)


def checked(*rows: Cells, **how: Any) -> ImportBatch:
    return worked(sent(*rows, **how))


def done(*rows: Cells, **how: Any) -> ImportBatch:
    """Bring a file in, its clean rows alone if others wait."""
    batch = checked(*rows, **how)
    return worked(confirm(batch, only_clean=bool(batch.flagged), by=batch.author))


def outcomes(batch: ImportBatch) -> list[tuple[int | None, str]]:
    return list(batch.rows.order_by("position").values_list("number", "outcome"))


def names() -> set[str]:
    return set(Organisation.objects.values_list("name", flat=True))
