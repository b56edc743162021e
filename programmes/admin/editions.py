"""Editions in the admin: drafted, looked at, published; what is published stays as it is."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programmes.admin.edition_pages import differences_view, drafting_view, preview_view
from programmes.models import Edition
from records.admin import RecordAdmin, Section
from records.admin.pages import Page, page_of


@admin.register(Edition)
class EditionAdmin(RecordAdmin[Edition]):
    section = Section.PROGRAMME
    place = 3
    list_display = ("edition_shown", "state", "published_at", "drafted_office", "approved_office", "pages")
    list_select_related = ("round",)
    list_filter = ("state",)
    search_fields = ("round__fiscal_year", "reason")
    readonly_fields = ("pages",)
    fieldsets = (
        (None, {"fields": ("round", "number", "state", "reason", "pages")}),
        (_("ที่มาของฉบับ"), {"fields": ("drafted_office", "drafted_at", "approved_office", "published_at", "sha256")}),
    )

    # -- what may be done --

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # -- how an edition is shown --

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        """Leave out what no list shows and is long."""
        return super().get_queryset(request).select_related("round").defer("content", "lines")

    @admin.display(description=_("ฉบับเผยแพร่"), ordering="round__fiscal_year")
    def edition_shown(self, edition: Edition) -> str:
        return str(edition)

    @admin.display(description=_("ดู"))
    def pages(self, edition: Edition) -> str:
        preview = gettext("ดูเนื้อหา") if edition.is_published else gettext("ตรวจและอนุมัติ")
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("admin:programmes_edition_preview", args=[edition.pk]),
            preview,
            reverse("admin:programmes_edition_differences", args=[edition.pk]),
            gettext("เทียบกับข้อมูลวันนี้"),
        )

    def view_on_site(self, edition: Edition) -> str | None:
        return edition.get_absolute_url() if edition.is_published else None

    # -- the pages --

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("<path:object_id>/preview/", guarded(self.preview_view), name="programmes_edition_preview"),
            path(
                "<path:object_id>/differences/", guarded(self.differences_view), name="programmes_edition_differences"
            ),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return drafting_view(request, self.admin_site)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._of_edition(request, object_id, preview_view)

    def differences_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._of_edition(request, object_id, differences_view)

    def _of_edition(self, request: HttpRequest, object_id: str, page: Page[Edition]) -> HttpResponse:
        return page_of(self, request, object_id, page, Edition.objects.select_related("round", "drafted_by"))
