"""What the database refuses by a constraint, and what a form says of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from records.models import Record


@dataclass(frozen=True)
class Refusal:
    """A rule by the name of its constraint, a row that breaks it and no other, and what an officer is told of it."""

    constraint: str
    broken_row: Callable[[], Record]
    told: str

    def __str__(self) -> str:
        return self.constraint

    def by_the_database(self) -> None:
        """Write the row past every check of ours; a database without the constraint would take it."""
        row = self.broken_row()
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            row.save_base(force_insert=row._state.adding)
        # SQLite names the columns of a unique constraint, never the constraint.
        assert self.constraint in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)

    def by_a_form(self) -> None:
        """The constraint speaks for itself; a form may find the same fault earlier, by the field alone."""
        row = self.broken_row()
        with pytest.raises(ValidationError) as refused:
            row.validate_constraints()
        if refused.value.messages != [self.told]:
            pytest.fail(f"{self.constraint} says {refused.value.messages}")
        with pytest.raises(ValidationError):
            row.full_clean(exclude={"password"})


def constraints_of(app_label: str) -> dict[str, models.BaseConstraint]:
    """Return our constraints of an app's records by name; history tables have none."""
    records = (model for model in apps.get_app_config(app_label).get_models() if issubclass(model, Record))
    return {constraint.name: constraint for model in records for constraint in model._meta.constraints}


def assert_each_has_its_refusal(app_label: str, refusals: Iterable[Refusal]) -> None:
    assert {refusal.constraint for refusal in refusals} == set(constraints_of(app_label))


def assert_each_is_a_sentence(app_label: str) -> None:
    for name, constraint in constraints_of(app_label).items():
        assert name.count("_") >= 2, name
        assert is_thai(str(constraint.violation_error_message)), name


def is_thai(text: str) -> bool:
    return any("ก" <= sign <= "๛" for sign in text)
