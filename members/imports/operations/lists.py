"""Writes a list: everything in one transaction, planned again from what the database holds at that moment.

Bulk writes keep what the models' own ``save`` would: numbers given once, derived columns, one form of a contact, the
size class, spans that don't overlap, versions, and a history row beside every write.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.imports.list_kinds import other_models
from members.imports.plan import Options, Plan, make_plan
from members.imports.provenance import reason_of
from members.imports.rows import Reading
from members.models import Consent, Contact, EnterpriseFigures, Membership, Organisation, Support, code_of
from members.models.merged import OfLivingOrganisation
from members.reach import refuse_rows_of_others
from records.bulk_history import CHANGED, CREATED, keep_history
from records.guard import bulk_writes
from records.history import written_by
from records.locks import take_turns
from records.models import Record
from records.numbering import next_numbers
from records.version import StaleSave
from thai.fields import DerivedField

_ORDER: Final[tuple[type[Record], ...]] = (Organisation, Contact, Consent, Membership, Support, EnterpriseFigures)
_AT_ONCE: Final = 500
_TRIES: Final = 3


@dataclass(frozen=True)
class Imported:
    """The plan as it was carried out, or as it would be."""

    plan: Plan
    written: bool


def preview(reading: Reading, options: Options, *, today: date) -> Imported:
    """Return what an import would do; nothing is written or held."""
    return Imported(make_plan(reading, options, today=today), written=False)


def import_members(
    reading: Reading,
    options: Options,
    *,
    by: AbstractBaseUser | None,
    today: date,
    only_if_clean: bool = False,
) -> Imported:
    """Write the clean rows of a list, all or none; with ``only_if_clean`` none if any row is flagged.

    Raises ``RuleBroken``, and writes nothing, if it would write a row that another centre keeps.
    If somebody else brings in the same organisation at the same moment, the whole is planned again.
    """
    for remaining in reversed(range(_TRIES)):
        try:
            return _import(reading, options, by=by, today=today, only_if_clean=only_if_clean)
        except (IntegrityError, StaleSave):
            if not remaining:
                raise
    raise AssertionError("unreachable")


def _import(
    reading: Reading, options: Options, *, by: AbstractBaseUser | None, today: date, only_if_clean: bool
) -> Imported:
    with transaction.atomic():
        take_turns("members-import")
        plan = make_plan(reading, options, today=today, lock=True)
        if only_if_clean and (plan.flagged or reading.notices):
            return Imported(plan, written=False)
        reason = reason_of(plan.list_year, options.file_name, options.fingerprint[:8])
        write_plan(plan, by=by, reason=reason)
        return Imported(plan, written=True)


def write_plan(plan: Plan, *, by: AbstractBaseUser | None, reason: str) -> None:
    """Write what a plan says, in the transaction in which it was made.

    Raises ``RuleBroken`` for a row that another centre keeps, before or after.
    """
    today = timezone.localdate()
    with written_by(by, reason=reason), bulk_writes():
        for model, changed in plan.changed.items():
            refuse_rows_of_others(by, model, changed, on=today)
        _write(plan, by=by, reason=reason)
        # What was written says now whose it is.
        for model in (*_ORDER, *other_models()):
            rows = (*plan.created.get(model, ()), *plan.changed.get(model, {}).values())
            refuse_rows_of_others(by, model, [row.pk for row in rows], on=today)


def _write(plan: Plan, *, by: AbstractBaseUser | None, reason: str) -> None:
    organisations = cast(list[Organisation], plan.created.get(Organisation, []))
    for organisation, number in zip(
        organisations, next_numbers(Organisation, len(organisations)) if organisations else (), strict=True
    ):
        organisation.number, organisation.code = number, code_of(number)
    for model in (*_ORDER, *other_models()):
        created = plan.created.get(model, [])
        _refuse_merged(model, created)
        for row in created:
            _keep_rules(row)
        model.objects.bulk_create(created, batch_size=_AT_ONCE)
        keep_history(model, [row.pk for row in created], CREATED, by=by, reason=reason)
        change_rows(model, list(plan.changed.get(model, {}).values()), by=by, reason=reason)


def _refuse_merged(model: type[Record], rows: list[Record]) -> None:
    """Raise ``StaleSave`` for a new row of an organisation that became part of another since the plan was made."""
    names = model.organisation_keys if issubclass(model, OfLivingOrganisation) else ()
    keys = list({getattr(row, f"{name}_id") for row in rows for name in names} - {None})
    for start in range(0, len(keys), _AT_ONCE):
        some = Organisation.objects.filter(pk__in=keys[start : start + _AT_ONCE], merged_into__isnull=False)
        if (gone := some.first()) is not None:
            raise StaleSave(gone)


def _keep_rules(row: Record) -> None:
    """Do what ``save`` of the row's model does before it writes; the plan has seen to the rules across rows."""
    if isinstance(row, EnterpriseFigures):
        row.fill_size()
    elif isinstance(row, Consent) and row.given_on > timezone.localdate():
        raise ValidationError("a consent given in the future")


def change_rows(model: type[Record], rows: list[Record], *, by: AbstractBaseUser | None, reason: str) -> None:
    """Write changed rows, if they are still as they were read."""
    if not rows:
        return
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        versions = {row.pk: row.version for row in some}
        stored = dict(model.objects.filter(pk__in=versions).select_for_update().values_list("pk", "version"))
        for row in some:
            if stored.get(row.pk) != row.version:
                raise StaleSave(row)
            _keep_rules(row)
            row.version += 1
            for field in _derived(model):
                field.pre_save(row, add=False)
        model.objects.bulk_update(some, _columns(model), batch_size=_AT_ONCE // 5)
        keep_history(model, versions, CHANGED, by=by, reason=reason)


def _columns(model: type[Record]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if not field.primary_key]


def _derived(model: type[Record]) -> list[DerivedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, DerivedField)]
