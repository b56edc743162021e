"""What pages show to officers besides."""

import html
import re

import pytest
from django.test import Client

from members.models import User
from tests.factories import (
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    PersonFactory,
    RoundFactory,
    SupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ADMIN = re.compile(r'<a href="(/admin/[^"]+)">([^<]+)</a>')


@pytest.fixture(autouse=True)
def world() -> None:
    part = ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568), entry="new")
    MembershipFactory.create(cluster=part.cluster, from_year=2568)
    SupportFactory.create(cluster=part.cluster, from_year=2568, service="training")
    IndicatorFactory.create()
    MeasurementFactory.create(participation=part, indicator=IndicatorFactory.create(code="sales"), approved=True)


def lists(client: Client, address: str) -> dict[str, str]:
    """Return the lists of the admin to which a page leads, by the application and model."""
    answer = client.get(address)
    assert answer.status_code == 200
    found = {html.unescape(link) for link, _text in ADMIN.findall(answer.content.decode())}
    return {link.split("/")[3]: link for link in found if "?" in link}


PAGES = {
    "/years/2568/": {"participation", "measurement", "assessment", "membership", "support", "reportedfigure"},
    "/clusters/?year=2568&entry=new": {"participation"},
    "/clusters/?year=2568&indicator=sales": {"participation", "measurement"},
    "/clusters/?year=2568&service=training": {"support"},
    "/clusters/?year=2568&q=x": set(),
    "/clusters/": set(),
    "/organisations/?year=2568&role=member": {"membership"},
    "/organisations/?year=2568&role=partner&service=training": {"support"},
    "/organisations/?year=2568": set(),
}


def test_an_officer_is_led_from_figures_to_their_rows(client: Client) -> None:
    client.force_login(UserFactory.create(role=User.Role.EDITOR))
    for page, models in PAGES.items():
        shown = lists(client, page)
        assert shown.keys() == models, page
        for address in shown.values():
            answer = client.get(address)
            assert answer.status_code == 200, address
            if "/reportedfigure/" not in address and "/assessment/" not in address:
                assert len(re.findall(r'name="_selected_action"|class="row', answer.content.decode())) >= 1, address


def test_who_does_not_work_in_the_admin_is_not_led_there(client: Client) -> None:
    assert lists(client, "/years/2568/") == {}
    client.force_login(UserFactory.create(role=User.Role.COORDINATOR, person=PersonFactory.create()))
    assert lists(client, "/years/2568/") == {}


def test_pages_of_visitors_ask_for_no_session_and_stay_the_same_for_all(client: Client) -> None:
    for page in PAGES:
        answer = client.get(page)
        assert answer.headers["Cache-Control"].startswith("public"), page
        assert "Cookie" not in answer.headers.get("Vary", "")
    client.force_login(UserFactory.create(role=User.Role.EDITOR))
    assert client.get("/years/2568/").headers["Cache-Control"] == "no-store"
