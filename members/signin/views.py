"""The pages of signing in: allauth's, with what the portal promises besides."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, cast

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as factor
from allauth.mfa.internal.flows.trust import trust_browser
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.models import User
from members.signin.accounts import (
    needs_second_factor,
    recovery_codes_were_made,
    remove_second_factor,
    second_factor_was_set,
)
from members.signin.devices import know_device
from members.signin.links import mail_link
from members.signin.origin import origin_of
from members.signin.own_work import OwnWork
from members.signin.qr import qr_of
from members.signin.throttle import LINKS_ASKED_FOR

TOO_MANY: Final = 429


class Throttled:
    """Answers 429 where a form was refused because of too many tries: machines read that."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # of the views below
        errors = [error for errors in form.errors.as_data().values() for error in errors]
        if any(error.code == "too_many_login_attempts" for error in errors):
            response.status_code = TOO_MANY
        return response


class SignIn(Throttled, account.LoginView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        know_device(self.request, response, form.cleaned_data["login"])
        return response


class SignInCode(Throttled, factor.AuthenticateView):
    """The second factor; a device may be remembered, so that it's asked for again in 30 days."""

    def _build_forms(self) -> Any:
        """Without allauth's second form, for security keys, which the portal doesn't know."""
        self.webauthn_form = None
        data = self.request.POST if self.request.method == "POST" else None
        self.auth_form = self.get_form_class()(user=self.stage.login.user, data=data)
        return self.auth_form

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if form.cleaned_data["remember_device"]:
            trust_browser(self.request, self.stage.login.user, response)
        return response


class PasswordAgain(Throttled, account.ReauthenticateView):
    pass


class CodeAgain(Throttled, factor.ReauthenticateView):
    pass


class ChangePassword(Throttled, account.PasswordChangeView):
    pass


class MailAfterAnswer(HttpResponseRedirect):
    """An answer that is on its way before its mail is: how long it takes tells nobody who has an account."""

    def __init__(self, address: str, *, mail: Callable[[], None]) -> None:
        super().__init__(address)
        self.mail = mail

    def close(self) -> None:
        if not self.closed:
            self.mail()
        super().close()


class ForgottenPassword(account.PasswordResetView):
    extra_context: Final = {"mail_is_sent": settings.MAIL_IS_SENT}

    def form_valid(self, form: Any) -> HttpResponse:
        address = str(self.success_url)
        if not LINKS_ASKED_FOR.take(origin_of(self.request)):
            return HttpResponseRedirect(address)
        site = self.request.build_absolute_uri("/").removesuffix("/")
        language = get_language() or settings.LANGUAGE_CODE
        return MailAfterAnswer(
            address, mail=partial(mail_link, form.cleaned_data["email"], site=site, language=language)
        )


@method_decorator(never_cache, name="dispatch")
class NewPassword(account.PasswordResetFromKeyView):
    pass


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What an account holds, and where its work is."""
    account = cast(User, request.user)
    work = OwnWork.of(account, on=timezone.localdate())
    return render(request, "account/home.html", {"account": account, "work": work})


@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Whether the account has a second factor, and what can be done about it."""
    asked = settings.SECOND_FACTOR_REQUIRED and needs_second_factor(request.user)  # type: ignore[arg-type]
    return render(request, "mfa/index.html", {"account": request.user, "asked": asked})


class SetSecondFactor(Throttled, totp.ActivateTOTPView):
    """A new authenticator; every other session of the account ends."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            held = second_factor_was_set(self.request.user)
        _stay_signed_in(self.request, held)
        record_authentication(self.request, held, "mfa", type="totp")
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        secret = shown["form"].secret
        groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return {**shown, "qr": qr_of(shown["totp_url"]), "groups": groups}


class RemoveSecondFactor(totp.DeactivateTOTPView):
    """Who changes telephones takes the old authenticator away first; who needs one sets up the next at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            held = remove_second_factor(self.request.user, by=self.request.user, reason="ยกเลิกการยืนยันตัวตนสองชั้นของตนเอง")
        _stay_signed_in(self.request, held)
        return response


class NewRecoveryCodes(codes.GenerateRecoveryCodesView):
    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            recovery_codes_were_made(self.request.user)
        return response


def _stay_signed_in(request: HttpRequest, account: User) -> None:
    """Let this session go on, of all the sessions that the change has ended."""
    request.user = account
    update_session_auth_hash(request, account)
