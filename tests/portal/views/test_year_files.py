"""Reports of years as files."""

import html

import pytest
from django.core.cache import caches
from django.test import Client

from programmes.paper import make
from records.workbooks import XLSX

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


@pytest.mark.parametrize(
    ("address", "content_type", "name"),
    [
        ("/years/2550.pdf", "application/pdf", "report-2550-th.pdf"),
        (
            "/years/2550.xlsx",
            XLSX,
            "report-2550-th.xlsx",
        ),
        ("/years.pdf?from=2550&to=2552", "application/pdf", "groups-2550-2552-th.pdf"),
    ],
)
def test_a_file_has_its_kind_and_a_name_that_says_what_it_is(
    client: Client, address: str, content_type: str, name: str
) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, content_type)
    assert name in answer.headers["Content-Disposition"]


def test_the_pages_offer_the_files_of_exactly_their_selection(client: Client) -> None:
    page = client.get("/years/2550/?scope=department").content.decode()
    for ending in ("pdf", "xlsx", "csv", "json"):
        assert f'href="/years/2550.{ending}?scope=department"' in page
    brief = html.unescape(client.get("/years/?from=2550&to=2552").content.decode())
    assert 'href="/years.pdf?scope=all&from=2550&to=2552"' in brief


def test_without_the_libraries_the_link_says_what_is_missing_and_the_portal_runs_on(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    monkeypatch.setattr(make, "CHILD", ("-c", "import sys; sys.exit(3)"))
    make.missing_packages.cache_clear()
    try:
        for address in ("/years/2550/", "/years/?from=2550&to=2552"):
            page = client.get(address).content.decode()
            assert "ขาดชุดโปรแกรม libnowhere9" in page
            assert ".pdf" not in page
        for address in ("/years/2551.pdf?scope=department", "/years.pdf?from=2551&to=2551"):
            caches["papers"].clear()
            answer = client.get(address)
            assert answer.status_code == 503
            assert "libnowhere9" in answer.content.decode()
            assert answer.headers["Cache-Control"] == "no-store"
    finally:
        make.missing_packages.cache_clear()


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_what_is_no_year_is_no_file_and_a_wrong_value_is_named(client: Client, ending: str) -> None:
    assert client.get(f"/years/2600.{ending}").status_code == 404
    answer = client.get(f"/years/2550.{ending}?sector=nothing")
    assert (answer.status_code, "(sector)" in answer.content.decode()) == (400, True)
    assert client.get("/years.pdf?from=2007").status_code == 400
