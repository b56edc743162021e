"""Public addresses."""

from django.urls import URLPattern, path, register_converter

from portal.views import pages, years
from thai.converters import FiscalYearConverter

register_converter(FiscalYearConverter, "fiscal_year")

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("years/", years.years, name="years"),
    path("years.json", years.years_json, name="years-json"),
    path("years.csv", years.years_csv, name="years-csv"),
    path("years/<fiscal_year:year>/", years.year, name="year"),
    path("years/<fiscal_year:year>.json", years.year_json, name="year-json"),
    path("years/<fiscal_year:year>.csv", years.year_csv, name="year-csv"),
    path("years/<str:written>/", years.not_a_year, name="not-a-year"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("credits/", pages.credits_, name="credits"),
]
