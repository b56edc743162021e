"""Addresses of signing in, below ``/account/``. The names are allauth's where its flows look for them.

Only what is here exists: no signing up, no list of e-mails, no recovery codes as a file.
"""

from allauth.account import views as account
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.urls import path, re_path

from members.signin import views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("second-factor/", views.second_factor, name="mfa_index"),
    path("second-factor/code/", views.SignInCode.as_view(), name="mfa_authenticate"),
    path("second-factor/reauthenticate/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("second-factor/app/", views.SetSecondFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", views.RemoveSecondFactor.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", ViewRecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
