"""What every record has."""

import re

from django.apps import apps
from django.db import models
from django.db.models import CASCADE, PROTECT
from django.utils.translation import override

from programmes.models import Participation
from records.models import Record


def test_what_django_would_set_to_null_by_itself_would_leave_no_history() -> None:
    relations = [
        field.remote_field
        for model in apps.get_models()
        if issubclass(model, Record)
        for field in model._meta.concrete_fields
        if field.remote_field
    ]
    assert relations
    assert {relation.on_delete for relation in relations} <= {CASCADE, PROTECT}


def test_a_choice_is_told_by_its_word_in_the_language_of_the_page() -> None:
    participation = Participation(entry="new")
    assert participation.get_entry_display() == "กลุ่มใหม่"
    with override("en"):
        assert participation.get_entry_display() == "New"
    assert Participation(entry="odd").get_entry_display() == "odd"
    participation.entry = None  # type: ignore[assignment]  # as in a form that is not filled in
    assert participation.get_entry_display() == ""


def test_passwords_and_derived_columns_are_not_in_any_history() -> None:
    for model in (model for model in apps.get_models() if issubclass(model, Record)):
        kept = {field.name for field in model.history.model._meta.get_fields()}
        assert not kept & {"password", "search_key", "sort_key"}
        assert "version" in kept


HELD_IN_PAIRS = {"ReportedFigure.measure", "ReportedFigure.unit"}  # a measure has its unit


def test_the_database_holds_every_choice() -> None:
    """A form alone doesn't: imports, commands and fixtures have none."""
    missing = set()
    for model in apps.get_models():
        if not issubclass(model, Record):
            continue
        checks = [each for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
        held = " ".join(str(check.condition) for check in checks)
        chosen = [field.name for field in model._meta.concrete_fields if field.choices]
        spoken_of = {name for name in chosen if re.search(rf"'{name}__(in|range|lte)'", held)}
        missing |= {f"{model.__name__}.{name}" for name in set(chosen) - spoken_of}
    assert missing == HELD_IN_PAIRS
