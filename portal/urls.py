"""Public addresses."""

from django.urls import URLPattern, path

from portal.views import pages

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("credits/", pages.credits_, name="credits"),
]
