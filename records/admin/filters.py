"""Filters of admin lists that stay short however many rows there are to choose from."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from records.admin.reach import seen


class ChosenRowFilter(admin.FieldListFilter):
    """The rows of one related row, to which another page linked: ``list_filter = [("cluster", ChosenRowFilter)]``.

    It offers that row and all, never a list of thousands, and stands on the page only while a row is chosen. One
    query, which names the row.
    """

    def __init__(  # noqa: PLR0917  # the signature is Django's
        self,
        field: Field[Any, Any],
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Model],
        model_admin: admin.ModelAdmin[Any],
        field_path: str,
    ) -> None:
        self.parameter = f"{field_path}__id__exact"
        self.request, self.shown_by = request, model_admin
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = str(field.verbose_name)
        self.chosen = self._chosen_row() if self.parameter in self.used_parameters else None

    def _chosen_row(self) -> Model | None:
        related: Any = self.field.related_model
        if not self.shown_by.admin_site.get_model_admin(related).has_view_permission(self.request):
            return None
        written: Any = self.used_parameters[self.parameter]
        try:
            key = related._meta.pk.clean(written[-1], None)
        except ValidationError:
            return None
        row: Model | None = seen(self.request, related._default_manager.filter(pk=key)).first()
        return row

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def has_output(self) -> bool:
        return self.parameter in self.used_parameters

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of the chosen one; Django asks only where something is chosen."""
        return queryset.filter(**{self.field_path: self.chosen}) if self.chosen is not None else queryset.none()

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        yield {
            "selected": False,
            "query_string": changelist.get_query_string(remove=[self.parameter]),
            "display": _("ทั้งหมด"),
        }
        if self.chosen is not None:
            yield {
                "selected": True,
                "query_string": changelist.get_query_string({self.parameter: self.chosen.pk}),
                "display": str(self.chosen),
            }
