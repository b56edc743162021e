import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from thai.middleware import PlainDigitsMiddleware


def answer(method: str, path: str, query: str = "") -> HttpResponse:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("page")

    request = RequestFactory().generic(method, "/", QUERY_STRING=query)
    request.path = request.path_info = path
    response = PlainDigitsMiddleware(page)(request)
    assert isinstance(response, HttpResponse)
    return response


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_thai_digits_in_a_path_are_redirected_for_good(method: str) -> None:
    response = answer(method, "/years/๒๕๕๐/")
    assert (response.status_code, response["Location"]) == (301, "/years/2550/")


def test_the_query_is_kept_as_it_is() -> None:
    query = "from=%E0%B9%92%E0%B9%95%E0%B9%95%E0%B9%90&q=a%26b+c"
    assert answer("GET", "/years/๒๕๕๐/", query)["Location"] == f"/years/2550/?{query}"


@pytest.mark.parametrize(("method", "path"), [("POST", "/years/๒๕๕๐/"), ("GET", "/years/2550/"), ("GET", "/ปี/²/")])
def test_everything_else_passes(method: str, path: str) -> None:
    assert answer(method, path, "q=๑").content == b"page"


@pytest.mark.parametrize("path", ["//evil.example/๑", "///evil.example/๑", "/\\evil.example/๑", "/\t/evil.example/๑"])
def test_a_redirect_never_leaves_the_host(path: str) -> None:
    location = answer("GET", path)["Location"]
    assert location.startswith("/")
    assert location[1] not in "/\\\t"


def test_a_line_break_in_a_path_stays_in_the_path() -> None:
    assert answer("GET", "/๑\r\nSet-Cookie: a=b")["Location"] == "/1%0D%0ASet-Cookie:%20a%3Db"


def test_other_signs_of_the_path_are_kept() -> None:
    assert answer("GET", "/ปี/๑?#%/")["Location"] == "/%E0%B8%9B%E0%B8%B5/1%3F%23%25/"
