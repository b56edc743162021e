"""Filter of admin lists by fiscal year."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field, Max, Min, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thai.calendar import ThaiCalendarError, format_year, parse_fiscal_year


class FiscalYearFilter(admin.FieldListFilter):
    """The years from the smallest to the largest: ``list_filter = [("from_year", FiscalYearFilter)]``.

    Costs two look-ups at the ends of the field's index, whatever the number of rows. A year in the address is read as
    it is typed anywhere else; one that can't be read makes the list say so.
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
        self.year_parameter = field_path
        self.unknown_parameter = f"{field_path}__isnull"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.years = _span(field)

    def expected_parameters(self) -> list[str | None]:
        return [self.year_parameter, self.unknown_parameter]

    def has_output(self) -> bool:
        return bool(self.years) or bool(self.used_parameters)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.unknown_parameter in self.used_parameters:
            return queryset.filter(**{self.unknown_parameter: self._asked(self.unknown_parameter) != "False"})
        written = self._asked(self.year_parameter)
        if written is None:
            return queryset
        try:
            return queryset.filter(**{self.year_parameter: parse_fiscal_year(written)})
        except ThaiCalendarError as error:
            raise IncorrectLookupParameters(str(error)) from error

    def _asked(self, parameter: str) -> str | None:
        """Return the last value of ``parameter`` in the address, or None."""
        value = self.used_parameters.get(parameter)
        value = value[-1] if isinstance(value, list) else value
        return None if value is None else str(value)

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        asked = self._asked(self.year_parameter)
        unknown = self.unknown_parameter in self.used_parameters
        yield {
            "selected": asked is None and not unknown,
            "query_string": changelist.get_query_string(remove=[self.year_parameter, self.unknown_parameter]),
            "display": _("ทั้งหมด"),
        }
        selected = parse_fiscal_year(asked) if asked is not None else None
        for year in reversed(self.years):
            yield {
                "selected": year == selected,
                "query_string": changelist.get_query_string({self.year_parameter: year}, [self.unknown_parameter]),
                "display": format_year(year),
            }
        if self.field.null:
            yield {
                "selected": unknown,
                "query_string": changelist.get_query_string({self.unknown_parameter: "1"}, [self.year_parameter]),
                "display": _("ไม่ระบุ"),
            }


def _span(field: Field[Any, Any]) -> range:
    """Return all years between the field's smallest and largest value.

    Two queries: SQLite answers one aggregate from the index, but reads the table for two.
    """
    rows = field.model._default_manager
    first = rows.aggregate(value=Min(field.name))["value"]
    last = rows.aggregate(value=Max(field.name))["value"]
    return range(0) if first is None else range(first, last + 1)
