"""Who has to change the password does nothing else in the admin."""

import pytest
from django.test import Client

from members.models import Person
from tests import factories
from tests.admin_pages import signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "opened", ["/admin/", "/admin/members/user/", "/admin/clusters/cluster/add/", "/admin/nothing/"]
)
def test_every_page_of_the_admin_leads_to_the_password(opened: str) -> None:
    client = signed_in(factories.SuperuserFactory.create(must_change_password=True))
    response = client.get(opened, follow=True)
    assert response.redirect_chain == [("/admin/password_change/", 302)]
    assert "กรุณาเปลี่ยนรหัสผ่าน" in text_of(response)


def test_nothing_is_written_before_the_password_is_changed() -> None:
    user = factories.SuperuserFactory.create(must_change_password=True)
    client = signed_in(user)
    assert client.post("/admin/members/person/add/", {"name": "ก"})["Location"] == "/admin/password_change/"
    assert not Person.objects.exists()


def test_signing_out_and_public_pages_stay_open() -> None:
    client = signed_in(factories.SuperuserFactory.create(must_change_password=True))
    assert client.get("/privacy/").status_code == 200
    assert client.post("/admin/logout/").status_code == 200


def test_others_pass() -> None:
    assert signed_in().get("/admin/").status_code == 200
    assert Client().get("/admin/")["Location"].startswith("/admin/login/")
