"""What pages show to officers besides."""

import html
import re

import pytest
from django.test import Client

from members.models import User
from programmes.models import Participation
from tests.factories import (
    ClusterFactory,
    FunderFactory,
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
    "/clusters/?year=2568&service=training&indicator=sales": {"support"},
    "/clusters/?year=2568&members=yes": {"membership"},
    "/clusters/?year=2568&q=x": set(),
    "/clusters/": set(),
    "/organisations/?year=2568&role=member": {"membership"},
    "/organisations/?year=2568&role=partner&service=training": {"support"},
    "/organisations/?year=2568": set(),
    "/organisations/?year=2568&role=member&region=northern": set(),
    "/organisations/?year=2568&role=partner&position=upstream": set(),
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


def test_the_departments_part_of_a_year_leads_to_rows_of_the_department_alone(client: Client) -> None:
    ours = Participation.objects.get()
    ParticipationFactory.create(round=ours.round, funder=FunderFactory.create())
    assert ours.funder is not None
    assert ours.funder.is_department
    client.force_login(UserFactory.create(role=User.Role.EDITOR))
    shown = lists(client, "/years/2568/?scope=department")
    assert list(client.get(shown["participation"]).context["cl"].result_list) == [ours]


NUMBER = re.compile(r'<a href="(/(?:clusters|organisations)/\?[^"]+)">([0-9,]+)</a>')


def test_a_figure_leads_on_to_as_many_rows_as_make_it(client: Client) -> None:
    """Other rows of the same year, of clusters that aren't on its list or of another service, aren't among them."""
    other = ClusterFactory.create()
    MembershipFactory.create(cluster=other, from_year=2568)
    SupportFactory.create(cluster=other, from_year=2568, service="training")
    SupportFactory.create(cluster=Participation.objects.get().cluster, from_year=2568, service="finance")
    MeasurementFactory.create(participation=Participation.objects.get(), approved=True)
    client.force_login(UserFactory.create(role=User.Role.EDITOR))
    page = client.get("/years/2568/").content.decode()
    figures = {html.unescape(address): int(number) for address, number in NUMBER.findall(page)}
    led = 0
    for address, number in figures.items():
        for model, shown in lists(client, address).items():
            answer = client.get(shown).content.decode()
            rows = len(re.findall(r'name="_selected_action"|class="row', answer))
            # A participation reports by rows of its own; of a ratio or a count there may be none or several.
            assert model == "measurement" or rows == number, (address, shown)
            led += 1
    assert led > 10


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
