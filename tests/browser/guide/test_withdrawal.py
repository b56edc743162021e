"""The chapter on a withdrawal."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from members.models import Consent, Person
from tests.admin_pages import address
from tests.browser.guide.conftest import Walk
from tests.factories import ConsentFactory, ContactFactory, PersonFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("boss")]


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk]) -> None:
    person = PersonFactory.create(name="อนงค์ ใจดี")
    ContactFactory.create(person=person, kind="phone", value="02 202 4444")
    consent = ConsentFactory.create(person=person, item="phone", given_on=date(2025, 1, 10))
    chapter = walk("withdrawal")
    page.set_viewport_size({"width": 1800, "height": 800})  # the whole row of a consent
    page.goto(address(Person, "change", person.pk))
    consents = page.locator("#consents-group")
    chapter.picture("withdrawal-consents", consents)
    consents.locator("[name=consents-0-withdrawn_on]").fill("25/11/2568")
    chapter.picture("withdrawal-saved", consents)
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/members/person/")
    assert Consent.objects.get(pk=consent.pk).withdrawn_on is not None
