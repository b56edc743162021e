"""The floor: a bare WSGI function that gives the same rows by plain SQL and plain string formatting.

Nothing but psycopg2 and one connection for each thread; what a page of the portal costs beyond this is the portal's.
Each page gives every row that the portal's page shows or counts; what the portal remembers (choices of drop-down
lists, organisations per province) the floor remembers as well.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from time import monotonic
from typing import Any, Final
from urllib.parse import parse_qs

import psycopg2

YEAR: Final = 2570
ROWS: Final = 50
PUBLIC: Final = "o.state = 'public'"

Row = tuple[Any, ...]
Asked = dict[str, str]
Page = Callable[[Asked], Iterable[bytes]]
_local = threading.local()
_remembered: dict[str, tuple[float, list[Row]]] = {}


def cursor() -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["FLOOR_DSN"], options="-c jit=off")
        _local.connection.autocommit = True
    return _local.connection.cursor()


def disconnect() -> None:
    """Close this thread's connection: a database that somebody is connected to can't be dropped."""
    if hasattr(_local, "connection"):
        _local.connection.close()
        del _local.connection


def rows(sql: str, *values: object) -> list[Row]:
    with cursor() as asked:
        asked.execute(sql, values)
        found: list[Row] = asked.fetchall()
        return found


def remembered(seconds: int, sql: str) -> list[Row]:
    """Ask at most once in so many seconds."""
    kept = _remembered.get(sql)
    if kept is None or monotonic() - kept[0] > seconds:
        kept = _remembered[sql] = (monotonic(), rows(sql))
    return kept[1]


def table(found: Iterable[Sequence[object]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in found)
    return "<table>" + "".join(lines) + "</table>"


def page(*parts: Iterable[Sequence[object]]) -> Iterable[bytes]:
    return ["".join(map(table, parts)).encode()]


def held(year: int, span: str = "") -> str:
    """Return the condition that a span holds in a year; ``span`` is the name of its table with a point."""
    return (
        f"({span}from_year IS NULL OR {span}from_year <= {year}) AND ({span}to_year IS NULL OR {span}to_year >= {year})"
    )


def admin_list(asked: Asked) -> Iterable[bytes]:
    """Answer a page of a list of the admin, with the count as far as it's counted."""
    name = {"person": "members_person", "organisation": "members_organisation"}[asked["model"]]
    count = rows(f"SELECT count(*) FROM (SELECT 1 FROM {name} LIMIT 100001) counted")
    behind, values = "", list[object]()
    if asked.get("after"):
        ((sort_key,),) = rows(f"SELECT sort_key FROM {name} WHERE id = %s", asked["after"])
        behind, values = "WHERE (sort_key, id) > (%s, %s)", [sort_key, int(asked["after"])]
    return page(count, rows(f"SELECT * FROM {name} {behind} ORDER BY sort_key, id LIMIT {ROWS}", *values))


class _Pipe:
    """Takes what COPY writes and hands it on in pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(piece)
        return len(piece)


COLUMNS: Final = (
    "o.code, CASE WHEN o.public_sort_key = o.sort_key THEN o.name END AS name, o.name_en, o.trade_name,"
    " o.juristic_number, o.kind, s.code AS sector, o.main_products, p.code AS province, p.name AS province_name, p.region"
)
LISTED: Final = f"""SELECT {COLUMNS} FROM members_organisation o LEFT JOIN clusters_sector s ON s.id = o.sector_id
    LEFT JOIN clusters_province p ON p.id = o.province_id WHERE {PUBLIC} ORDER BY o.public_sort_key, o.id"""


def copied(sql: str) -> Iterator[bytes]:
    """Yield what COPY writes: the floor of a file is the time that the server and the line take."""
    pipe = _Pipe()
    with cursor() as asked:
        asked.copy_expert(sql, pipe)
    yield from pipe.pieces


def csv(asked: Asked) -> Iterable[bytes]:
    return copied(f"COPY ({LISTED}) TO STDOUT WITH (FORMAT csv, HEADER)")


def as_json(asked: Asked) -> Iterable[bytes]:
    return copied(f"COPY (SELECT row_to_json(listed) FROM ({LISTED}) listed) TO STDOUT")


def alive(asked: Asked) -> Iterable[bytes]:
    return [json.dumps({"alive": True}).encode()]


PAGES: Final[dict[str, Page]] = {"/admin": admin_list, "/csv": csv, "/json": as_json, "/healthz": alive}


def answers(pages: dict[str, Page]) -> Callable[..., Iterable[bytes]]:
    """Return the application that answers these pages."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
        body = pages[environ["PATH_INFO"]](asked)
        if not isinstance(body, list):
            start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
            return body
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body[0])))]
        start_response("200 OK", headers)
        return body

    return application
