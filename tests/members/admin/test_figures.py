"""How large enterprises were, in the admin."""

import pytest

from members.models import EnterpriseFigures
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_the_size_follows_from_the_figures() -> None:
    client = signed_in()
    page = address(EnterpriseFigures, "add")
    sent = {
        **form_of(client.get(page)),
        "organisation": factories.OrganisationFactory.create().pk,
        "fiscal_year": "๒๕๖๗",
        "activity": "manufacturing",
        "employees": "20",
        "revenue_thb": "12000000",
    }
    assert client.post(page, sent).status_code == 302
    figures = EnterpriseFigures.objects.get()
    assert (figures.fiscal_year, figures.size_class) == (2567, "small")
    assert "ขนาดย่อม" in text_of(client.get(address(EnterpriseFigures, "change", figures.pk)))


def test_figures_are_found_by_their_organisation() -> None:
    kept = factories.EnterpriseFiguresFactory.create(organisation__name="ไหมทอง")
    factories.EnterpriseFiguresFactory.create(organisation__name="ข้าวหอม")
    rows = signed_in().get(address(EnterpriseFigures, "changelist"), {"q": "ไหม"}).context["cl"].result_list
    assert list(rows) == [kept]
