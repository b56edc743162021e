"""The list itself: it refuses what its address can't mean, and reads one page of its rows."""

from typing import Any, Final

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.http import HttpRequest
from django.utils.translation import gettext as _

from records.admin.lists.pages import ListPages, turn_to_page
from records.keyset import COUNTED
from thai.admin import FiscalYearFilter

LONGEST_PARAMETER: Final = 200  # signs; no filter and no name is longer


class StrictChangeList(ChangeList):
    """Refuses what can't be meant, so that no list looks empty or whole because of a value that wasn't understood."""

    pages: ListPages

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        _refuse_odd_parameters(request)
        super().__init__(request, *args, **kwargs)

    def get_results(self, request: HttpRequest) -> None:
        """Count as far as it's cheap and read one page, by the row next to it where the list's order allows."""
        self.paginator = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        self.result_count = self.paginator.count
        self.full_result_count = None
        self.show_full_result_count = False
        self.show_admin_actions = True
        self.can_show_all = self.result_count <= self.list_max_show_all
        self.multi_page = self.result_count > self.list_per_page
        self.pages = turn_to_page(self, request.GET.get(PAGE_VAR, ""))
        if self.show_all and self.can_show_all:
            self.result_list = list(self.queryset)
        if self.result_count > COUNTED:
            # Nobody is offered to select all of what isn't counted.
            self.result_count = len(self.result_list)

    def get_filters(self, request: HttpRequest) -> Any:
        """Refuse, before the database is asked, what no filter of this list took or offers."""
        answer = super().get_filters(request)
        specs, left_over = answer[0], answer[2]
        known = {name for spec in specs for name in spec.expected_parameters()}
        if left_over or not set(self.get_filters_params()) <= known:
            raise IncorrectLookupParameters(_("ตัวกรองในที่อยู่ใช้กับรายการที่มีอยู่ไม่ได้"))
        for spec in specs:
            if not isinstance(spec, FiscalYearFilter) and getattr(spec, "used_parameters", None):
                self._refuse_a_value_that_is_not_offered(spec)
        return answer

    def _refuse_a_value_that_is_not_offered(self, spec: Any) -> None:
        offered = list(spec.choices(self))
        if not any(choice["selected"] for choice in offered[1:]):
            raise IncorrectLookupParameters(_("ตัวกรอง “%(filter)s” ไม่มีค่าที่ระบุในที่อยู่") % {"filter": spec.title})


def _refuse_odd_parameters(request: HttpRequest) -> None:
    for name, values in request.GET.lists():
        for text in (name, *values):
            if "\0" in text or len(text) > LONGEST_PARAMETER:
                raise IncorrectLookupParameters(_("ที่อยู่มีข้อความยาวเกินไปหรือมีอักขระที่ใช้ไม่ได้"))
