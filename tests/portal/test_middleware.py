"""What holds for every page."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language, override

from portal.middleware import (
    CacheAnonymousPages,
    CompressPublicPages,
    LanguageOfAddress,
    ServiceUnavailable,
)

pytestmark = pytest.mark.django_db  # every page asks whether invented rows are loaded

ASKED = RequestFactory()


def answered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_language())


@pytest.mark.parametrize(("address", "language"), [("/privacy/", "th"), ("/en/privacy/", "en"), ("/nowhere/", "th")])
def test_the_address_alone_decides_the_language(client: Client, address: str, language: str) -> None:
    response = client.get(address, headers={"Accept-Language": "en" if language == "th" else "th"})
    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


def test_a_language_that_is_not_spoken_is_answered_in_thai() -> None:
    assert LanguageOfAddress(answered)(ASKED.get("/fr/privacy/")).headers["Content-Language"] == "th"


def test_the_language_ends_with_the_answer_unless_that_is_still_being_written() -> None:
    with override("th"):
        LanguageOfAddress(answered)(ASKED.get("/en/"))
        assert get_language() == "th"
        streamed = LanguageOfAddress(lambda request: StreamingHttpResponse(iter([])))(ASKED.get("/en/"))
        assert get_language() == "en"
    assert streamed.streaming


def test_a_public_page_may_be_kept_for_a_minute() -> None:
    assert CacheAnonymousPages(answered)(ASKED.get("/clusters/"))["Cache-Control"] == "public, max-age=60"


def test_a_page_of_the_admin_is_never_kept() -> None:
    assert CacheAnonymousPages(answered)(ASKED.get("/admin/"))["Cache-Control"] == "no-store"


def test_an_answer_that_depends_on_the_visitor_is_never_kept() -> None:
    def sets_a_cookie(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("seen", "1")
        return response

    assert CacheAnonymousPages(sets_a_cookie)(ASKED.get("/clusters/"))["Cache-Control"] == "no-store"
    varied = CacheAnonymousPages(lambda request: HttpResponse(headers={"Vary": "Cookie"}))(ASKED.get("/clusters/"))
    assert varied["Cache-Control"] == "no-store"


def test_an_error_is_never_kept() -> None:
    failed = CacheAnonymousPages(lambda request: HttpResponse(status=405))(ASKED.post("/clusters/"))
    assert failed["Cache-Control"] == "no-store"


def test_a_view_may_decide_for_itself() -> None:
    own = CacheAnonymousPages(lambda request: HttpResponse(headers={"Cache-Control": "no-cache"}))(ASKED.get("/x/"))
    assert own["Cache-Control"] == "no-cache"


def test_a_page_that_has_not_changed_is_answered_without_its_body(client: Client) -> None:
    first = client.get("/privacy/")
    again = client.get("/privacy/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_page_has_another_tag_in_the_other_language(client: Client) -> None:
    assert client.get("/privacy/")["ETag"] != client.get("/en/privacy/")["ETag"]


@pytest.mark.parametrize(
    ("failure", "status"), [(OperationalError("server closed the connection"), 503), (ValueError("ours"), None)]
)
def test_only_a_lost_database_is_answered_with_come_again(failure: Exception, status: int | None) -> None:
    answer = ServiceUnavailable(answered).process_exception(ASKED.get("/clusters/"), failure)
    assert (answer.status_code if answer else None) == status
    assert answer is None or answer["Retry-After"] == "60"


@pytest.mark.parametrize("words", ["database or disk is full", "could not extend file: No space left on device"])
def test_a_full_disk_is_told_as_such(words: str) -> None:
    answer = ServiceUnavailable(answered).process_exception(ASKED.post("/clusters/"), OperationalError(words))
    assert answer is not None
    assert "เนื้อที่ดิสก์ของระบบเต็ม" in answer.content.decode()


def test_a_page_without_failure_passes_through() -> None:
    assert ServiceUnavailable(answered)(ASKED.get("/clusters/")).status_code == 200


LONG = "ผ้าไหม" * 100


def compressed(answer: HttpResponse) -> bool:
    asked = ASKED.get("/clusters/", headers={"Accept-Encoding": "gzip"})
    sent = CompressPublicPages(lambda request: answer)(asked)
    assert isinstance(sent, HttpResponse)
    return sent.headers.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize(
    ("kept", "expected"), [("public, max-age=60", True), ("no-cache", True), ("no-store", False), (None, False)]
)
def test_only_what_caches_may_keep_is_compressed(kept: str | None, expected: bool) -> None:
    headers = {"Cache-Control": kept} if kept else {}
    assert compressed(HttpResponse(LONG, headers=headers)) == expected


@pytest.mark.django_db
def test_a_page_of_an_account_is_not_compressed_and_a_public_one_is(client: Client) -> None:
    asked = {"Accept-Encoding": "gzip"}
    assert "Content-Encoding" not in client.get("/admin/login/", headers=asked).headers
    assert client.get("/privacy/", headers=asked).headers["Content-Encoding"] == "gzip"


def test_a_compressed_page_that_has_not_changed_is_answered_without_its_body(client: Client) -> None:
    asked = {"Accept-Encoding": "gzip"}
    first = client.get("/privacy/", headers=asked)
    again = client.get("/privacy/", headers={**asked, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
