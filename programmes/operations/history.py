"""The programme's history comes in from ``programmes/data``: safe to repeat, all or nothing."""

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any

from django.db import transaction

from clusters.models import Cluster, ClusterProvince, Province, Sector
from clusters.reference import load_reference
from programmes.models import (
    UNIT_OF_MEASURE,
    Funder,
    Milestone,
    Objective,
    Participation,
    ReportedFigure,
    Round,
    Source,
)
from programmes.operations.figures import supersede_figure
from records.history import written_by
from records.loading import Loader, Tally
from records.locks import take_turns

REASON = "load_history"
PILOT_YEARS = (2547, 2548)
NAME_NOTE = "ชื่อภาษาไทยแปลจากรายงานของ JICA ซึ่งเป็นภาษาอังกฤษ"
FUNDER_NOTE = "เอกสารไม่ระบุแหล่งงบของกลุ่มนี้"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(
        files("programmes.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal
    )


@transaction.atomic
def load_history() -> Tally:
    """Load documents, figures, milestones, objectives, rounds and the named pilots, with the reference data.

    Returns how many rows were created, changed, unchanged, or left as officers made them.
    """
    take_turns(REASON)
    loader = Loader(REASON)
    load_reference(loader)
    story = _read("story")
    for row in story["funder"]:
        loader.load(Funder, {"code": row["code"]}, {k: v for k, v in row.items() if k != "code"})
    for row in _read("sources")["source"]:
        loader.load(Source, {"code": row["code"]}, {k: v for k, v in row.items() if k != "code"})
    _load_story(loader, story)
    for year in story["rounds"]["historical"]:
        loader.load(Round, {"fiscal_year": year}, {"state": Round.State.HISTORICAL.value})
    _load_pilots(loader, story["pilot"])
    _load_figures(loader)
    return loader.tally


def _load_story(loader: Loader, story: dict[str, Any]) -> None:
    source_of = {source.code: source for source in Source.objects.all()}
    for row in story["milestone"]:
        values = {k: v for k, v in row.items() if k not in ("code", "source")}
        loader.load(Milestone, {"code": row["code"]}, values | {"source": source_of[row["source"]]})
    for row in story["objective"]:
        values = {k: v for k, v in row.items() if k != "number"}
        loader.load(Objective, {"number": row["number"]}, values | {"source": source_of["H"]})


def _load_pilots(loader: Loader, pilots: list[dict[str, str]]) -> None:
    study = Source.objects.get(code="J")
    rounds = list(Round.objects.between(*PILOT_YEARS))
    for row in pilots:
        values = {
            "name_note": NAME_NOTE,
            "name_en": row["name_en"],
            "sector": Sector.objects.get(code=row["sector"]),
            "state": Cluster.State.PUBLIC.value,
        }
        cluster = loader.load(Cluster, {"name": row["name"]}, values)
        if cluster is None:
            continue
        province = Province.objects.get(name_en=row["province"])
        loader.load(ClusterProvince, {"cluster": cluster, "province": province}, {})
        for held in rounds:
            values = {"entry": Participation.Entry.PILOT.value, "source": study, "note": FUNDER_NOTE}
            loader.load(Participation, {"cluster": cluster, "round": held}, values)


def _load_figures(loader: Loader) -> None:
    data = _read("figures")
    source_of = {source.code: source for source in Source.objects.all()}
    funder_of = {funder.code: funder for funder in Funder.objects.all()}
    for statement in data["statement"]:
        shared = {k: v for k, v in statement.items() if k not in ("years", "figures", "source", "quotation", "funder")}
        shared |= {
            "from_year": min(statement["years"]),
            "to_year": max(statement["years"]),
            "source": source_of[statement["source"]],
            "quotation": data["quotations"].get(statement.get("quotation"), ""),
            "funder": funder_of[statement["funder"]] if "funder" in statement else None,
        }
        shared.setdefault("note", "")
        if not shared["quotation"] and not shared["note"]:
            raise ValueError(f"{statement} has neither a quotation nor a note")
        for row in statement["figures"]:
            _load_figure(loader, ReportedFigure(**(shared | _figure_values(row))))


def _figure_values(row: dict[str, Any]) -> dict[str, Any]:
    value = row.get("value")
    return row | {
        "unit": UNIT_OF_MEASURE[row["measure"]].value,
        "value": None if value is None else Decimal(value),
    }


def _load_figure(loader: Loader, wanted: ReportedFigure) -> None:
    """Add a figure whose key is new; put a changed one in place of the last, unless it has stood there before.

    A figure that equals any revision is left alone: an officer who superseded it knew better than the file.
    """
    revisions = list(ReportedFigure.objects.filter(key=wanted.key).order_by("revision"))
    if any(_says_the_same(revision, wanted) for revision in revisions):
        loader.tally.add("unchanged")
    elif not revisions:
        with written_by(None, reason=loader.reason):
            wanted.full_clean()
            wanted.save()
        loader.tally.add("created")
    else:
        supersede_figure(revisions[-1], wanted, by=None, reason=loader.reason)
        loader.tally.add("changed")


def _says_the_same(one: ReportedFigure, other: ReportedFigure) -> bool:
    apart = {"id", "version", "key", "revision", "supersedes"}
    names = [field.attname for field in ReportedFigure._meta.concrete_fields if field.name not in apart]
    return all(getattr(one, name) == getattr(other, name) for name in names)
