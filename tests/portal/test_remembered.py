"""Pages that are answered once more, and changes that show all the same."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from members.models import Consent, Contact
from portal.parameters import PUBLIC_SECONDS
from portal.remembered import PUBLIC, RememberPages
from tests.factories import ClusterFactory, ConsentFactory, ContactFactory, OrganisationFactory, RoundFactory

pytestmark = pytest.mark.django_db

ASKED = RequestFactory()
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def _asked(client: Client, address: str) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return answer, len(queries)


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[int | None]:
    """The number that rises with each write, as the test says: the tests' own transaction would keep it unknown."""
    known: list[int | None] = [1]
    monkeypatch.setattr("portal.remembered.latest_write", lambda: known[-1])
    return known


def test_the_years_are_asked_for_once_a_minute_and_made_anew_when_anything_was_written(
    client: Client, writes: list[int | None]
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first = client.get("/years/")
        clock.shift(30)
        writes.append(None)
        again, asked = _asked(client, "/years/")
        unchanged = client.get("/years/", headers={"If-None-Match": first["ETag"]})
        clock.shift(30)
        writes.append(1)
        later, asked_later = _asked(client, "/years/")
        clock.shift(PUBLIC_SECONDS)
        writes.append(2)
        anew, asked_anew = _asked(client, "/years/")
    assert (asked, asked_later) == (0, 0)
    assert asked_anew > 0
    assert {answer.content for answer in (again, later)} == {first.content}
    assert (again["ETag"], again["Content-Language"]) == (first["ETag"], "th")
    kept = [answer["Cache-Control"] for answer in (first, again, unchanged, later, anew)]
    assert kept == [f"public, max-age={seconds}" for seconds in (60, 30, 30, 60, 60)]
    assert unchanged.status_code == 304


def test_a_change_shows_within_the_minute(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        before = client.get("/years.json").json()
        RoundFactory.create(fiscal_year=2570)
        clock.shift(PUBLIC_SECONDS)
        assert client.get("/years.json").json() != before


@pytest.mark.usefixtures("writes")
def test_what_leaves_no_trace_shows_within_ten_minutes(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client.get("/years/")
        for _minute in range(9):
            clock.shift(PUBLIC_SECONDS)
            assert _asked(client, "/years/")[1] == 0
        clock.shift(PUBLIC_SECONDS)
        assert _asked(client, "/years/")[1] > 0


def test_while_somebody_writes_the_years_are_remembered_for_a_minute_and_nothing_else_is(
    client: Client, writes: list[int | None]
) -> None:
    writes.append(None)
    with time_machine.travel(NOON, tick=False) as clock:
        client.get("/years/")
        client.get("/clusters/")
        assert _asked(client, "/years/")[1] == 0
        assert _asked(client, "/clusters/")[1] > 0
        clock.shift(PUBLIC_SECONDS)
        assert _asked(client, "/years/")[1] > 0


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/years.json", {"Cookie": "sessionid=x"}),
        ("/years.json", {"Cache-Control": "no-cache"}),
        ("/years.json?scope=all", {}),
        ("/en/years.json", {}),
    ],
)
def test_an_officer_a_reload_and_a_selection_see_a_change_at_once(
    client: Client, address: str, headers: dict[str, str]
) -> None:
    before = client.get("/years.json").json()
    RoundFactory.create(fiscal_year=2570)
    assert client.get("/years.json").json() == before
    assert client.get(address, headers=headers).json() != before


@pytest.mark.parametrize(("status", "kept"), [(404, "no-store"), (200, "no-cache")])
def test_nothing_else_is_remembered(status: int, kept: str) -> None:
    made: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return HttpResponse(status=status, headers={"Cache-Control": kept})

    remember = RememberPages(answer)
    for _ in range(2):
        remember(ASKED.get("/years/2599/"))
    assert len(made) == 2


def test_what_one_host_is_told_another_is_not() -> None:
    remember = RememberPages(lambda request: HttpResponse(request.get_host(), headers={"Cache-Control": PUBLIC}))
    told = [remember(ASKED.get("/years/", headers={"Host": host})) for host in ("testserver", "localhost")]
    assert [answer.content for answer in told if isinstance(answer, HttpResponse)] == [b"testserver", b"localhost"]


@pytest.mark.django_db(transaction=True)
def test_a_page_with_contacts_costs_one_query_until_anything_is_written(
    client: Client,
) -> None:
    """A consent that is withdrawn counts at once, and so does whatever else was written."""
    firm = OrganisationFactory.create(state="public", juristic_number="0105551234567")
    contact = ContactFactory.create(organisation=firm, person=None, kind=Contact.Kind.EMAIL, value="a@example.com")
    consent = ConsentFactory.create(organisation=firm, person=None, item=Consent.Item.EMAIL)
    address = firm.get_absolute_url()
    first = client.get(address)
    assert contact.value in first.content.decode()
    again, asked = _asked(client, address)
    assert asked == 1
    assert (again.content, again["ETag"], again["Cache-Control"]) == (first.content, first["ETag"], "no-cache")
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    assert contact.value not in client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
def test_after_a_minute_a_page_is_made_anew_though_nothing_was_written(client: Client) -> None:
    """Not everything leaves a trace, and the year of a page is that of the day."""
    with time_machine.travel(NOON, tick=False) as clock:
        address = ClusterFactory.create(name="ผ้าไหม").get_absolute_url()
        client.get(address)
        clock.shift(PUBLIC_SECONDS)
        assert _asked(client, address)[1] > 1


def test_nothing_is_remembered_without_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page itself says what is wrong then."""

    def away() -> int:
        raise OperationalError

    monkeypatch.setattr("portal.remembered.latest_write", away)
    made: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return HttpResponse(headers={"Cache-Control": PUBLIC})

    for _ in range(2):
        RememberPages(answer)(ASKED.get("/clusters/"))
    assert len(made) == 2


def test_machines_that_ask_whether_the_server_lives_ask_no_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200
