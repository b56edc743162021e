"""The admin's site: in Thai, its index in the order of the work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Section(models.TextChoices):
    """Where a list stands in the index; each model's admin names its section."""

    PROGRAMME = "programme", _("โครงการ")
    CLUSTERS = "clusters", _("คลัสเตอร์")
    ORGANISATIONS = "organisations", _("หน่วยงานและผู้ประกอบการ")
    PEOPLE = "people", _("บุคคล")
    REFERENCE = "reference", _("ข้อมูลอ้างอิง")
    ACCOUNTS = "accounts", _("บัญชีผู้ใช้และสิทธิ์")


class PortalAdminSite(AdminSite):
    site_title = _("ระบบเจ้าหน้าที่")
    site_header = _("ระบบเจ้าหน้าที่ โครงการพัฒนาการรวมกลุ่มและเชื่อมโยงอุตสาหกรรม")
    index_title = _("งานของเจ้าหน้าที่")
    # The accounts' package puts its own form here, as others do with ``login_form``.
    password_change_form: type[AdminPasswordChangeForm] = AdminPasswordChangeForm

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

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Change one's own password, as Django's does, with the form of the accounts' package."""
        view = PasswordChangeView.as_view(
            form_class=self.password_change_form,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
            template_name=self.password_change_template or "registration/password_change_form.html",
        )
        request.current_app = self.name
        return view(request)
