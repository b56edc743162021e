"""Clusters that a file names and nobody knows, with what the file says of them: for whoever adds them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clusters.models import Province, Sector
from members.imports.columns import Field
from members.imports.places import province_named, sector_named
from members.imports.values import ValueProblem
from members.models import ImportBatch


@dataclass
class UnknownCluster:
    """A name and its rows, the sector if name and rows tell but one, and the first province that can be read.

    A firm's sector need not be its cluster's: a cluster of food has machinists.
    """

    name: str
    count: int = 0
    sector: Sector | None = None
    province: Province | None = None


def unknown_clusters(batch: ImportBatch) -> list[UnknownCluster]:
    """Return the unknown names in the order of the file. Three queries."""
    rows = batch.rows.exclude(unknown_cluster="").order_by("position")
    columns = _columns(batch)
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    provinces = {province.name: province for province in Province.objects.all()}
    found: dict[str, UnknownCluster] = {}
    told: dict[str, set[str]] = {}
    for name, sheet, cells in rows.values_list("unknown_cluster", "sheet", "cells"):
        each = found.setdefault(name, UnknownCluster(name))
        each.count += 1
        told.setdefault(name, set()).add(sector_named(_text(columns, sheet, Field.SECTOR, cells)))
        each.province = each.province or provinces.get(_province(_text(columns, sheet, Field.PROVINCE, cells)))
    for name, each in found.items():
        said = {*told[name], sector_named(name)} - {""}
        each.sector = sectors.get(min(said)) if len(said) == 1 else None
    return list(found.values())


def _columns(batch: ImportBatch) -> dict[tuple[str, str], int]:
    held: Iterable[tuple[str, int, str, str]] = batch.columns
    return {(sheet, field): index for sheet, index, _name, field in held}


def _text(columns: Mapping[tuple[str, str], int], sheet: str, field: Field, cells: list[Any]) -> str:
    index = columns.get((sheet, field.value), len(cells))
    return str(cells[index]) if index < len(cells) else ""


def _province(text: str) -> str:
    try:
        return province_named(text) if text else ""
    except ValueProblem:
        return ""
