"""Editions in the admin's lists and forms."""

import pytest
from django.urls import reverse

from tests.admin_pages import signed_in, text_of
from tests.factories import EditionFactory
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db


def test_the_list_tells_state_offices_and_where_to_look() -> None:
    edition, draft = publish(closed_year()), EditionFactory.create(round=closed_year(YEAR - 1))
    shown = text_of(signed_in().get(reverse("admin:programmes_edition_changelist")))
    for words in ("ฉบับเผยแพร่ที่ 1", "เผยแพร่แล้ว", "ร่าง", "กรมส่งเสริมอุตสาหกรรม", "ตรวจและอนุมัติ", "เทียบกับข้อมูลวันนี้"):
        assert words in shown
    page = signed_in().get(reverse("admin:programmes_edition_changelist")).content.decode()
    for row in (edition, draft):
        assert reverse("admin:programmes_edition_preview", args=[row.pk]) in page


def test_the_form_shows_an_edition_and_takes_no_change() -> None:
    edition, draft = publish(closed_year()), EditionFactory.create(round=closed_year(YEAR - 1))
    client = signed_in()
    for row in (edition, draft):
        address = reverse("admin:programmes_edition_change", args=[row.pk])
        shown = client.get(address)
        assert row.sha256 in text_of(shown)
        assert (f'href="{row.get_absolute_url()}"' in shown.content.decode()) == row.is_published
        assert client.post(address, {"reason": "อื่น"}).status_code == 403
        assert (
            client.post(reverse("admin:programmes_edition_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        )


@pytest.mark.parametrize("page", ["preview", "differences"])
@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999"])
def test_a_page_of_no_edition_leads_back_to_the_list(page: str, key: str) -> None:
    answer = signed_in().get(reverse(f"admin:programmes_edition_{page}", args=[key]))
    assert answer.status_code == 302
