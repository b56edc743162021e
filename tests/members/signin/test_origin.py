"""Where a request comes from: what our own proxies saw, never what the visitor wrote."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from members.signin.origin import origin_of


@pytest.mark.parametrize(
    ("proxies", "told", "origin"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "nonsense", ""),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_the_address_is_read_from_the_place_that_our_proxies_write(
    settings: Settings, proxies: int, told: str, origin: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": told} if told else {}
    assert origin_of(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)) == origin


def test_behind_a_socket_there_is_no_address() -> None:
    assert origin_of(RequestFactory().get("/", REMOTE_ADDR="")) == ""
