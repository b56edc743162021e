"""Names that are code in Chromium: read out as they were written, and never run."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from clusters.models import Cluster
from members.models import Membership, Organisation
from tests import factories
from tests.admin_pages import address
from tests.browser.test_admin import sign_in
from tests.test_names_of_every_kind import NAMES

pytestmark = pytest.mark.django_db(transaction=True)

CODE = NAMES["a script"]


@pytest.fixture(autouse=True)
def named(transactional_db: None) -> Organisation:
    """Organisations and clusters of all those names; one is code wherever it can be."""
    factories.SuperuserFactory.create(email="boss@example.go.th")
    for name in NAMES.values():
        cluster = factories.ClusterFactory.create(name=name, name_en=name, vision=name)
        row = factories.OrganisationFactory.create(name=name, name_en=name, trade_name=name, main_products=name)
        factories.MembershipFactory.create(cluster=cluster, organisation=row)
    return Organisation.objects.get(name=CODE)


def has_not_run(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("load")
    assert page.title() != "run", path
    assert page.locator("[onmouseover]").count() == 0, path


def test_no_name_runs_on_a_public_page(page: Page, named: Organisation) -> None:
    cluster = Cluster.objects.get(name=CODE)
    for path in (
        "/organisations/",
        "/clusters/",
        named.get_absolute_url(),
        cluster.get_absolute_url(),
        "/search/?q=%3Cscript%3E",
        "/search/?q=onmouseover",
    ):
        for language in ("", "/en"):
            has_not_run(page, language + path)
    page.goto("/search/?q=script")
    expect(page.locator(".found-name").first).to_contain_text(CODE)


def test_no_name_runs_in_the_admin(page: Page, named: Organisation) -> None:
    sign_in(page)
    for path in (
        address(Organisation, "changelist"),
        address(Organisation, "change", named.pk),
        address(Organisation, "history", named.pk),
        address(Cluster, "change", Cluster.objects.get(name=CODE).pk),
        address(Membership, "changelist"),
    ):
        has_not_run(page, path)


def test_no_name_runs_where_scripts_write_it(page: Page, named: Organisation) -> None:
    """What is found while one types comes as data, and is put into the page by scripts."""
    sign_in(page)
    page.goto(address(Organisation, "add"))
    page.locator("[name=name]").fill(CODE)
    link: Any = page.locator(".duplicates-panel a").first
    expect(link).to_contain_text(CODE)
    assert page.title() != "run"
    page.goto(address(Membership, "add"))
    page.locator(".field-organisation .select2-selection").click()
    page.locator(".select2-search__field").fill("script")
    expect(page.locator(".select2-results__option").filter(has_text=CODE).first).to_be_visible()
    assert page.title() != "run"
