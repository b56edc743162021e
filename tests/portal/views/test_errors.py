"""Errors are answered in the language of the address, with the right status, and no cache keeps them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_protect
from pytest_django.fixtures import Settings

from config import urls
from portal.views.errors import bad_request_page

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

# No test here may ask the database: pytest-django refuses it to tests that aren't marked.
pytestmark = pytest.mark.urls(__name__)


def lost_connection(request: HttpRequest) -> HttpResponse:
    raise OperationalError("server closed the connection unexpectedly")


def no_database(request: HttpRequest) -> HttpResponse:
    away = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/at/all.sqlite3"}})
    away["default"].ensure_connection()
    return HttpResponse()


def closed_connection(request: HttpRequest) -> HttpResponse:
    raise InterfaceError("connection already closed")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("a fault of ours")


def wrong_year(request: HttpRequest) -> HttpResponse:
    return bad_request_page(request, [("ปีงบประมาณ", "ต้องเป็นปีพุทธศักราช เช่น 2550 <ไม่ใช่ 2007>")])


@csrf_protect
def guarded_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


FAILING = [
    ("lost", lost_connection, 503),
    ("closed", closed_connection, 503),
    ("forbidden", forbidden, 403),
    ("broken", broken, 500),
    ("wrong-year", wrong_year, 400),
]
urlpatterns = [
    *urls.urlpatterns,
    *(path(f"{prefix}{name}/", view) for name, view, _ in FAILING for prefix in ("", "en/")),
    path("form/", guarded_form),
    path("no-database/", no_database),
]
HEADINGS = {
    400: "อ่านค่าที่ระบุไม่ได้",
    403: "ไม่มีสิทธิ์เข้าถึงหน้านี้",
    404: "ไม่พบหน้าที่ต้องการ",
    500: "ระบบขัดข้อง",
    503: "ระบบไม่พร้อมให้บริการชั่วคราว",
}
STATUSES = [*((name, status) for name, _, status in FAILING), ("nowhere", 404)]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("name", "status"), STATUSES)
def test_an_error_answers_its_status_in_thai(visitor: Client, name: str, status: int) -> None:
    response = visitor.get(f"/{name}/")
    text = response.content.decode()
    assert response.status_code == status
    assert HEADINGS[status] in text
    assert '<html lang="th">' in text


@pytest.mark.parametrize(("name", "status"), STATUSES)
def test_an_error_under_the_english_prefix_is_an_english_page(visitor: Client, name: str, status: int) -> None:
    response = visitor.get(f"/en/{name}/")
    assert response.status_code == status
    assert '<html lang="en">' in response.content.decode()


@pytest.mark.parametrize(("name", "status"), STATUSES)
def test_no_cache_and_no_search_engine_keeps_an_error(visitor: Client, name: str, status: int) -> None:
    response = visitor.get(f"/{name}/")
    assert response.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies


def test_an_error_page_keeps_the_strict_content_policy(visitor: Client) -> None:
    assert "default-src 'self'" in visitor.get("/lost/").headers["Content-Security-Policy"]


def test_a_lost_database_says_when_to_come_again(visitor: Client) -> None:
    assert int(visitor.get("/lost/").headers["Retry-After"]) > 0


@pytest.mark.django_db
def test_a_database_that_can_not_be_opened_answers_503(visitor: Client) -> None:
    assert visitor.get("/no-database/").status_code == 503


def lose_the_database(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware that fails as the session's does when the database goes away while it saves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return lost_connection(request)

    return middleware


def test_a_middleware_that_loses_the_database_answers_503_too(visitor: Client, settings: Settings) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.lose_the_database"]
    response = visitor.get("/privacy/")
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_a_wrong_parameter_is_named_with_what_to_do_and_a_way_back(visitor: Client) -> None:
    text = visitor.get("/wrong-year/?year=2007").content.decode()
    assert "ปีงบประมาณ</dt>" in text
    assert "เช่น 2550 &lt;ไม่ใช่ 2007&gt;" in text
    assert 'href="/wrong-year/"' in text


def test_a_request_for_another_host_is_refused_with_a_page(visitor: Client) -> None:
    response = visitor.get("/privacy/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert "คำขอไม่ถูกต้อง" in response.content.decode()


def test_a_form_from_elsewhere_is_refused_with_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/form/")
    assert response.status_code == 403
    assert "โหลดหน้าใหม่" in response.content.decode()


def test_a_missing_page_offers_a_search_and_the_main_pages(visitor: Client) -> None:
    text = visitor.get("/nowhere/").content.decode()
    assert 'id="error-search-q"' in text
    assert text.count("ประวัติโครงการ") >= 2
