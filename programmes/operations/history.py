"""The programme's history comes in from ``programmes/data``: safe to repeat, all or nothing."""

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any, TypeVar

from django.db import transaction

from clusters.models import Cluster, ClusterProvince, Province, Sector
from clusters.reference import load_reference
from programmes.models import (
    UNIT_OF_MEASURE,
    Funder,
    Indicator,
    Milestone,
    Objective,
    Participation,
    ReportedFigure,
    Round,
    Source,
)
from programmes.operations.figures import supersede_figure
from records.errors import RuleBroken
from records.history import written_by
from records.loading import Loader, Tally
from records.locks import take_turns
from records.models import Record

REASON = "load_history"
PILOT_YEARS = (2547, 2548)
NAME_NOTE = "ชื่อภาษาไทยแปลจากรายงานของ JICA ซึ่งเป็นภาษาอังกฤษ"
FUNDER_NOTE = "เอกสารไม่ระบุแหล่งงบของกลุ่มนี้"

# What the files hold, by the name of the file.
Data = Mapping[str, dict[str, Any]]
RecordT = TypeVar("RecordT", bound=Record)


def read_data() -> Data:
    """Read the files; numbers with a point come as decimals."""
    return {name: _read(name) for name in ("sources", "figures", "story", "indicators")}


def _read(name: str) -> dict[str, Any]:
    text = files("programmes.data").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@transaction.atomic
def load_history(data: Data | None = None) -> Tally:
    """Load documents, figures, milestones, objectives, indicators, rounds and the named pilots, with reference data.

    Returns how many rows were created, changed, unchanged, or left as officers made them. What rests on a row that an
    officer deleted isn't loaded either. ``data`` takes the place of the files.
    """
    data = data or read_data()
    take_turns(REASON)
    loader = Loader(REASON)
    load_reference(loader)
    story = data["story"]
    funders = _load_by_code(loader, Funder, story["funder"])
    sources = _load_by_code(loader, Source, data["sources"]["source"])
    _load_story(loader, story, sources)
    _load_indicators(loader, data["indicators"]["indicator"])
    for year in story["rounds"]["historical"]:
        loader.load(Round, {"fiscal_year": year}, {"state": Round.State.HISTORICAL.value})
    if "J" in sources:
        _load_pilots(loader, story["pilot"], sources["J"])
    _load_figures(loader, data["figures"], sources, funders)
    return loader.tally


def _load_by_code(loader: Loader, model: type[RecordT], rows: Iterable[dict[str, Any]]) -> dict[str, RecordT]:
    """Return the rows by the code that the files give them, whatever their code is today, without the deleted."""
    loaded = {row["code"]: loader.load(model, {"code": row["code"]}, _without(row, "code")) for row in rows}
    return {code: row for code, row in loaded.items() if row is not None}


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _load_story(loader: Loader, story: dict[str, Any], sources: Mapping[str, Source]) -> None:
    for row in story["milestone"]:
        if row["source"] in sources:
            values = _without(row, "code", "source") | {"source": sources[row["source"]]}
            loader.load(Milestone, {"code": row["code"]}, values)
    for row in story["objective"]:
        if "H" in sources:
            values = _without(row, "number") | {"source": sources["H"]}
            loader.load(Objective, {"number": row["number"]}, values)


def _load_indicators(loader: Loader, rows: list[dict[str, Any]]) -> None:
    """Load the catalogue; a ratio of which an officer deleted a part isn't loaded."""
    objectives = {objective.number: objective for objective in Objective.objects.all()}
    loaded: dict[str, Indicator | None] = {}
    for row in rows:
        parts = {name: loaded.get(row[name]) for name in ("numerator", "denominator") if name in row}
        if None in parts.values():
            continue
        values = _without(row, "code") | parts | {"objective": objectives.get(row["objective"])}
        loaded[row["code"]] = loader.load(Indicator, {"code": row["code"]}, values)


def _load_pilots(loader: Loader, pilots: list[dict[str, str]], study: Source) -> None:
    rounds = list(Round.objects.between(*PILOT_YEARS).order_by("fiscal_year"))
    for row in pilots:
        sector = Sector.objects.filter(code=row["sector"]).first()
        values = {
            "name_note": NAME_NOTE,
            "name_en": row["name_en"],
            "sector": sector,
            "state": Cluster.State.PUBLIC.value,
        }
        cluster = loader.load(Cluster, {"name": row["name"]}, values) if sector else None
        if cluster is None:
            continue
        for province in Province.objects.filter(name_en=row["province"]):
            loader.load(ClusterProvince, {"cluster": cluster, "province": province}, {})
        for held in rounds:
            _load_participation(loader, cluster, held, study)


def _load_participation(loader: Loader, cluster: Cluster, held: Round, study: Source) -> None:
    values = {"entry": Participation.Entry.PILOT.value, "source": study, "note": FUNDER_NOTE}
    try:
        loader.load(Participation, {"cluster": cluster, "round": held}, values)
    except RuleBroken:  # an officer has locked the list of that year
        loader.tally.add("kept")


def _load_figures(
    loader: Loader, data: Mapping[str, Any], sources: Mapping[str, Source], funders: Mapping[str, Funder]
) -> None:
    for statement in data["statement"]:
        source, funder = sources.get(statement["source"]), funders.get(statement.get("funder"))
        if source is None or (funder is None and "funder" in statement):
            continue
        shared = _without(statement, "years", "figures", "source", "quotation", "funder")
        shared |= {
            "from_year": min(statement["years"]),
            "to_year": max(statement["years"]),
            "source": source,
            "quotation": data["quotations"][statement["quotation"]] if "quotation" in statement else "",
            "funder": funder,
        }
        for row in statement["figures"]:
            _load_figure(loader, ReportedFigure(**(shared | _figure_values(row))))


def _figure_values(row: dict[str, Any]) -> dict[str, Any]:
    value = row.get("value")
    return row | {
        "unit": UNIT_OF_MEASURE[row["measure"]].value,
        "value": None if value is None else Decimal(value),
    }


def _load_figure(loader: Loader, wanted: ReportedFigure) -> None:
    """Add a figure whose key is new; put a changed one in place of the last, unless an officer put that there."""
    last = ReportedFigure.objects.filter(key=wanted.key).order_by("revision").last()
    if last is None:
        with written_by(None, reason=loader.reason):
            wanted.full_clean()
            wanted.save()
        loader.tally.add("created")
    elif _says_the_same(last, wanted):
        loader.tally.add("unchanged")
    elif last.history.exclude(history_change_reason=loader.reason).exists():
        loader.tally.add("kept")
    else:
        supersede_figure(last, wanted, by=None, reason=loader.reason)
        loader.tally.add("changed")


def _says_the_same(one: ReportedFigure, other: ReportedFigure) -> bool:
    apart = {"id", "version", "key", "revision", "supersedes"}
    names = [field.attname for field in ReportedFigure._meta.concrete_fields if field.name not in apart]
    return all(getattr(one, name) == getattr(other, name) for name in names)
