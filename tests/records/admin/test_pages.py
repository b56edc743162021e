"""Pages of one row, beside its form."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import EditionFactory, RoundFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGES = ("admin:programmes_round_findings", "admin:programmes_round_locks", "admin:programmes_edition_preview")


def test_a_page_of_a_row_that_is_not_there_leads_to_the_list_whatever_its_number(client: Client) -> None:
    client.force_login(SuperuserFactory.create())
    held, edition = RoundFactory.create(), EditionFactory.create()
    for name in PAGES:
        row = edition if "edition" in name else held
        assert client.get(reverse(name, args=[row.pk])).status_code == 200
        for key in ("999999", "x", "9" * 40):
            assert client.get(reverse(name, args=[key])).headers.get("Location") in {
                "/admin/programmes/round/",
                "/admin/programmes/edition/",
            }, (name, key)


def test_who_may_see_no_such_row_is_answered_the_same_for_every_number(client: Client) -> None:
    client.force_login(UserFactory.create(is_staff=True))
    held = RoundFactory.create()
    for name in PAGES:
        assert {client.get(reverse(name, args=[key])).status_code for key in (held.pk, 999999, "x")} == {403}
