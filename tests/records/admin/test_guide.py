"""The guide in the admin: every chapter is linked, readable for all staff and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from records.guide import chapters
from tests.admin_pages import officer, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_staff_find_the_guide_from_every_page_and_each_chapter_in_it() -> None:
    client = signed_in(officer())
    assert reverse("admin:guide") in client.get("/admin/").content.decode()
    index = client.get(reverse("admin:guide")).content.decode()
    for chapter in chapters():
        address = reverse("admin:guide-chapter", args=[chapter.name])
        assert f'<a href="{address}">{chapter.title}</a>' in index
        assert chapter.title in text_of(client.get(address))


def test_a_chapter_that_is_not_there_is_not_found() -> None:
    assert signed_in(officer()).get("/admin/guide/nowhere/").status_code == 404


def test_strangers_are_sent_to_sign_in() -> None:
    assert Client().get(reverse("admin:guide")).status_code == 302
