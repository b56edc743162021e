"""Addresses of the portal: Thai without prefix, English under ``/en/``, the admin in Thai only."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from portal.views import health, own_results

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("account/", include("members.signin.urls")),
        path("account/results/", own_results.own_results, name="account_results"),
        re_path(
            r"^account/results/(?P<code>C[0-9]{4,11})/(?P<year>2[4-7][0-9]{2})/$",
            own_results.own_result_sheet,
            name="account_result_sheet",
        ),
        path("", include("portal.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.permission_denied"
handler404 = "portal.views.errors.page_not_found"
handler500 = "portal.views.errors.server_error"
