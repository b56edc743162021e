"""What the accounts ask of every request."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

OPEN_PAGES = {"password_change", "logout", "jsi18n"}


class PasswordMustChange:
    """Send a user whose password somebody else knows to the page that changes it, from every page of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.namespace != "admin" or match.url_name in OPEN_PAGES:
            return None
        if not getattr(request.user, "must_change_password", False):
            return None
        messages.warning(request, _("กรุณาเปลี่ยนรหัสผ่านก่อนเริ่มใช้งาน เพราะรหัสผ่านนี้มีผู้อื่นทราบ"))
        return HttpResponseRedirect(reverse("admin:password_change"))
