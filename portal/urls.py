"""Public addresses."""

from django.urls import URLPattern, path, re_path, register_converter

from portal.views import (
    clusters,
    data,
    editions,
    history,
    home,
    organisations,
    pages,
    privacy,
    search,
    year_files,
    years,
)
from thai.converters import FiscalYearConverter

register_converter(FiscalYearConverter, "fiscal_year")

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("history/", history.history, name="history"),
    path("years/", years.years, name="years"),
    path("years.json", years.years_json, name="years-json"),
    path("years.csv", years.years_csv, name="years-csv"),
    path("years/<fiscal_year:year>/", years.year, name="year"),
    path("years/<fiscal_year:year>.json", years.year_json, name="year-json"),
    path("years/<fiscal_year:year>.csv", years.year_csv, name="year-csv"),
    path("years.pdf", year_files.years_pdf, name="years-pdf"),
    path("years/<fiscal_year:year>.pdf", year_files.year_pdf, name="year-pdf"),
    path("years/<fiscal_year:year>.xlsx", year_files.year_xlsx, name="year-xlsx"),
    path("years/<fiscal_year:year>/editions/<int:number>/", editions.edition, name="edition"),
    path("years/<fiscal_year:year>/editions/<int:number>/canonical.json", editions.canonical, name="edition-canonical"),
    path("years/<fiscal_year:year>/editions/<int:number>.<slug:kind>", editions.edition_file, name="edition-file"),
    path("years/<str:written>/", years.not_a_year, name="not-a-year"),
    path("clusters/", clusters.clusters, name="clusters"),
    path("clusters.csv", clusters.clusters_csv, name="clusters-csv"),
    path("clusters.xlsx", clusters.clusters_xlsx, name="clusters-xlsx"),
    path("clusters.json", clusters.clusters_json, name="clusters-json"),
    re_path(r"^clusters/(?P<code>[Cc][0-9]{4,11})/$", clusters.cluster, name="cluster"),
    re_path(r"^clusters/(?P<code>[Cc][0-9]{4,11})/progress/$", clusters.progress, name="cluster-progress"),
    re_path(
        r"^clusters/(?P<code>[Cc][0-9]{4,11})/progress\.json$", clusters.progress_json, name="cluster-progress-json"
    ),
    re_path(r"^clusters/(?P<code>[Cc][0-9]{4,11})/progress\.csv$", clusters.progress_csv, name="cluster-progress-csv"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations.csv", organisations.organisations_csv, name="organisations-csv"),
    path("organisations.xlsx", organisations.organisations_xlsx, name="organisations-xlsx"),
    path("organisations.json", organisations.organisations_json, name="organisations-json"),
    re_path(r"^organisations/(?P<code>[Oo][0-9]{6,11})/$", organisations.organisation, name="organisation"),
    path("search/", search.search, name="search"),
    path("data/", data.data, name="data"),
    path("data/datapackage.json", data.datapackage, name="datapackage"),
    path("data/catalog.json", data.catalogue, name="catalogue"),
    path("data/<slug:name>.csv", data.data_csv, name="data-csv"),
    path("data/<slug:name>.json", data.data_json, name="data-json"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/request/", privacy.privacy_request, name="privacy-request"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("credits/", pages.credits_, name="credits"),
]
