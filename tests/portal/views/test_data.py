"""Open data: the page, and the files at their addresses."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.open_data.catalogue import DATA_SETS
from programmes.operations import load_demo, remove_demo
from records.streams import BYTE_ORDER_MARK
from tests.factories import ClusterFactory

pytestmark = pytest.mark.django_db

FILES = [f"/data/{data_set.name}.{extension}" for data_set in DATA_SETS for extension in ("csv", "json")]


def test_the_page_names_each_set_its_files_fields_licence_and_citation(client: Client) -> None:
    page = client.get("/data/").content.decode()
    assert "DGA Open Government License" in page
    assert "ห้ามบวกข้ามปี" in page
    for data_set in DATA_SETS:
        assert f'id="{data_set.name}"' in page
        assert all(f">{name}</th>" in page for name in data_set.names)
    assert set(FILES) <= set(re.findall(r'href="([^"]+)"', page))
    assert page.count("[ชุดข้อมูล]") == len(DATA_SETS)


def test_every_page_leads_to_open_data(client: Client) -> None:
    assert 'href="/data/"' in client.get("/").content.decode()
    assert 'href="/en/data/"' in client.get("/en/").content.decode()


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("data_set", DATA_SETS, ids=lambda data_set: data_set.name)
def test_csv_and_json_hold_the_same_rows_in_the_fields_of_the_set(client: Client, data_set: object) -> None:
    load_demo("tiny")
    remove_demo()
    name = data_set.name  # type: ignore[attr-defined]  # the ids of the parameters hide its type
    text = client.get(f"/data/{name}.csv").getvalue().decode()
    assert text.startswith(BYTE_ORDER_MARK)
    head, *rows = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK)))
    data = json.loads(client.get(f"/data/{name}.json").getvalue())
    assert head == [field["name"] for field in data["fields"]]
    assert len(rows) == data["count"]
    assert [[value is None for value in row.values()] for row in data["rows"]] == [
        [c == "" for c in row] for row in rows
    ]


def test_an_unchanged_file_isnt_sent_again_and_its_rows_arent_read(client: Client) -> None:
    cluster = ClusterFactory.create()
    for path in FILES:
        mark = client.get(path).headers["ETag"]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            again = client.get(path, headers={"If-None-Match": mark})
        assert (path, again.status_code, again.getvalue()) == (path, 304, b"")
        assert all("history" in query["sql"].lower() or "demoload" in query["sql"] for query in asked)
    mark = client.get("/data/clusters.csv").headers["ETag"]
    cluster.name = "ชื่อใหม่"
    cluster.save()
    assert client.get("/data/clusters.csv", headers={"If-None-Match": mark}).status_code == 200


def test_a_file_with_sample_data_is_another_one(client: Client, history: None) -> None:
    before = client.get("/data/clusters.csv").headers["ETag"]
    load_demo("tiny")
    loaded = client.get("/data/clusters.csv").headers["ETag"]
    remove_demo()
    assert before != loaded
    assert loaded != client.get("/data/clusters.csv").headers["ETag"]


def test_a_set_that_there_isnt_is_not_found(client: Client) -> None:
    for path in ("/data/persons.csv", "/data/persons.json", "/data/clusters.xml"):
        assert client.get(path).status_code == 404
