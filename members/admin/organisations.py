"""Organisations in the admin."""

from dataclasses import asdict
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clusters.admin.filters import CentreFilter
from members.admin.contacts import ConsentInline, ContactInline
from members.admin.duplicates import OrganisationForm, Typed
from members.admin.filters import MemberInYearFilter, RoleFilter
from members.admin.held import OfPeopleAdmin
from members.admin.merging import merge_view, pairs_view
from members.admin.proposals import propose_view, proposing_address
from members.models import Organisation
from records.admin import Section
from records.admin.filters import ChosenRowFilter
from records.admin.lists import count_of
from records.admin.reach import reach
from thai.numbers import ThaiNumberError, clean_juristic_number


@admin.register(Organisation)
class OrganisationAdmin(OfPeopleAdmin):
    """Members and partners are the same rows; a filter tells them apart."""

    section = Section.ORGANISATIONS
    form = OrganisationForm
    list_display = ("code", "shown_name", "kind", "province", "sector", "state", "member_of", "supports_of")
    list_display_links = ("code", "shown_name")
    list_select_related = ("province", "sector")
    list_filter = (
        RoleFilter,
        "kind",
        "state",
        MemberInYearFilter,
        CentreFilter,
        "sector",
        "province",
        ("merged_into", ChosenRowFilter),
    )
    sortable_by = ("code", "shown_name")
    search_fields = ("name",)
    search_key_field = "search_key"
    search_code_field = "code"
    search_help_text = _("ค้นจากชื่อ ชื่อทางการค้า รหัสหน่วยงาน หรือเลขทะเบียนนิติบุคคล 13 หลัก")
    autocomplete_fields = ("province",)
    readonly_fields = ("code", "merged_into")  # two become one on the page that compares them
    change_list_template = "admin/members/organisation/change_list.html"
    inlines = (ContactInline, ConsentInline)
    related_lists = (
        "memberships",
        "supports",
        "linkages_from",
        "linkages_to",
        "yearly_figures",
        "merged_from",
        "change_proposals",
    )
    fieldsets = (
        (None, {"fields": ("code", "name", "name_en", "trade_name", "juristic_number")}),
        (_("กิจการ"), {"fields": ("kind", "sector", "main_products")}),
        (_("ที่ตั้ง"), {"fields": ("province", "address", "web")}),
        (
            _("การเผยแพร่"),
            {
                "fields": ("state", "merged_into", "note"),
                "description": _(
                    "หน่วยงานที่มีเลขทะเบียนนิติบุคคล หรือเป็นวิสาหกิจชุมชน สหกรณ์ สถาบันการเงิน สถาบันการศึกษา สถาบันวิจัย หน่วยงานของรัฐ "
                    "หรือสมาคม เผยแพร่ชื่อได้โดยไม่ต้องมีความยินยอม กิจการของบุคคลธรรมดาจึงต้องไม่บันทึกเป็นประเภทเหล่านี้"
                ),
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.duplicates_view))
        guarded = self.admin_site.admin_view
        return [
            path("duplicates/", view, name="members_organisation_duplicates"),
            path("pairs/", guarded(self.pairs_view), name="members_organisation_pairs"),
            path("merge/", guarded(self.merge_view), name="members_organisation_merge"),
            path("<path:object_id>/propose/", guarded(self.propose_view), name="members_organisation_propose"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        context = {"may_merge": self.has_change_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def pairs_view(self, request: HttpRequest) -> HttpResponse:
        return pairs_view(request, self.admin_site)

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        return merge_view(request, self.admin_site)

    def propose_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """For who keeps the organisation together with others; for others it's as if it weren't there."""
        key = self._key(object_id)
        row = None if key is None else Organisation.objects.filter(pk=key).first()
        if row is None or not proposing_address(request, row):
            return self.not_there(request, object_id)
        return propose_view(request, self, row)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Say where a change is proposed, to who keeps the organisation together with others."""
        more = {"propose_at": proposing_address(request, context["original"])}
        return super().render_change_form(request, {**context, **more}, *args, **kwargs)

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Tell those who may write organisations which ones may be the one that they are typing."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        typed = Typed(request.GET)
        if not typed.is_valid():
            return JsonResponse({"problems": [str(text) for _name, text in typed.problems]}, status=400)
        return JsonResponse({"duplicates": [asdict(each) for each in typed.found(among=_with_seen_contacts(request))]})

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change=change, **kwargs)
        made.among = _with_seen_contacts(request)  # type: ignore[attr-defined]  # of OrganisationForm
        return made

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        rows: QuerySet[Organisation] = super().get_queryset(request)
        return rows.annotate(
            membership_total=count_of(Organisation, "memberships"), support_total=count_of(Organisation, "supports")
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        """A juristic number finds its organisation. The province comes along, to tell namesakes apart."""
        queryset = queryset.select_related("province")
        try:
            return queryset.filter(juristic_number=clean_juristic_number(search_term)), False
        except ThaiNumberError:
            return super().get_search_results(request, queryset, search_term)

    def found_label(self, row: Organisation) -> str:
        return " · ".join(filter(None, (str(row), str(row.province or ""), row.code)))

    @admin.display(description=_("ชื่อ"), ordering="sort_key")
    def shown_name(self, organisation: Organisation) -> str:
        return organisation.name

    @admin.display(description=_("เป็นสมาชิก"))
    def member_of(self, organisation: Any) -> int:
        return int(organisation.membership_total)

    @admin.display(description=_("สนับสนุน"))
    def supports_of(self, organisation: Any) -> int:
        return int(organisation.support_total)

    def view_on_site(self, organisation: Organisation) -> str | None:
        return organisation.get_absolute_url() if organisation.state == Organisation.State.PUBLIC else None


def _with_seen_contacts(request: HttpRequest) -> QuerySet[Organisation]:
    return reach().own_rows(request.user, Organisation.objects.all())
