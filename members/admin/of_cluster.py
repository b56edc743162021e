"""Members, partners and office holders as rows of their cluster, the latest entry first."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest

from members.models import Membership, Office, Support
from records.admin import RecordTabularInline


class _OfClusterInline(RecordTabularInline):
    show_change_link = True
    ordering = ("-pk",)
    shown_rows: ClassVar[int] = 20


class MembersInline(_OfClusterInline):
    """Twenty members are added without leaving the cluster; why one left stands in the row's own page."""

    model = Membership
    autocomplete_fields = ("organisation",)
    addable: ClassVar[Sequence[str]] = ("organisation",)
    fields = ("organisation", "position", "from_year", "to_year")
    extra = 3
    shown_rows: ClassVar[int] = 50
    new_rows: ClassVar[int] = 25

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("organisation", "cluster")


class PartnersInline(_OfClusterInline):
    model = Support
    autocomplete_fields = ("organisation",)
    addable: ClassVar[Sequence[str]] = ("organisation",)
    fields = ("organisation", "service", "from_year", "to_year")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("organisation", "cluster")


class OfficesInline(_OfClusterInline):
    model = Office
    autocomplete_fields = ("person",)
    addable: ClassVar[Sequence[str]] = ("person",)
    fields = ("person", "role", "from_year", "to_year")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person", "cluster")
