"""What machines ask is answered without a page, in no language, and never from a cache."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django.fixtures import Settings


def test_a_living_process_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


@pytest.mark.django_db
def test_a_process_that_can_serve_is_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["ready"] is True


def test_without_a_database_it_is_not_ready_and_tells_no_secret(client: Client) -> None:
    refused = OperationalError('connection to server at "10.1.2.3", user "portal" failed')
    with patch.object(connection, "ensure_connection", side_effect=refused):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "failed"
    assert b"10.1.2.3" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_an_answer_to_a_machine_is_never_kept(client: Client, address: str) -> None:
    assert client.get(address)["Cache-Control"] == "no-store"
    assert client.get(f"/en{address}").status_code == 404


def test_machines_ask_without_https_where_people_are_sent_to_it(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/privacy/").status_code == 301


@pytest.mark.postgresql
def test_a_server_that_is_away_is_given_up_soon() -> None:
    assert connection.settings_dict["OPTIONS"]["connect_timeout"] <= 5
