"""Pages of one row in the admin, beside its form: guarded, and answered alike where there is no such row."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from records.admin.base import RecordAdmin

RowT = TypeVar("RowT", bound=Model)
Page = Callable[[HttpRequest, AdminSite, RowT], HttpResponse]


def page_of(
    shown_by: RecordAdmin[Any], request: HttpRequest, object_id: str, page: Page[RowT], rows: "QuerySet[RowT]"
) -> HttpResponse:
    """Answer a page of one of ``rows``; whoever may see none is answered the same for every number."""
    if not shown_by.has_view_permission(request):
        raise PermissionDenied
    key = shown_by._key(object_id)
    row = None if key is None else rows.filter(pk=key).first()
    return shown_by.not_there(request, object_id) if row is None else page(request, shown_by.admin_site, row)
