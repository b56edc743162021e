"""The admin's site: in Thai, its index in the order of the work."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.admin.guide import chapter_view, guide_view
from records.due import notes_for, what_is_due


class Section(models.TextChoices):
    """Where a list stands in the index; each model's admin names its section."""

    PROGRAMME = "programme", _("โครงการ")
    CLUSTERS = "clusters", _("คลัสเตอร์")
    ORGANISATIONS = "organisations", _("หน่วยงานและผู้ประกอบการ")
    PEOPLE = "people", _("บุคคล")
    REFERENCE = "reference", _("ข้อมูลอ้างอิง")
    ACCOUNTS = "accounts", _("บัญชีผู้ใช้และสิทธิ์")


class FoundRows(AutocompleteJsonView):
    """What a box finds as one types, each told apart from its namesakes."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        told: Any = self.model_admin
        return {"id": str(getattr(obj, to_field_name)), "text": told.found_label(obj)}


class PortalAdminSite(AdminSite):
    site_title = _("ระบบเจ้าหน้าที่")
    site_header = _("ระบบเจ้าหน้าที่ โครงการพัฒนาการรวมกลุ่มและเชื่อมโยงอุตสาหกรรม")
    index_title = _("งานของเจ้าหน้าที่")
    index_template = "admin/start.html"

    def get_urls(self) -> list[Any]:
        """Add the staff guide, for whoever may enter."""
        return [
            path("guide/", self.admin_view(partial(guide_view, site=self)), name="guide"),
            path("guide/<slug:name>/", self.admin_view(partial(chapter_view, site=self)), name="guide-chapter"),
            *super().get_urls(),
        ]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return FoundRows.as_view(admin_site=self)(request)  # type: ignore[return-value]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Say what is due for the officer, above the lists."""
        due = what_is_due(request.user, timezone.localdate())
        return super().index(request, {"due": due, "notes": notes_for(request.user), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Group the index by ``Section`` instead of by package; a package's own page stays as it is."""
        if app_label is not None:
            return super().get_app_list(request, app_label)
        shown = [model for app in self._build_app_dict(request).values() for model in app["models"]]
        for model in shown:
            model_admin = self.get_model_admin(model["model"])
            model["section"] = getattr(model_admin, "section", Section.REFERENCE)
            model["place"] = getattr(model_admin, "place", 0)
        index = reverse("admin:index", current_app=self.name)
        return [
            {
                "name": section.label,
                "app_label": f"section-{section.value}",
                "app_url": f"{index}#section-{section.value}",
                "has_module_perms": True,
                "models": sorted(members, key=lambda model: (model["place"], str(model["name"]))),
            }
            for section in Section
            if (members := [model for model in shown if model["section"] == section])
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Lead to the portal's one door (decision 0011); who has come through it without a right to be here is told."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index", current_app=self.name)
        return redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Lead to the page where everybody changes their own password."""
        return HttpResponseRedirect(reverse("account_change_password"))
