"""While invented rows are in the database every answer says so, and no longer than that."""

import csv
import io
import json
import re

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.models import Organisation
from portal.sample_data import (
    is_loaded,
    marked_csv,
    marked_disposition,
    marked_json,
    sample_data,
    word,
)
from programmes.models.demo import sentence
from programmes.operations import load_demo, remove_demo
from records.streams import csv_lines
from tests.addresses import PUBLIC
from tests.admin_pages import SHOWN_MODELS, address, signed_in
from tests.readable import words_of

SAID = {"th": "ข้อมูลตัวอย่าง", "en": "ample data"}
MACHINES = {"healthz", "readyz"}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAYS_SO = re.compile("ข้อมูลตัวอย่าง|[Ss]ample data")


@pytest.fixture
def world(history: None) -> None:
    load_demo("tiny")


def marked(response: object) -> bool:
    """Tell whether an answer says of itself that it's invented, in the way of its kind."""
    body = words_of(response.getvalue())  # type: ignore[attr-defined]
    kind = response.headers["Content-Type"].partition(";")[0]  # type: ignore[attr-defined]
    if kind == "application/json":
        return json.loads(body).get("sample_data") is True
    if kind in {"application/pdf", SHEET}:
        name = response.headers["Content-Disposition"].lower()  # type: ignore[attr-defined]
        return bool(SAYS_SO.search(body)) and ("filename*=utf-8''" in name or "sample-data" in name)
    if kind == "text/csv":
        rows = list(csv.reader(io.StringIO(body)))
        name = response.headers["Content-Disposition"]  # type: ignore[attr-defined]
        return (
            len(rows) > 0
            and rows[0][-1] == "sample_data"
            and {len(row) for row in rows} == {len(rows[0])}
            and ("filename*=utf-8''" in name or "sample-data-" in name.lower())
        )
    return 'class="sample-data"' in body and 'name="robots" content="noindex"' in body


def answers(client: Client) -> dict[str, bool]:
    paths = [path for name, a in PUBLIC.items() if name not in MACHINES for path in (a.path, f"/en{a.path}")]
    paths += ["/organisations.csv?q=zzz", "/organisations.json?q=zzz", "/years/?from=2566&to=2570"]
    paths = [path for path in paths if client.get(path).status_code < 400]
    return {path: marked(client.get(path)) for path in paths}


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_every_address_says_so_while_the_world_is_loaded_and_none_afterwards(client: Client) -> None:
    assert [path for path, said in answers(client).items() if not said] == []
    remove_demo()
    caches["pages"].clear()  # as a minute does: what was made of invented rows says so as long as it's shown
    assert [path for path, said in answers(client).items() if said] == []


@pytest.mark.parametrize("path", ["/nowhere/", "/years/?from=x", "/years.json?from=x"])
def test_an_error_shows_no_rows_and_needs_no_database_to_say_so(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code >= 400
    assert "sample_data" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_it_is_said_in_the_language_of_the_address(client: Client) -> None:
    assert "ไม่มีอยู่จริง" in client.get("/").content.decode()
    assert json.loads(client.get("/organisations.json").getvalue())["sample_data_note"] == sentence()
    assert "%E0%B8%82%E0%B9%89" in client.get("/organisations.csv").headers["Content-Disposition"]
    assert "ข้อมูลตัวอย่าง" in client.get("/organisations.csv").getvalue().decode().splitlines()[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_machines_ask_is_not_marked(client: Client, path: str) -> None:
    assert "sample_data" not in client.get(path).json()


@pytest.mark.django_db
@pytest.mark.usefixtures("world")
def test_every_page_of_the_admin_says_so() -> None:
    client = signed_in()
    pages = ["/admin/", "/account/", "/account/password/", *(address(model, "changelist") for model in SHOWN_MODELS)]
    pages += [address(Organisation, "add") + "?_popup=1"] if Organisation in SHOWN_MODELS else []
    assert [page for page in pages if 'class="sample-data"' not in client.get(page).content.decode()] == []
    assert 'class="sample-data"' in Client().get("/account/login/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/privacy/", "/years.json", "/organisations.csv"])
def test_an_answer_asks_once(client: Client, path: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path).getvalue()
    assert sum("demoload" in query["sql"] for query in asked.captured_queries) == 1


@pytest.mark.django_db
def test_a_database_that_is_away_breaks_no_error_page() -> None:
    def away(*_asked: object) -> None:
        raise OperationalError

    request = RequestFactory().get("/")
    with connection.execute_wrapper(away):
        assert is_loaded(request) is False
    assert sample_data(request)["sample_data_is_loaded"]() is False


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([b"{}"], {"sample_data": True, "sample_data_note": "ก"}),
        ([b"", b'\n{"a', b'": 1}'], {"sample_data": True, "sample_data_note": "ก", "a": 1}),
        ([b"[1]"], [1]),
    ],
)
def test_an_object_is_marked_wherever_it_is_cut(chunks: list[bytes], expected: object) -> None:
    assert json.loads(b"".join(marked_json(chunks, "ก"))) == expected


@given(st.lists(st.text(max_size=8), max_size=5), st.integers(1, 7))
def test_a_file_gets_a_last_column_wherever_it_is_cut(texts: list[str], size: int) -> None:
    texts = [text.replace("\0", "") for text in texts]
    columns = {"a": lambda text: text, "b": lambda text: text[::-1]}
    whole = "".join(csv_lines(columns, texts)).encode("utf-8", "replace")
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    before = list(csv.reader(io.StringIO(whole.decode(), newline="")))
    after = list(csv.reader(io.StringIO(b"".join(marked_csv(pieces, "ก")).decode(), newline="")))
    assert after == [[*row, "ก" if at else "sample_data"] for at, row in enumerate(before)]


def test_a_file_without_a_last_line_end_is_marked_too() -> None:
    assert b"".join(marked_csv([b"a\nb"], "x")) == b"a,sample_data\nb,x\r\n"
    assert list(marked_csv([], "x")) == []


def test_a_blank_line_stays_blank_and_a_cell_of_several_lines_one_cell() -> None:
    whole = b'a\r\n\r\n"b\n""c"\r\n\nd\n'
    marked = b'a,sample_data\r\n\r\n"b\n""c",x\r\n\nd,x\n'
    assert b"".join(marked_csv([whole], "x")) == marked
    assert b"".join(marked_csv([bytes([byte]) for byte in whole], "x")) == marked


@pytest.mark.parametrize(
    ("header", "thai", "english"),
    [
        (
            'attachment; filename="a.csv"',
            "attachment; filename*=utf-8''%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%A1%E0%B8%B9%E0%B8%A5",
            "",
        ),
        ("attachment; filename*=utf-8''%E0%B8%81.csv", "%E0%B8%81.csv", "%E0%B8%81.csv"),
        ("inline", "inline", "inline"),
    ],
)
def test_the_name_of_a_file_begins_with_the_word(header: str, thai: str, english: str) -> None:
    assert thai in marked_disposition(header)
    with override("en"):
        assert english in marked_disposition(header)
    assert word() == "ข้อมูลตัวอย่าง"
