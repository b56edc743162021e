"""What an import would do: for each row what is created, what changes from what to what, or why it waits.

A plan is made against the database of the moment and writes nothing; ``operations`` makes it again when it writes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from clusters.models import Cluster
from members.imports.cluster_names import ClusterNames, Placed
from members.imports.duplicates import flag_duplicates
from members.imports.edits import Change, Edits, Flagged
from members.imports.list_kinds import Extras, registered
from members.imports.match import World
from members.imports.other_planners import PLANNERS
from members.imports.planner import Planner
from members.imports.rows import Reading, ReadRow
from members.imports.words import same_name
from members.models import ImportBatch, Membership, Organisation
from records.models import Record


@dataclass(frozen=True)
class Options:
    """What an officer says of a list: the cluster it is of, its year, and where it comes from, for the history.

    ``decisions`` tells by sheet and row which organisation is meant where several may be: "same:" and its key, or
    "new". ``meant`` tells by its name which cluster is meant, ``allowed`` into which clusters rows may go; None is all.
    """

    cluster: Cluster | None = None
    year: int | None = None
    file_name: str = ""
    fingerprint: str = ""
    decisions: Mapping[tuple[str, int], str] = field(default_factory=dict)
    meant: Mapping[str, int] = field(default_factory=dict)
    allowed: frozenset[int] | None = None
    kind: str = ImportBatch.Kind.MEMBERS
    extras: Extras = field(default_factory=dict)
    by: AbstractBaseUser | None = None  # nobody in person: a command, which may all


class Action(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    row: ReadRow
    action: Action
    changes: tuple[Change, ...] = ()
    records: tuple[Record, ...] = ()
    candidates: tuple[Organisation, ...] = ()
    may_be_new: bool = False
    # The cluster it is placed in, and the name of one that isn't known.
    cluster: Cluster | None = None
    unknown_cluster: str = ""


@dataclass
class Plan:
    """The rows in the order of the file, and everything that would be written."""

    list_year: int | None
    rows: list[PlannedRow] = field(default_factory=list)
    created: dict[type[Record], list[Record]] = field(default_factory=dict)
    changed: dict[type[Record], dict[int, Record]] = field(default_factory=dict)
    # Members of the same clusters who aren't in the file: told, and never ended by themselves.
    absent: list[Membership] = field(default_factory=list)

    def count(self, action: Action) -> int:
        return Counter(row.action for row in self.rows)[action]

    @property
    def flagged(self) -> int:
        return self.count(Action.FLAGGED)

    @property
    def ok(self) -> int:
        return len(self.rows) - self.flagged


def make_plan(reading: Reading, options: Options, *, today: date, lock: bool = False) -> Plan:
    """Compare a file with the database; with ``lock`` what it's compared with is held for this transaction."""
    list_year = options.year or reading.title_year or reading.latest_year
    how = registered(options.kind)
    if how is not None:
        placed = ClusterNames(options).place(reading.rows)
        years = {"list_year": list_year, "default_year": options.year or reading.title_year}
        return _plan_of(placed, how.planner(placed, options, **years, today=today, lock=lock), list_year)
    of_members = options.kind == ImportBatch.Kind.MEMBERS
    if options.kind == ImportBatch.Kind.FIGURES:
        # They are of organisations, of several years perhaps, and name no cluster.
        placed = [Placed(row, None) for row in reading.rows]
    else:
        placed = ClusterNames(options).place(reading.rows)
        placed = flag_duplicates(placed) if of_members else placed
    world = World([each.row.member for each in placed if each.row.is_clean], lock=lock)
    planner = _planner(world, options, list_year=list_year, default_year=options.year or reading.title_year)
    plan = _plan_of(placed, planner, list_year)
    plan.absent = _absent(placed, planner.seen, list_year) if of_members else []
    return plan


def _plan_of(placed: Iterable[Placed], planner: Any, list_year: int | None) -> Plan:
    plan = Plan(list_year)
    for each in placed:
        plan.rows.append(_planned(each, planner, plan))
    return plan


def _planner(world: World, options: Options, *, list_year: int | None, default_year: int | None) -> Planner:
    how: dict[str, Any] = {
        "list_year": list_year,
        "default_year": default_year,
        "file_name": options.file_name,
        "decisions": options.decisions,
    }
    if options.kind == ImportBatch.Kind.FIGURES:
        how["allowed"] = options.allowed
    if options.kind != ImportBatch.Kind.MEMBERS:
        how["extras"] = options.extras
    return PLANNERS.get(options.kind, Planner)(world, **how)


def _planned(each: Placed, planner: Any, plan: Plan) -> PlannedRow:
    if (each.cluster is None and planner.needs_cluster) or not each.row.is_clean:
        return PlannedRow(each.row, Action.FLAGGED, cluster=each.cluster, unknown_cluster=each.unknown)
    try:
        edits = planner.plan(each.row, each.cluster)
    except Flagged as flagged:
        row = each.row.flagged(flagged.field, str(flagged))
        return PlannedRow(
            row,
            Action.FLAGGED,
            candidates=flagged.candidates,
            may_be_new=flagged.may_be_new,
            cluster=each.cluster,
        )
    edits.carry_out()
    _collect(edits, plan)
    action = Action.CHANGED if edits.changes else Action.UNCHANGED
    if edits.is_new:
        action = Action.CREATED
    records = {id(record): record for record in (*edits.created, *edits.changed)}
    return PlannedRow(each.row, action, tuple(edits.changes), tuple(records.values()), cluster=each.cluster)


def _collect(edits: Edits, plan: Plan) -> None:
    for row in edits.created:
        plan.created.setdefault(type(row), []).append(row)
    for row in edits.changed:
        if row.pk is not None:
            plan.changed.setdefault(type(row), {})[row.pk] = row


def _absent(placed: Iterable[Placed], seen: set[int], list_year: int | None) -> list[Membership]:
    """Return the members of the file's clusters whom no row of it means, a row that waits included."""
    rows = list(placed)
    clusters = {each.cluster for each in rows if each.cluster is not None}
    numbers = {each.row.member.number for each in rows} - {""}
    names = {same_name(each.row.member.name) for each in rows}
    current = Membership.objects.filter(cluster__in=clusters).select_related("organisation", "cluster")
    current = current.filter(to_year__isnull=True) if list_year is None else current.in_year(list_year)
    return [
        membership
        for membership in current
        if membership.organisation_id not in seen
        and membership.organisation.juristic_number not in numbers
        and membership.organisation.identity_key not in names
    ]
