"""What every record has."""

from django.apps import apps
from django.db.models import CASCADE, PROTECT

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


def test_passwords_and_derived_columns_are_not_in_any_history() -> None:
    for model in (model for model in apps.get_models() if issubclass(model, Record)):
        kept = {field.name for field in model.history.model._meta.get_fields()}
        assert not kept & {"password", "search_key", "sort_key"}
        assert "version" in kept
