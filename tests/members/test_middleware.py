"""Who has to change the password, or to set up a second factor, does nothing else; public pages stay open."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from members.models import Person, User
from tests import factories
from tests.admin_pages import signed_in, text_of
from tests.signing_in import with_second_factor

pytestmark = pytest.mark.django_db

PRIVATE = [
    "/admin/",
    "/admin/members/user/",
    "/admin/clusters/cluster/add/",
    "/admin/nothing/",
    "/account/",
    "/account/second-factor/",
    "/en/account/",
]
PASSWORD, SECOND_FACTOR = "/account/password/", "/account/second-factor/app/"


@pytest.fixture
def asked_for_a_password() -> User:
    return factories.SuperuserFactory.create(must_change_password=True)


@pytest.fixture
def asked_for_a_second_factor(settings: Settings) -> User:
    settings.SECOND_FACTOR_REQUIRED = True
    return factories.SuperuserFactory.create()


@pytest.mark.parametrize("opened", PRIVATE)
def test_every_private_page_leads_to_the_password(asked_for_a_password: User, opened: str) -> None:
    response = signed_in(asked_for_a_password).get(opened, follow=True)
    assert response.redirect_chain == [(("/en" if opened.startswith("/en") else "") + PASSWORD, 302)]
    if not opened.startswith("/en"):
        assert "กรุณาเปลี่ยนรหัสผ่าน" in text_of(response)


@pytest.mark.parametrize("opened", PRIVATE)
def test_every_private_page_leads_to_the_second_factor(asked_for_a_second_factor: User, opened: str) -> None:
    response = signed_in(asked_for_a_second_factor).get(opened)
    assert response["Location"] == ("/en" if opened.startswith("/en") else "") + SECOND_FACTOR


def test_the_password_comes_before_the_second_factor(asked_for_a_second_factor: User) -> None:
    asked_for_a_second_factor.must_change_password = True
    asked_for_a_second_factor.save()
    client = signed_in(asked_for_a_second_factor)
    assert client.get("/admin/")["Location"] == PASSWORD
    assert client.get(SECOND_FACTOR)["Location"] == PASSWORD


@pytest.mark.parametrize("who", ["asked_for_a_password", "asked_for_a_second_factor"])
def test_nothing_is_written_before_it_is_done(who: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.post("/admin/members/person/add/", {"name": "ก"}).status_code == 302
    assert not Person.objects.exists()


@pytest.mark.parametrize("way_out", ["/admin/logout/", "/account/logout/"])
@pytest.mark.parametrize("who", ["asked_for_a_password", "asked_for_a_second_factor"])
def test_signing_out_and_public_pages_stay_open(who: str, way_out: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get("/privacy/").status_code == 200
    client.post(way_out)
    assert client.get("/account/")["Location"].startswith("/account/login/")


def test_others_pass(settings: Settings) -> None:
    assert signed_in().get("/admin/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    assert signed_in(with_second_factor(factories.SuperuserFactory.create())).get("/admin/").status_code == 200
    assert signed_in(factories.UserFactory.create(is_staff=False)).get("/account/").status_code == 200
    assert Client().get("/admin/")["Location"].startswith("/admin/login/")
