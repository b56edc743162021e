"""The floor: a bare WSGI function that gives the same rows by plain SQL and plain string formatting.

Nothing but psycopg2 and one connection for each thread; what a page of the portal costs beyond this is the portal's.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import parse_qs

import psycopg2

YEAR: Final = 2570
ROWS: Final = 50
PUBLIC: Final = "o.state = 'public'"
HELD: Final = f"(from_year IS NULL OR from_year <= {YEAR}) AND (to_year IS NULL OR to_year >= {YEAR})"
ORGANISATION: Final = """
    o.code, o.name, o.trade_name, o.kind, s.name, o.main_products, p.name FROM members_organisation o
    LEFT JOIN clusters_sector s ON s.id = o.sector_id LEFT JOIN clusters_province p ON p.id = o.province_id"""
COLUMNS: Final = (
    "o.code, CASE WHEN o.public_sort_key = o.sort_key THEN o.name END AS name, o.name_en, o.trade_name,"
    " o.juristic_number, o.kind, s.code AS sector, o.main_products, p.code AS province, p.name AS province_name, p.region"
)
LISTED: Final = f"""SELECT {COLUMNS} FROM members_organisation o LEFT JOIN clusters_sector s ON s.id = o.sector_id
    LEFT JOIN clusters_province p ON p.id = o.province_id WHERE {PUBLIC} ORDER BY o.public_sort_key, o.id"""

Row = tuple[Any, ...]
Asked = dict[str, str]
_local = threading.local()


def cursor() -> Any:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["FLOOR_DSN"])
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


def table(found: Iterable[Sequence[object]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in found)
    return "<table>" + "".join(lines) + "</table>"


def years(asked: Asked) -> Iterable[bytes]:
    figures = rows(
        "SELECT f.from_year, f.to_year, f.measure, f.value, f.scope, s.title, f.quotation FROM programmes_reportedfigure f"
        " JOIN programmes_source s ON s.id = f.source_id WHERE NOT EXISTS"
        " (SELECT 1 FROM programmes_reportedfigure n WHERE n.supersedes_id = f.id) ORDER BY f.from_year"
    )
    named = rows(
        "SELECT r.fiscal_year, p.entry, f.short_name, count(*) FROM programmes_participation p"
        " JOIN programmes_round r ON r.id = p.round_id JOIN clusters_cluster c ON c.id = p.cluster_id"
        " LEFT JOIN programmes_funder f ON f.id = p.funder_id WHERE c.state <> 'draft' GROUP BY 1, 2, 3 ORDER BY 1"
    )
    return [(table(figures) + table(named)).encode()]


def clusters(asked: Asked) -> Iterable[bytes]:
    """Answer the first page of the directory of clusters, with a count."""
    where, values = "c.state IN ('public', 'ended')", []
    if asked.get("q"):
        where, values = f"{where} AND c.search_key LIKE %s", [f"%{asked['q']}%"]
    found = rows(
        f"SELECT c.code, c.name, s.name, (SELECT string_agg(p.name, ', ' ORDER BY p.sort_key) FROM"
        " clusters_clusterprovince cp JOIN clusters_province p ON p.id = cp.province_id WHERE cp.cluster_id = c.id)"
        f" FROM clusters_cluster c JOIN clusters_sector s ON s.id = c.sector_id WHERE {where}"
        f" ORDER BY c.sort_key, c.id LIMIT {ROWS}",
        *values,
    )
    count = rows(f"SELECT count(*) FROM clusters_cluster c WHERE {where}", *values)
    return [(table(count) + table(found)).encode()]


def organisations(asked: Asked) -> Iterable[bytes]:
    """Answer a page of the directory of organisations: filtered, or found by a word, with a count."""
    where, values = PUBLIC, list[str]()
    for name, column in (("sector", "s.code"), ("region", "p.region")):
        if asked.get(name):
            where, values = f"{where} AND {column} = %s", [*values, asked[name]]
    if query := asked.get("q"):
        key = f"%{query}%" if len(query) > 2 else f"{query}%"
        also = [] if len(query) > 2 else [f"%\n{query}%"]
        like = " OR ".join(["o.public_key LIKE %s"] * (1 + len(also)))
        where, values = f"{where} AND ({like})", [*values, key, *also]
    found = rows(f"SELECT {ORGANISATION} WHERE {where} ORDER BY o.public_sort_key, o.id LIMIT {ROWS}", *values)
    joined = ORGANISATION[ORGANISATION.index("FROM") :]
    count = rows(f"SELECT count(*) {joined} WHERE {where}", *values)
    return [(table(count) + table(found)).encode()]


def cluster(asked: Asked) -> Iterable[bytes]:
    """Answer what the page of a cluster names: members by position, links, partners, offices, years."""
    ((key, *head),) = rows(
        "SELECT c.id, c.code, c.name, c.vision, s.name FROM clusters_cluster c"
        " JOIN clusters_sector s ON s.id = c.sector_id WHERE c.code = %s",
        asked["code"],
    )
    members = f"members_membership m JOIN members_organisation o ON o.id = m.organisation_id WHERE m.cluster_id = %s AND {PUBLIC} AND {HELD}"
    parts = [
        rows(
            "SELECT p.name FROM clusters_clusterprovince c JOIN clusters_province p ON p.id = c.province_id WHERE c.cluster_id = %s",
            key,
        ),
        rows(f"SELECT m.position, count(*) FROM {members} GROUP BY 1", key),
        rows(
            "SELECT * FROM (SELECT o.code, o.name, o.main_products, o.sector_id, o.province_id, m.position,"
            f" row_number() OVER (PARTITION BY m.position ORDER BY o.public_sort_key, o.id) AS rank FROM {members}) ranked WHERE rank <= 10",
            key,
        ),
        rows(
            f"SELECT l.kind, a.name, b.name, count(*) OVER () FROM members_linkage l JOIN members_organisation a ON a.id = l.from_organisation_id"
            " JOIN members_organisation b ON b.id = l.to_organisation_id WHERE l.from_organisation_id IN (SELECT m.organisation_id"
            f" FROM {members}) AND l.to_organisation_id IN (SELECT m.organisation_id FROM {members}) LIMIT {ROWS}",
            key,
            key,
        ),
        rows(
            f"SELECT x.service, o.code, o.name FROM members_support x JOIN members_organisation o ON o.id = x.organisation_id WHERE x.cluster_id = %s AND {HELD} LIMIT {ROWS}",
            key,
        ),
        rows(
            "SELECT f.role, f.from_year, p.name, (SELECT string_agg(c.item, ',') FROM members_consent c WHERE c.person_id = p.id"
            f" AND c.withdrawn_on IS NULL) FROM members_office f JOIN members_person p ON p.id = f.person_id WHERE f.cluster_id = %s AND {HELD}",
            key,
        ),
        rows(
            "SELECT r.fiscal_year, p.entry, f.short_name FROM programmes_participation p JOIN programmes_round r ON r.id = p.round_id"
            " LEFT JOIN programmes_funder f ON f.id = p.funder_id WHERE p.cluster_id = %s ORDER BY 1",
            key,
        ),
    ]
    return [(table([head]) + "".join(map(table, parts))).encode()]


def organisation(asked: Asked) -> Iterable[bytes]:
    ((key, *head),) = rows(f"SELECT o.id, {ORGANISATION} WHERE o.code = %s", asked["code"])
    parts = [
        rows(
            "SELECT c.code, c.name, m.position, m.from_year, m.to_year FROM members_membership m JOIN clusters_cluster c ON c.id = m.cluster_id WHERE m.organisation_id = %s",
            key,
        ),
        rows(
            "SELECT c.code, c.name, x.service, x.from_year, x.to_year FROM members_support x JOIN clusters_cluster c ON c.id = x.cluster_id WHERE x.organisation_id = %s",
            key,
        ),
        rows("SELECT kind, value FROM members_contact WHERE organisation_id = %s", key),
        rows("SELECT item FROM members_consent WHERE organisation_id = %s AND withdrawn_on IS NULL", key),
        rows(
            "SELECT fiscal_year, size_class FROM members_enterprisefigures WHERE organisation_id = %s ORDER BY 1 DESC LIMIT 1",
            key,
        ),
        rows(
            "SELECT l.kind, o.code, o.name FROM members_linkage l JOIN members_organisation o ON o.id = CASE WHEN"
            " l.from_organisation_id = %s THEN l.to_organisation_id ELSE l.from_organisation_id END"
            " WHERE l.from_organisation_id = %s OR l.to_organisation_id = %s",
            key,
            key,
            key,
        ),
    ]
    return [(table([head]) + "".join(map(table, parts))).encode()]


def admin_list(asked: Asked) -> Iterable[bytes]:
    """Answer a page of a list of the admin in the order of the dictionary."""
    name = {"person": "members_person", "organisation": "members_organisation"}[asked["model"]]
    skipped = (int(asked.get("page", "1")) - 1) * ROWS
    found = rows(f"SELECT * FROM {name} ORDER BY sort_key, id LIMIT {ROWS} OFFSET %s", skipped)
    return [table(found).encode()]


class _Pipe:
    """Takes what COPY writes and hands it on in pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self.pieces.append(piece)
        return len(piece)


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


PAGES: Final[dict[str, Callable[[Asked], Iterable[bytes]]]] = {
    "/years/": years,
    "/clusters/": clusters,
    "/organisations/": organisations,
    "/cluster": cluster,
    "/organisation": organisation,
    "/admin": admin_list,
    "/csv": csv,
    "/json": as_json,
    "/healthz": lambda asked: [json.dumps({"alive": True}).encode()],
}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    asked = {name: values[0] for name, values in parse_qs(environ.get("QUERY_STRING", "")).items()}
    body = PAGES[environ["PATH_INFO"]](asked)
    if not isinstance(body, list):
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return body
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body[0])))])
    return body
