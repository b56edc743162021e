"""Accounts and their rights in the admin."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from members.admin.passwords import NewAccountForm, OthersPasswordForm
from members.admin.signin import password_links, remove_second_factors
from members.models import User
from records.admin import RecordAdmin, Section
from records.admin.forms import RecordForm
from records.admin.rights import RightsField, right_name, rights_to_give
from records.history import written_by

admin.site.unregister(Group)  # decision 0008

# What an account may do follows from these: only who may everything gives any of it.
FULL_RIGHTS = ("role", "centre", "person", "is_staff", "is_superuser", "user_permissions")


class AccountForm(RecordForm):
    password = ReadOnlyPasswordHashField(label=_("รหัสผ่าน"), help_text=_("ระบบไม่แสดงรหัสผ่าน ตั้งใหม่ได้ด้วยปุ่มในช่องนี้"))

    class Meta:
        model = User
        fields = "__all__"  # the admin's fieldsets choose
        field_classes: dict[str, type[forms.Field]] = {"user_permissions": RightsField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rights = self.fields.get("user_permissions")
        if isinstance(rights, RightsField):
            rights.queryset = rights_to_give(self.instance)
            rights.widget.attrs["size"] = 16


@admin.register(User)
class UserAdmin(RecordAdmin[User], DjangoUserAdmin):  # type: ignore[type-arg]  # in the stubs only
    section = Section.ACCOUNTS
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = OthersPasswordForm
    list_display = ("email", "person", "role", "centre", "is_superuser", "is_active")
    list_select_related = ("person", "centre")
    list_filter = ("is_active", "role", "centre", "is_superuser")
    search_fields = ("email", "person__name")
    search_help_text = _("ค้นจากอีเมลหรือชื่อบุคคล")
    ordering = ("email",)
    autocomplete_fields = ("person",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "password", "must_change_password")}),
        (_("บทบาทและหน่วยงาน"), {"fields": ("role", "centre", "person", "ends_on")}),
        (_("การเข้าสู่ระบบ"), {"fields": ("is_active", "second_factor_since", "recovery_codes_since")}),
        (
            _("สิทธิ์เพิ่มเติมจากบทบาท"),
            {"classes": ("collapse",), "fields": ("is_staff", "user_permissions", "is_superuser")},
        ),
    )
    readonly_fields = ("second_factor_since", "recovery_codes_since")
    actions = (password_links, remove_second_factors)
    add_fieldsets = ((None, {"fields": ("email", "role", "centre", "person", "ends_on", "password1", "password2")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Rights are given by those who have all of them."""
        given = super().get_readonly_fields(request, obj)
        return given if self._has_all_rights(request) else [*given, *FULL_RIGHTS, "rights"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who can't give rights reads them in words."""
        fieldsets = super().get_fieldsets(request, obj)
        if self._has_all_rights(request):
            return fieldsets
        shown = {"user_permissions": "rights"}
        return [
            (title, {**options, "fields": tuple(shown.get(str(name), name) for name in options["fields"])})
            for title, options in fieldsets
        ]

    @admin.display(description=User._meta.get_field("user_permissions").verbose_name)
    def rights(self, account: User) -> str:
        return ", ".join(map(right_name, account.user_permissions.all()))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or not obj.is_superuser or self._has_all_rights(request)

    @staticmethod
    def _has_all_rights(request: HttpRequest) -> bool:
        return bool(getattr(request.user, "is_superuser", False))

    def get_urls(self) -> list[URLPattern]:
        """Name the page of another's password like the account's other pages."""
        page = path(
            "<id>/password/", self.admin_site.admin_view(self.user_change_password), name="members_user_password"
        )
        return [page, *(given for given in super().get_urls() if given.name != "auth_user_password_change")]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002  # Django's
        """Set another's password; one's own is changed where the old one is asked for."""
        if id == str(request.user.pk):
            return HttpResponseRedirect(reverse("account_change_password"))
        try:
            with written_by(cast(User, request.user), reason="ตั้งรหัสผ่านใหม่โดยเจ้าหน้าที่"):
                return super().user_change_password(request, id, form_url)
        except (PermissionDenied, Http404):
            if not self.has_change_permission(request):
                raise PermissionDenied from None
            return self.not_there(request, id)
