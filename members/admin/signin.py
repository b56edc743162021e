"""What headquarters do for those who can't sign in: a link for a new password, and an end to a lost second factor."""

from typing import Any, cast

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from members.models import User
from members.signin.accounts import remove_second_factor
from members.signin.links import HOURS, hand_out_link
from records.errors import RuleBroken

# allauth's own lists hold secrets, and their changes leave no history.
for model in (EmailAddress, Authenticator):
    admin.site.unregister(model)


@admin.action(description=_("ออกลิงก์ตั้งรหัสผ่านใหม่"), permissions=["change"])
def password_links(shown: Any, request: HttpRequest, accounts: QuerySet[User]) -> HttpResponse:
    """Show a link for each account, on a page that nothing keeps."""
    links = []
    for account in accounts:
        try:
            if _may(shown, request, account):
                path = hand_out_link(account, by=cast(User, request.user))
                links.append((account, request.build_absolute_uri(path)))
        except RuleBroken as refused:
            shown.message_user(request, f"{account.email}: {refused}", messages.ERROR)
    context = {**shown.admin_site.each_context(request), "title": _("ลิงก์ตั้งรหัสผ่านใหม่"), "links": links, "hours": HOURS}
    return TemplateResponse(request, "admin/members/password_links.html", {**context, "opts": shown.opts})


@admin.action(description=_("ยกเลิกการยืนยันตัวตนสองชั้น"), permissions=["change"])
def remove_second_factors(shown: Any, request: HttpRequest, accounts: QuerySet[User]) -> None:
    for account in accounts:
        try:
            if _may(shown, request, account):
                remove_second_factor(account, by=cast(User, request.user), reason="ยกเลิกการยืนยันตัวตนสองชั้นโดยเจ้าหน้าที่")
                said = _("ยกเลิกการยืนยันตัวตนสองชั้นแล้ว เจ้าของบัญชีตั้งใหม่เมื่อเข้าสู่ระบบครั้งต่อไป")
                shown.message_user(request, f"{account.email}: {said}", messages.SUCCESS)
        except RuleBroken as refused:
            shown.message_user(request, f"{account.email}: {refused}", messages.ERROR)


def _may(shown: Any, request: HttpRequest, account: User) -> bool:
    """One's own way in is changed where it is proved, and a superuser's only by a superuser."""
    if account.pk == request.user.pk:
        shown.message_user(request, _("บัญชีของท่านเอง ให้แก้ไขที่หน้า “บัญชีของฉัน”"), messages.ERROR)
        return False
    if shown.has_change_permission(request, account):
        return True
    shown.message_user(request, _("%(email)s: ไม่มีสิทธิ์แก้ไขบัญชีนี้") % {"email": account.email}, messages.ERROR)
    return False
