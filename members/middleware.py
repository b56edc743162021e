"""What the accounts ask of every request."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import ResolverMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from members.models import User
from members.signin.accounts import lacks_second_factor
from members.signin.sessions import account_of

PRIVATE: Final = ("admin/", "account/", "en/account/")
# Of the private pages those that anybody needs on the way in and out.
ON_THE_WAY: Final = frozenset({"admin:login", "admin:logout", "admin:jsi18n", "account_login", "account_logout"})
FOR_THE_PASSWORD: Final = ON_THE_WAY | {"admin:password_change", "account_change_password"}
FOR_THE_SECOND_FACTOR: Final = ON_THE_WAY | {
    "account_reauthenticate",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_reauthenticate",
}


class SignedIn(AuthenticationMiddleware):
    """Know who sends the request, within the limits of a session (``members.signin.sessions``)."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(partial(account_of, request))  # type: ignore[assignment]  # as Django does
        request.auser = sync_to_async(partial(account_of, request))


class Obligation(ABC):
    """Something an account has to do before any page but those that it needs for doing it. Public pages stay open."""

    open_pages: frozenset[str]
    leads_to: str

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or not is_private(match) or match.view_name in self.open_pages:
            return None
        account = request.user
        if not isinstance(account, User) or not self.is_due(account):
            return None
        messages.warning(request, self.explanation())
        return HttpResponseRedirect(reverse(self.leads_to))

    @abstractmethod
    def is_due(self, account: User) -> bool:
        """Tell whether an account has still to do it."""

    @abstractmethod
    def explanation(self) -> str:
        """Say why."""


class PasswordMustChange(Obligation):
    """Somebody else knows the password."""

    open_pages = FOR_THE_PASSWORD
    leads_to = "account_change_password"

    def is_due(self, account: User) -> bool:
        return account.must_change_password

    def explanation(self) -> str:
        return _("กรุณาเปลี่ยนรหัสผ่านก่อนเริ่มใช้งาน เพราะรหัสผ่านนี้มีผู้อื่นทราบ")


class SecondFactorMustBeSet(Obligation):
    """The account may do what a password alone doesn't guard well enough."""

    open_pages = FOR_THE_SECOND_FACTOR
    leads_to = "mfa_activate_totp"

    def is_due(self, account: User) -> bool:
        return lacks_second_factor(account)

    def explanation(self) -> str:
        return _("กรุณาตั้งการยืนยันตัวตนสองชั้นก่อนเริ่มใช้งาน บัญชีนี้เข้าถึงข้อมูลที่รหัสผ่านอย่างเดียวคุ้มครองไม่พอ")


def is_private(match: ResolverMatch) -> bool:
    """Tell whether an address is for signed-in people: the admin, and everything below ``/account/``."""
    return (match.route or "").startswith(PRIVATE)
