"""The pages of the admin, for the tests that hold something of all of them."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from members.models import User
from records.models import Record
from tests import factories

SHOWN_MODELS = [model for model in apps.get_models() if model in admin.site._registry]
RECORDS = [model for model in SHOWN_MODELS if issubclass(model, Record)]
ROW_OF: dict[type[Model], Any] = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type) and hasattr(made, "_meta") and made not in {factories.DepartmentFactory}
}


def signed_in(user: User | None = None) -> Client:
    client = Client()
    client.force_login(user or factories.SuperuserFactory.create())
    return client


def officer(*rights: str) -> User:
    """Return an officer with the named rights (``view_cluster``)."""
    user = factories.UserFactory.create()
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def make_row(model: type[Model]) -> Model:
    extra = {"day": date(2004, 6, 10)} if hasattr(model, "day") else {}
    row: Model = ROW_OF[model].create(**extra)
    return row


def text_of(response: Any) -> str:
    """Return what a person sees of a page, and what stands in its boxes."""
    html = response.content.decode()
    boxes = " ".join(re.findall(r'value="([^"]*)"', html))
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()) + " " + boxes)


def form_of(response: Any) -> dict[str, str]:
    """Return what a browser would send if the form of the page were sent as it came."""
    sent: dict[str, str] = {}
    adminform, formsets = response.context["adminform"], response.context["inline_admin_formsets"]
    inlines = [formset.formset for formset in formsets]
    forms = [adminform.form, *(form for formset in inlines for form in (formset.management_form, *formset.forms))]
    for form in forms:
        for box in form:
            value = box.value()
            if isinstance(value, list):
                continue  # nothing is chosen in the lists of these tests
            if value is True:
                sent[box.html_name] = "on"
            elif value is not None and value is not False:
                written = box.field.widget.format_value(value)
                sent[box.html_name] = written[0] if isinstance(written, list) else str(written or "")
    return sent


def deletion_of(*rows: Any, selected: bool = False) -> dict[str, Any]:
    """Return what the page that asks whether to delete a row, or selected ones, sends when one says yes."""
    versions = {row.pk: str(type(row)._base_manager.get(pk=row.pk).version) for row in rows}
    if not selected:
        return {"post": "yes", "version_read": versions[rows[0].pk]}
    sent = {"action": "delete_selected", "_selected_action": list(versions), "post": "yes"}
    return sent | {f"version_read-{key}": version for key, version in versions.items()}


def pages_of(model: type[Model], row: Model) -> Iterator[str]:
    yield address(model, "changelist")
    yield address(model, "add")
    yield address(model, "change", row.pk)
    yield address(model, "history", row.pk)
    yield address(model, "delete", row.pk)
    if model in RECORDS:
        yield address(model, "deleted")
