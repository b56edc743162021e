"""Every address × visitor × method × odd value: an expected answer, never a fault of ours, always under guard."""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse

from clusters.models import Cluster
from tests.addresses import ACCOUNT, ADMIN, PUBLIC, Address, Kind, key_of, keys_of_models, patterns
from tests.factories import OrganisationFactory, SuperuserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


@pytest.fixture(autouse=True)
def organisation(history: None) -> None:
    """The organisation of the table."""
    OrganisationFactory.create()


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

# Odd values as they stand in an address, and the kinds of parameters to which each means something.
LONG = "a" * 1_000_000
ODD: dict[str, tuple[str, frozenset[Kind]]] = {
    "nothing": ("", frozenset({"text", "number", "year", "choice"})),
    "NUL": ("%00", frozenset()),
    "a megabyte": (LONG, frozenset()),
    "ten thousand Thai signs": (quote("ก") * 10_000, frozenset()),
    "superscript two": (quote("²"), frozenset({"text"})),
    "below zero": ("-1", frozenset({"text"})),
    "twenty nines": ("9" * 20, frozenset({"text"})),
    "zero": ("0", frozenset({"text"})),
    "one with nine zeros": ("1e9", frozenset({"text"})),
    "letters": ("abc", frozenset({"text"})),
    "a piece of SQL": (quote("' OR 1=1 --"), frozenset({"text"})),
    "a NUL written twice": ("%2500", frozenset({"text"})),
    "signs of LIKE": ("%25_%5C", frozenset({"text"})),
    "a list": ("a&{name}=b", frozenset()),
    "Thai one": (quote("๑"), frozenset({"text", "number"})),
    "a Thai year": (quote("๒๕๕๐"), frozenset({"text", "year"})),
    "a year of the common era": ("2007", frozenset({"text"})),
    "half a sign": ("%E0%B8", frozenset({"text"})),
    "half a surrogate": ("%ED%A0%80", frozenset({"text"})),
    "right to left": (quote("\u202eabc\u200f"), frozenset({"text"})),
    "tone marks alone": (quote("่้"), frozenset({"text"})),
    "a script": (quote("<script>alert(1)</script>"), frozenset({"text"})),
}


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def superuser() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(SuperuserFactory.create())
    return client


def in_both_languages(address: Address) -> Iterator[str]:
    yield address.path
    if address.localised:
        yield f"/en{address.path}"


def test_every_address_is_in_the_table() -> None:
    keys = {key_of(route, name) for route, name in patterns()}
    assert keys - PUBLIC.keys() - ACCOUNT.keys() - ADMIN.keys() == set(), "an address without an expected answer"
    assert (PUBLIC.keys() | ACCOUNT.keys() | ADMIN.keys()) - keys == set(), "an expected answer without an address"


def test_an_address_of_the_table_is_the_one_of_its_name() -> None:
    paths: dict[str, str] = {name: address.path for name, address in PUBLIC.items()}
    paths |= {name: address.path for name, address in ACCOUNT.items()}
    assert {name: resolve(path).view_name for name, path in paths.items()} == {name: name for name in paths}


@pytest.mark.parametrize("who", ["anonymous", "superuser"])
def test_every_public_address_answers_every_method_as_expected(who: str, visitor: Client, superuser: Client) -> None:
    client = visitor if who == "anonymous" else superuser
    wrong = []
    for address in PUBLIC.values():
        for path in in_both_languages(address):
            for method in METHODS:
                status = client.generic(method, path).status_code
                if status != (expected := address.expected(method, superuser=who == "superuser")):
                    wrong.append(f"{method} {path}: {status}, not {expected}")
    assert wrong == []


@pytest.mark.parametrize("who", ["anonymous", "superuser"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_an_account_answers_as_expected_and_is_never_kept(who: str, language: str) -> None:
    wrong = []
    boss = SuperuserFactory.create()
    for address in ACCOUNT.values():
        for method in METHODS:
            client = Client(raise_request_exception=False)
            if who == "superuser":
                client.force_login(boss)
            answer = client.generic(method, f"{language}{address.path}")
            get, post = address.superuser if who == "superuser" else address.stranger
            expected = {"GET": {get}, "HEAD": {get}, "POST": {post}}.get(method, {200, 302, 404, 405, get, post})
            if answer.status_code not in expected or "no-store" not in answer.get("Cache-Control", ""):
                wrong.append(f"{method} {address.path}: {answer.status_code} {answer.get('Cache-Control')}")
    assert wrong == []


def test_a_form_sent_from_elsewhere_is_refused_everywhere() -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answers = {path: client.post(path).status_code for a in PUBLIC.values() for path in in_both_languages(a)}
    answers |= {address.path: client.post(address.path).status_code for address in ACCOUNT.values()}
    assert set(answers.values()) == {403}


SITE = ("index", "login", "logout", "password_change", "password_change_done", "jsi18n", "autocomplete", "guide")


def examples_of_admin() -> Iterator[tuple[str, str]]:
    """Yield the key and an address for every pattern of the admin; of a model those of its first row, or of none."""
    yield from ((f"admin:{name}", reverse(f"admin:{name}")) for name in SITE)
    yield "admin:guide-chapter", "/admin/guide/signing-in/"
    yield "admin:view_on_site", "/admin/r/0/0/"
    yield "admin:catch-all", "/admin/nowhere/"
    for start, model in keys_of_models().items():
        yield "admin:app_list", reverse("admin:app_list", args=[model._meta.app_label])
        yield from examples_of_model(start, model)


def examples_of_model(start: str, model: type[models.Model]) -> Iterator[tuple[str, str]]:
    row = model._default_manager.first()
    for key in ADMIN:
        suffix = key.removeprefix("admin:*_")
        if suffix == key:
            continue
        for arguments in [[], [row.pk]] if row is not None else [[]]:
            with suppress(NoReverseMatch):  # not every model has every page
                yield key, reverse(f"{start}{suffix}", args=arguments)
    if row is not None:
        yield "admin:object-without-view", reverse(f"{start}changelist") + f"{row.pk}/"


def test_every_address_of_the_admin_sends_strangers_to_sign_in(visitor: Client) -> None:
    wrong = []
    for key, path in examples_of_admin():
        for method in METHODS:
            status = visitor.generic(method, path).status_code
            if method == "GET" and status != ADMIN[key][0]:
                wrong.append(f"{method} {path}: {status}, not {ADMIN[key][0]}")
            if status not in {302, 405}:
                wrong.append(f"{method} {path}: {status}")
    assert wrong == []


def test_every_address_of_the_admin_answers_a_superuser_as_expected(superuser: Client) -> None:
    wrong = []
    for key, path in examples_of_admin():
        if (status := superuser.get(path).status_code) != ADMIN[key][1] and not forbidden(key, path, status):
            wrong.append(f"GET {path}: {status}, not {ADMIN[key][1]}")
    assert wrong == []


def forbidden(key: str, path: str, status: int) -> bool:
    """A model may forbid what the admin offers for others: a figure is superseded, never changed or deleted."""
    return status == 403 and key in {"admin:*_add", "admin:*_change", "admin:*_delete"} and "/auth/" not in path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_no_method_breaks_the_admin_or_deletes_by_itself(method: str, superuser: Client) -> None:
    rows = Cluster.objects.count()
    failed = {
        path: status
        for key, path in examples_of_admin()
        if key != "admin:logout" and (status := superuser.generic(method, path).status_code) >= 500
    }
    assert failed == {}
    assert Cluster.objects.count() == rows


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_is_answered_or_named_but_never_a_fault(odd: str, visitor: Client) -> None:
    written, meaningful = ODD[odd]
    wrong = []
    for address in PUBLIC.values():
        # What is odd is so in both languages; in which words it is told, two kinds show.
        paths = list(in_both_languages(address)) if odd in {"nothing", "letters"} else [address.path]
        for name, kind in address.params.items():
            for path in paths:
                response = visitor.get(f"{path}?{name}={written.replace('{name}', name)}")
                expected = 200 if kind in meaningful else 400
                if response.status_code != expected:
                    wrong.append(f"{path}?{name}: {response.status_code}, not {expected}")
                elif expected == 400 and f"({name})" not in response.getvalue().decode():
                    wrong.append(f"{path}?{name}: the page doesn't name it")
    assert wrong == []


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_of_a_parameter_that_a_page_does_not_know_changes_nothing(odd: str, visitor: Client) -> None:
    written = ODD[odd][0].replace("{name}", "x")
    known = [address.path for address in PUBLIC.values() if address.status == 200]
    assert [path for path in known if visitor.get(f"{path}?x={written}").status_code != 200] == []


LONGEST_PATH = 9000  # more than any web server lets through; a longer one only fills the log
AROUND = ("/{}/", "/years/{}/", "/years/{}.json", "/years/{}.csv", "/clusters/{}/", "/organisations/{}/", "/en/{}")


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd not in {"a list", "nothing"}])
def test_an_odd_address_is_not_found_unless_it_is_a_year_in_thai_digits(odd: str, visitor: Client) -> None:
    wrong = []
    for around in AROUND:
        status = visitor.get(around.format(ODD[odd][0][:LONGEST_PATH]), follow=True).status_code
        expected = 200 if odd == "a Thai year" and around.startswith("/years/") else 404
        if status != expected:
            wrong.append(f"{around}: {status}, not {expected}")
    assert wrong == []


@pytest.mark.parametrize("odd", ["NUL", "a megabyte", "superscript two", "twenty nines", "half a sign", "a script"])
def test_an_odd_value_never_breaks_a_list_of_the_admin(odd: str, superuser: Client) -> None:
    written = ODD[odd][0]
    failed = {}
    for start, model in keys_of_models().items():
        filters = filters_of(model) if odd in {"twenty nines", "half a sign"} else ()
        for name in ["q", "p", "o", "all", "e", "_to_field", "_facets", *filters]:
            path = f"{reverse(f'{start}changelist')}?{name}={written}"
            if (status := superuser.get(path).status_code) >= 500:
                failed[path[:80]] = status
    assert failed == {}


def filters_of(model: type[models.Model]) -> Iterator[str]:
    """Yield the parameters that a list's filters read, and those of its hierarchy of dates."""
    shown = admin.site._registry[model]
    for entry in shown.list_filter:
        field = entry[0] if isinstance(entry, tuple | list) else entry
        name = str(vars(field).get("parameter_name", field)) if isinstance(field, type) else str(field)
        yield from (name, f"{name}__exact", f"{name}__isnull", f"{name}__id__exact")
    if shown.date_hierarchy:
        yield from (f"{shown.date_hierarchy}__{part}" for part in ("year", "month", "day"))


GUARDED = [
    "/",
    "/en/",
    "/clusters/?page=0",
    "/nowhere/",
    "/years/๒๕๕๐/",
    "/years.json",
    "/years.csv",
    "/admin/",
    "/admin/login/",
    "/healthz",
    "/readyz",
]


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_every_answer_carries_the_security_headers(method: str, visitor: Client) -> None:
    wrong = []
    public = [path for address in PUBLIC.values() for path in in_both_languages(address)]
    for path in [*GUARDED, *(address.path for address in ACCOUNT.values()), *public]:
        headers = visitor.generic(method, path).headers
        wrong += [f"{path}: {name}" for name, value in HEADERS.items() if headers.get(name) != value]
        policy = headers["Content-Security-Policy"]
        if "unsafe" in policy or "default-src 'self'" not in policy or "frame-ancestors 'none'" not in policy:
            wrong.append(f"{path}: {policy}")
    assert wrong == []


# Pages of figures lead officers to the rows in the admin; what caches keep is what strangers are shown (decision 22).
LEAD_OFFICERS_ON = ("portal:year", "portal:clusters", "portal:organisations")


@pytest.mark.parametrize("name", LEAD_OFFICERS_ON)
def test_what_is_shown_to_officers_besides_is_kept_by_no_cache(name: str, visitor: Client, superuser: Client) -> None:
    for path in in_both_languages(PUBLIC[name]):
        strangers, officers = visitor.get(path), superuser.get(path)
        assert strangers.headers["Cache-Control"] == "public, max-age=60"
        assert not strangers.cookies
        assert "Cookie" not in strangers.headers.get("Vary", "")
        assert "/admin/programmes/" not in strangers.content.decode()
        assert officers.headers["Cache-Control"] in {"no-store", "public, max-age=60"}
        if "/admin/programmes/" in officers.content.decode():
            assert officers.headers["Cache-Control"] == "no-store"


def test_a_public_page_knows_no_visitor(visitor: Client, superuser: Client) -> None:
    """It sets no cookie and depends on none, so that a cache may keep it for everyone."""
    pages = [
        (a, path)
        for name, a in PUBLIC.items()
        if name.startswith("portal:") and name not in LEAD_OFFICERS_ON
        for path in in_both_languages(a)
    ]
    for address, path in pages:
        strangers, officers = visitor.get(path), superuser.get(path)
        assert strangers.getvalue() == officers.getvalue()
        for response in (strangers, officers):
            assert not response.cookies
            assert "Cookie" not in response.headers.get("Vary", "")
            kept = address.kept if response.status_code == 200 else "no-store"
            assert response.headers["Cache-Control"] == kept


def test_what_has_not_changed_is_answered_with_304(visitor: Client) -> None:
    pages = [
        path
        for a in PUBLIC.values()
        if a.status == 200 and a.localised and not a.streamed
        for path in in_both_languages(a)
    ]
    for path in pages:
        again = visitor.get(path, headers={"If-None-Match": visitor.get(path).headers["ETag"]})
        assert (path, again.status_code, again.content) == (path, 304, b"")
