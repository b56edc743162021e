"""Rights in the officers' words: Django's own names for them are English."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.forms import ModelMultipleChoiceField
from django.utils.translation import gettext as _

from records.models import Record


def right_name(right: Permission) -> str:
    """Return what a right allows, like "แก้ไขคลัสเตอร์"; no query, once the content types are known."""
    model = ContentType.objects.get_for_id(right.content_type_id).model_class()
    verb = right.codename.partition("_")[0]
    verbs = {"add": _("เพิ่ม"), "change": _("แก้ไข"), "delete": _("ลบ"), "view": _("ดู")}
    if model is None or verb not in verbs:
        return right.name
    return f"{verbs[verb]}{model._meta.verbose_name}"


def rights_to_give(account: models.Model) -> QuerySet[Permission]:
    """Return the rights over records, and what the account has already: saving its form mustn't take it away."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    kinds = ContentType.objects.get_for_models(*records).values()
    held = account.user_permissions.values("pk")  # type: ignore[attr-defined]  # of accounts
    return Permission.objects.filter(Q(content_type__in=list(kinds)) | Q(pk__in=held))


class RightsField(ModelMultipleChoiceField[Permission]):
    """A choice of rights by their names."""

    def label_from_instance(self, obj: Any) -> str:
        return right_name(obj)
