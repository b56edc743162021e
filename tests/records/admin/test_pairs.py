"""Pairs of officers save the same page at the same moment: none is overwritten unseen; without the guard some are.

Over HTTP, each officer with a session of their own, on a server of two processes.
"""

import os
from html.parser import HTMLParser

import pytest
from django.db import connection

from clusters.models import Cluster
from tests import factories
from tests.admin_pages import address
from tests.at_once import all_at_once
from tests.faults.server import Portal, portal_on, session_of
from tests.installations import address_of

PAIRS = 6 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 200
BATCHES = 1 if PAIRS < 20 else 4  # tests of their own, so that each core of the machine has its share

pytestmark = pytest.mark.django_db(transaction=True)


class SentForm(HTMLParser):
    """What a browser sends of the form of a row if nothing is changed in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._is_inside, self._box = False, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._is_inside = given.get("id") == "cluster_form"
        elif not self._is_inside:
            return
        elif (
            tag == "input" and given.get("type") != "submit" and (given.get("type") != "checkbox" or "checked" in given)
        ):
            self.sent[name] = value or "on" if given.get("type") == "checkbox" else value
        elif tag in {"select", "textarea"}:
            self._box = name
            self.sent[name] = ""
        elif tag == "option" and "selected" in given:
            self.sent[self._box] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._box = ""

    def handle_data(self, data: str) -> None:
        if self._box and self.lasttag == "textarea":
            self.sent[self._box] += data


def overwritten(pairs: int, application: str) -> int:
    """Let so many pairs save a field each at once; return how many values were taken that are nowhere now."""
    row = factories.ClusterFactory.create()
    one, other = (session_of(factories.SuperuserFactory.create()) for _ in range(2))
    connection.close()
    with portal_on(address_of(connection), one, application=application, WEB_PROCESSES="2") as portal:
        officers = (portal, portal.to(other))
        return sum(lost_by(pair, row, officers) for pair in range(pairs))


def lost_by(pair: int, row: Cluster, officers: tuple[Portal, Portal]) -> int:
    page = address(Cluster, "change", row.pk)
    read = [SentForm(officer.ask(page)[1]).sent for officer in officers]

    def save(side: int) -> int:
        return officers[side].ask(page, {**read[side], "vision": f"คู่ที่ {pair} คนที่ {side}"})[0]

    taken = all_at_once(save, range(2)).count(302)
    row.refresh_from_db()
    assert row.vision.startswith(f"คู่ที่ {pair} ")
    return taken - 1


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_pair_overwrites_unseen(batch: int) -> None:
    assert overwritten(PAIRS // BATCHES, "config.wsgi") == 0, f"in the batch of number {batch}"


def test_without_the_guard_each_pair_loses_one() -> None:
    """What the test above would see: the guard is what prevents it."""
    assert overwritten(3, "tests.records.admin.unguarded") == 3
