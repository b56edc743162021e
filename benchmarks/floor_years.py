"""The floor's yearly table and the report of one year."""

from collections.abc import Iterable
from typing import Final

from benchmarks.floor import ROWS, Asked, Page, held, page, rows

SHOWN: Final = "c.state <> 'draft'"
TAKING_PART: Final = (
    "FROM programmes_participation p JOIN programmes_round r ON r.id = p.round_id"
    " JOIN clusters_cluster c ON c.id = p.cluster_id LEFT JOIN programmes_funder f ON f.id = p.funder_id"
)
FIGURES: Final = (
    "SELECT f.from_year, f.to_year, f.measure, f.value, f.qualifier, f.unit, f.planned, f.scope, f.scope_basis,"
    " f.year_basis, f.year_as_written, f.confidence, f.reading, f.quotation, f.note, s.code, s.title, s.publisher,"
    " s.published, s.address, u.short_name FROM programmes_reportedfigure f JOIN programmes_source s ON s.id = f.source_id"
    " LEFT JOIN programmes_funder u ON u.id = f.funder_id WHERE NOT EXISTS (SELECT 1 FROM programmes_reportedfigure n"
    " WHERE n.supersedes_id = f.id) AND f.from_year <= %s AND f.to_year >= %s ORDER BY f.from_year, f.id"
)
IN_YEAR: Final = "EXISTS (SELECT 1 FROM programmes_participation b JOIN programmes_round q ON q.id = b.round_id WHERE b.cluster_id = p.cluster_id AND q.fiscal_year {})"
STANDS: Final = "SELECT count(*) FROM programmes_demoload WHERE is_standing"


def years(asked: Asked) -> Iterable[bytes]:
    """Answer figures, recorded groups, editions, and who came and went between neighbouring complete years."""
    complete = rows("SELECT fiscal_year FROM programmes_round WHERE list_complete ORDER BY 1")
    pairs = [year for (year,) in complete if (year - 1,) in complete]
    return page(
        complete,
        rows(FIGURES, 2700, 2400),
        rows(f"SELECT r.fiscal_year, p.entry, f.short_name, count(*) {TAKING_PART} WHERE {SHOWN} GROUP BY 1, 2, 3"),
        rows(
            f"SELECT r.fiscal_year, p.cluster_id, p.entry, f.short_name {TAKING_PART} WHERE {SHOWN}"
            " AND r.fiscal_year BETWEEN 2547 AND 2548 ORDER BY 1, 2"
        ),
        rows(
            "SELECT r.fiscal_year, e.number, e.lines FROM programmes_edition e JOIN programmes_round r ON r.id = e.round_id"
            " WHERE e.state = 'published' AND e.id IN (SELECT max(id) FROM programmes_edition WHERE state = 'published'"
            " GROUP BY round_id)"
        ),
        rows(
            f"SELECT r.fiscal_year, {IN_YEAR.format('= r.fiscal_year - 1')}, {IN_YEAR.format('< r.fiscal_year')},"
            f" f.is_department, count(*) {TAKING_PART} WHERE {SHOWN} AND r.fiscal_year = ANY(%s) GROUP BY 1, 2, 3, 4",
            pairs,
        ),
        rows(
            f"SELECT r.fiscal_year, p.outcome, count(*) {TAKING_PART} WHERE {SHOWN}"
            f" AND NOT {IN_YEAR.format('= r.fiscal_year + 1')} AND r.fiscal_year = ANY(%s) GROUP BY 1, 2",
            [year - 1 for year in pairs],
        ),
        rows(STANDS),
    )


def year(asked: Asked) -> Iterable[bytes]:
    """Answer the report of a year without an edition: its clusters counted every way, members, partners, results."""
    asked_for = int(asked["year"])
    of_year = f"SELECT p.cluster_id {TAKING_PART} WHERE {SHOWN} AND r.fiscal_year = {asked_for}"
    parts_of_year = f"SELECT p.id {TAKING_PART} WHERE {SHOWN} AND r.fiscal_year = {asked_for}"
    taking = f"JOIN members_organisation o ON o.id = m.organisation_id WHERE o.state = 'public' AND {held(asked_for, 'm.')} AND m.cluster_id IN ({of_year})"
    approved = (
        "FROM programmes_measurement m WHERE m.state = 'approved' AND NOT EXISTS (SELECT 1 FROM programmes_measurement n"
        f" WHERE n.supersedes_id = m.id AND n.state = 'approved') AND m.participation_id IN ({parts_of_year})"
    )
    found = rows(
        "SELECT p.id, c.id, c.code, c.name, c.name_en, s.code, s.name, p.entry, f.code, f.short_name, f.is_department,"
        f" p.outcome, p.reason_for_leaving, q.code {TAKING_PART} JOIN clusters_sector s ON s.id = c.sector_id"
        f" LEFT JOIN programmes_source q ON q.id = p.source_id WHERE {SHOWN} AND r.fiscal_year = {asked_for}"
        " ORDER BY c.sort_key, c.id"
    )
    shown = [row[0] for row in found[:ROWS]]
    counted = {
        name: rows(f"SELECT {column}, count(*) {TAKING_PART} {joined} WHERE {SHOWN} AND r.fiscal_year = {asked_for} GROUP BY 1")
        for name, column, joined in (
            ("sector", "s.name", "JOIN clusters_sector s ON s.id = c.sector_id"),
            ("region", "v.region", "JOIN clusters_clusterprovince cp ON cp.cluster_id = c.id JOIN clusters_province v ON v.id = cp.province_id"),
            ("centre", "cc.centre_id", f"JOIN clusters_clusterprovince cp ON cp.cluster_id = c.id JOIN clusters_centreprovince cc ON cc.province_id = cp.province_id AND {held(asked_for, 'cc.')}"),
            ("funder", "f.name", ""),
        )
    }  # fmt: skip
    return page(
        found[:ROWS],
        *counted.values(),
        rows(FIGURES, asked_for + 1, asked_for - 2),
        rows(
            "SELECT cp.cluster_id, v.name FROM clusters_clusterprovince cp JOIN clusters_province v ON v.id = cp.province_id"
            " WHERE cp.cluster_id = ANY(%s)",
            [row[1] for row in found[:ROWS]],
        ),
        rows(f"SELECT count(DISTINCT m.organisation_id) FROM members_membership m {taking}"),
        rows(f"SELECT m.cluster_id, count(*) FROM members_membership m {taking} GROUP BY 1")[:ROWS],
        rows(f"SELECT count(DISTINCT m.organisation_id) FROM members_support m {taking}"),
        rows(
            "SELECT m.service, count(DISTINCT m.organisation_id), count(DISTINCT m.cluster_id) FROM members_support m"
            f" {taking} GROUP BY 1"
        ),
        rows(
            "SELECT a.participation_id, a.step, a.potential FROM programmes_assessment a WHERE NOT EXISTS (SELECT 1 FROM"
            " programmes_assessment n WHERE n.participation_id = a.participation_id AND n.assessed_on > a.assessed_on)"
            f" AND a.participation_id IN ({parts_of_year})"
        )[:ROWS],
        rows("SELECT code, name, unit, decimals, direction, rule FROM programmes_indicator WHERE is_active"),
        rows(
            "SELECT t.indicator_id, sum(t.value) FROM programmes_target t WHERE t.participation_id IN"
            f" ({parts_of_year}) GROUP BY 1"
        ),
        rows(f"SELECT m.indicator_id, count(*), sum(m.value), sum(m.enterprises) {approved} GROUP BY 1"),
        rows(
            f"SELECT m.participation_id, m.indicator_id, sum(m.value), sum(m.enterprises) {approved}"
            " AND m.participation_id = ANY(%s) GROUP BY 1, 2",
            shown,
        ),
        rows(
            f"SELECT {IN_YEAR.format('= r.fiscal_year - 1')}, {IN_YEAR.format('< r.fiscal_year')}, count(*)"
            f" {TAKING_PART} WHERE {SHOWN} AND r.fiscal_year = {asked_for} GROUP BY 1, 2"
        ),
        rows(
            f"SELECT p.outcome, count(*) {TAKING_PART} WHERE {SHOWN} AND r.fiscal_year = {asked_for - 1}"
            f" AND NOT {IN_YEAR.format('= r.fiscal_year + 1')} GROUP BY 1"
        ),
        rows(STANDS),
    )


PAGES: Final[dict[str, Page]] = {"/years/": years, "/year": year}
