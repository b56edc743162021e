"""The floor's directories, search, and pages of one cluster and one organisation."""

from collections.abc import Iterable, Sequence
from typing import Final

from benchmarks.floor import PUBLIC, ROWS, YEAR, Asked, Page, Row, held, page, remembered, rows

COUNTED: Final = 1001  # as far as the portal counts
SHOWN_IN_SEARCH: Final = 10
CLUSTERS: Final = "c.state IN ('public', 'ended')"
PLACES: Final = (
    "(SELECT string_agg(p.name, ', ' ORDER BY p.sort_key) FROM clusters_clusterprovince cp"
    " JOIN clusters_province p ON p.id = cp.province_id WHERE cp.cluster_id = c.id)"
)
CLUSTER: Final = (
    f"c.id, c.code, c.name, c.name_en, c.state, s.name, {PLACES} FROM clusters_cluster c"
    " JOIN clusters_sector s ON s.id = c.sector_id"
)
JOINED: Final = """FROM members_organisation o LEFT JOIN clusters_sector s ON s.id = o.sector_id
    LEFT JOIN clusters_province p ON p.id = o.province_id"""
ORGANISATION: Final = (
    "o.id, o.code, o.name, o.name_en, o.trade_name, o.juristic_number, o.kind, s.name, o.main_products, p.name,"
    f" o.address, o.web {JOINED}"
)
NAMED: Final = (
    "(SELECT n.id FROM members_consent n WHERE n.organisation_id = o.id AND n.item = 'name' AND n.withdrawn_on IS NULL"
    " LIMIT 1) IS NOT NULL"
)
PER_PROVINCE: Final = f"SELECT o.province_id, count(*) FROM members_organisation o WHERE {PUBLIC} GROUP BY 1"
CHOICES: Final = [
    f"SELECT code, name FROM {name} ORDER BY 1"
    for name in ("clusters_sector", "clusters_province", "programmes_funder")
] + ["SELECT number, name FROM clusters_promotioncentre"]


def counted(found: str, *values: object) -> list[Row]:
    return rows(f"SELECT count(*) FROM (SELECT 1 {found} LIMIT {COUNTED}) counted", *values)


def choices() -> list[Row]:
    return [row for sql in CHOICES for row in remembered(60, sql)]


def consented(shown: Sequence[Row]) -> list[Row]:
    """Answer what the organisations of these rows let be published, their contacts and their sizes."""
    keys = [row[0] for row in shown]
    return [
        *rows(
            "SELECT organisation_id, item FROM members_consent WHERE withdrawn_on IS NULL AND organisation_id = ANY(%s)",
            keys,
        ),
        *rows("SELECT organisation_id, kind, value FROM members_contact WHERE organisation_id = ANY(%s)", keys),
        *rows(
            "SELECT organisation_id, fiscal_year, size_class FROM members_enterprisefigures"
            " WHERE size_class <> '' AND organisation_id = ANY(%s) ORDER BY fiscal_year",
            keys,
        ),
    ]


def clusters(asked: Asked) -> Iterable[bytes]:
    """Answer the first page of the directory of clusters, with count, map and choices."""
    found = rows(f"SELECT {CLUSTER} WHERE {CLUSTERS} ORDER BY c.sort_key, c.id LIMIT {ROWS}")
    count = rows(f"SELECT count(*) FROM clusters_cluster c WHERE {CLUSTERS}")
    per_province = rows(
        "SELECT p.code, p.name, count(*) FROM clusters_clusterprovince cp JOIN clusters_province p"
        f" ON p.id = cp.province_id JOIN clusters_cluster c ON c.id = cp.cluster_id WHERE {CLUSTERS} GROUP BY 1, 2"
    )
    return page(count, found, per_province, choices())


def organisations(asked: Asked) -> Iterable[bytes]:
    """Answer a page of the directory of organisations, filtered, with count, map and choices."""
    where, values = PUBLIC, list[str]()
    for name, column in (("sector", "s.code"), ("region", "p.region")):
        if asked.get(name):
            where, values = f"{where} AND {column} = %s", [*values, asked[name]]
    found = rows(f"SELECT {ORGANISATION} WHERE {where} ORDER BY o.public_sort_key, o.id LIMIT {ROWS}", *values)
    count = counted(f"{JOINED} WHERE {where}", *values)
    return page(count, found, consented(found), remembered(600, PER_PROVINCE), choices())


def _like(name: str, query: str) -> tuple[str, list[str]]:
    """Return the condition of what is found by a query: anywhere, one or two signs at the beginning of a name only."""
    if len(query) > 2:
        return f"{name} LIKE %s", [f"%{query}%"]
    return f"({name} LIKE %s OR {name} LIKE %s)", [f"{query}%", f"%\n{query}%"]


def search(asked: Asked) -> Iterable[bytes]:
    """Answer the first clusters and organisations that are called so, exact ones first, and how many there are."""
    query = asked["q"]
    parts = []
    for what, table_name, public, key, order in (
        (CLUSTER, "clusters_cluster c", CLUSTERS, "c.search_key", "c.sort_key, c.id"),
        (ORGANISATION, "members_organisation o", PUBLIC, "o.public_key", "o.public_sort_key, o.id"),
    ):
        like, values = _like(key, query)
        if key == "o.public_key":  # names that are public by consent are searched as well
            private, more = _like("o.search_key", query)
            like, values = f"({like} OR ({private} AND {NAMED}))", [*values, *more]
        first = rows(f"SELECT {what} WHERE {public} AND {like} ORDER BY {order} LIMIT {SHOWN_IN_SEARCH + 1}", *values)
        if len(first) <= SHOWN_IN_SEARCH:  # they are all
            parts += [first, [], [(len(first),)]]
            continue
        exact = rows(
            f"SELECT {what} WHERE {public} AND {key} LIKE %s ORDER BY {order} LIMIT {SHOWN_IN_SEARCH}",
            f"%\n{query}\n%",
        )
        parts += [first, exact, counted(f"FROM {table_name} WHERE {public} AND {like}", *values)]
    return page(*parts, consented([*parts[3], *parts[4]]))


def centres(provinces: str, *values: object) -> list[Row]:
    """Answer the centres that look after these provinces, with their seats."""
    return rows(
        "SELECT r.number, r.name, r.phone, r.address, seat.name, p.name, cp.basis FROM clusters_centreprovince cp"
        " JOIN clusters_promotioncentre r ON r.id = cp.centre_id JOIN clusters_province seat ON seat.id = r.seat_id"
        f" JOIN clusters_province p ON p.id = cp.province_id WHERE {held(YEAR, 'cp.')} AND cp.province_id IN ({provinces})",
        *values,
    )


def cluster(asked: Asked) -> Iterable[bytes]:
    """Answer what the page of a cluster names: members by position, links, partners, offices, years, centres."""
    head = rows(f"SELECT c.vision, c.core_industry, c.founded, c.name_note, {CLUSTER} WHERE c.code = %s", asked["code"])
    key = head[0][4]
    of_cluster = f"FROM members_membership m JOIN members_organisation o ON o.id = m.organisation_id WHERE m.cluster_id = %s AND {PUBLIC} AND {held(YEAR)}"
    counts = rows(f"SELECT m.position, count(*) {of_cluster} GROUP BY 1", key)
    a_position = -(-ROWS // max(len(counts), 1))
    members = rows(
        f"SELECT id, position FROM (SELECT o.id, m.position, row_number() OVER (PARTITION BY m.position"
        f" ORDER BY o.public_sort_key, o.id) AS rank {of_cluster}) ranked WHERE rank <= {a_position}",
        key,
    )
    links = rows(
        "SELECT l.from_organisation_id, l.to_organisation_id, l.kind, count(*) OVER () FROM members_linkage l"
        " JOIN members_organisation a ON a.id = l.from_organisation_id JOIN members_organisation b"
        " ON b.id = l.to_organisation_id WHERE a.state = 'public' AND b.state = 'public'"
        f" AND l.from_organisation_id IN (SELECT m.organisation_id {of_cluster}) AND l.to_organisation_id IN"
        f" (SELECT m.organisation_id {of_cluster}) AND {held(YEAR, 'l.')} ORDER BY l.kind, a.public_sort_key, l.id LIMIT {ROWS}",
        *(key, key),
    )
    supports = rows(
        f"SELECT x.organisation_id, x.service FROM members_support x WHERE x.cluster_id = %s AND {held(YEAR)} LIMIT {ROWS}",
        key,
    )
    named = {end for row in links for end in row[:2]} | {row[0] for row in (*members, *supports)}
    shown = rows(f"SELECT {ORGANISATION} WHERE o.id = ANY(%s)", list(named))
    offices = rows(
        "SELECT p.id, f.role, f.from_year, f.to_year, p.name, p.name_en FROM members_office f JOIN members_person p"
        f" ON p.id = f.person_id WHERE f.cluster_id = %s AND {held(YEAR)}",
        key,
    )
    holders = [row[0] for row in offices]
    years = rows(
        "SELECT r.fiscal_year, p.entry, p.outcome, f.short_name, q.code, q.title FROM programmes_participation p"
        " JOIN programmes_round r ON r.id = p.round_id LEFT JOIN programmes_funder f ON f.id = p.funder_id"
        " LEFT JOIN programmes_source q ON q.id = p.source_id WHERE p.cluster_id = %s ORDER BY 1",
        key,
    )
    # Each place of an organisation on the page is a row of its own, as the portal writes it.
    by_key = {row[0]: row for row in shown}
    placed = [(position, *by_key[member]) for member, position in members]
    linked = [(kind, *by_key[one][1:4], *by_key[other][1:4]) for one, other, kind, _links in links]
    served = [(service, *by_key[partner][1:4]) for partner, service in supports]
    return page(
        head, counts, placed, linked, served, consented(shown), offices, years,
        rows("SELECT person_id, item FROM members_consent WHERE withdrawn_on IS NULL AND person_id = ANY(%s)", holders),
        rows("SELECT person_id, kind, value FROM members_contact WHERE person_id = ANY(%s)", holders),
        centres("SELECT province_id FROM clusters_clusterprovince WHERE cluster_id = %s", key),
    )  # fmt: skip


def organisation(asked: Asked) -> Iterable[bytes]:
    head = rows(f"SELECT {ORGANISATION} WHERE o.code = %s", asked["code"])
    key = head[0][0]
    linked = rows(
        "SELECT o.id, l.kind, l.from_year, l.to_year, o.code, o.name, o.name_en, o.trade_name, o.kind FROM members_linkage l"
        " JOIN members_organisation o ON o.id = CASE WHEN l.from_organisation_id = %s THEN l.to_organisation_id"
        f" ELSE l.from_organisation_id END WHERE (l.from_organisation_id = %s OR l.to_organisation_id = %s) AND {PUBLIC}"
        f" ORDER BY l.kind, l.id LIMIT {ROWS}",
        *(key, key, key),
    )
    in_clusters = [
        rows(
            f"SELECT c.code, c.name, c.name_en, x.{what}, x.from_year, x.to_year FROM members_{name} x"
            f" JOIN clusters_cluster c ON c.id = x.cluster_id WHERE x.organisation_id = %s AND {CLUSTERS} ORDER BY c.sort_key",
            key,
        )
        for name, what in (("membership", "position"), ("support", "service"))
    ]
    return page(
        head,
        *in_clusters,
        linked,
        consented(head),
        consented(linked),
        centres("SELECT province_id FROM members_organisation WHERE id = %s", key),
    )


PAGES: Final[dict[str, Page]] = {
    "/clusters/": clusters,
    "/organisations/": organisations,
    "/search": search,
    "/cluster": cluster,
    "/organisation": organisation,
}
