"""The data sets as machines are told of them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from frictionless import Package

from portal.open_data.catalogue import DATA_SETS
from programmes.operations import load_demo
from tests.factories import ClusterFactory

pytestmark = pytest.mark.django_db

# What the catalogues of Thai agencies ask of every package, beside CKAN's own keys.
OF_AGENCIES = {
    *("data_type", "maintainer", "maintainer_email", "objective", "update_frequency_unit", "geo_coverage"),
    *("update_frequency_interval", "data_source", "data_format", "data_category", "license_id", "accessible_condition"),
    *("data_language", "last_updated_date", "allow_harvest", "data_support", "data_collect", "tags", "url"),
}
OF_CKAN = {
    *("id", "name", "title", "notes", "type", "state", "private", "isopen", "owner_org", "organization", "resources"),
    *("num_resources", "num_tags", "groups", "extras", "author", "license_title", "license_url", "metadata_modified"),
}


def served(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.getvalue()


def problems(client: Client, folder: Path) -> list[Any]:
    """Return what frictionless finds in the files as they are served, against their description."""
    for data_set in DATA_SETS:
        (folder / f"{data_set.name}.csv").write_bytes(served(client, f"/data/{data_set.name}.csv"))
    (folder / "datapackage.json").write_bytes(served(client, "/data/datapackage.json"))
    package = Package(source=str(folder / "datapackage.json"))
    assert [resource.name for resource in package.resources] == [data_set.name for data_set in DATA_SETS]
    report = package.validate()
    found: list[Any] = report.flatten(["name", "rowNumber", "fieldName", "type", "message"])
    return found


@pytest.mark.usefixtures("history")
def test_the_files_are_what_the_datapackage_says(client: Client, tmp_path: Path) -> None:
    ClusterFactory.create(name="=1+1")
    assert problems(client, tmp_path) == []


@pytest.mark.usefixtures("history")
def test_they_are_so_while_sample_data_are_loaded_and_say_it(client: Client, tmp_path: Path) -> None:
    load_demo("tiny")
    assert problems(client, tmp_path) == []
    described = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert described["sample_data"] is True
    assert all(resource["schema"]["fields"][-1]["name"] == "sample_data" for resource in described["resources"])


@pytest.mark.usefixtures("history")
def test_the_catalogue_has_the_shape_of_ckan_with_the_keys_of_thai_agencies(client: Client) -> None:
    told = json.loads(served(client, "/data/catalog.json"))
    package = told["result"]
    assert told["success"] is True
    assert (OF_AGENCIES | OF_CKAN) - package.keys() == set()
    assert package["license_id"] == "DGA Open Government License"
    assert package["data_category"] == "ข้อมูลสาธารณะ"
    assert package["num_resources"] == len(package["resources"]) == 2 * len(DATA_SETS)
    assert len({resource["id"] for resource in package["resources"]}) == package["num_resources"]
    for resource in package["resources"]:
        assert resource["url"].startswith("http://testserver/data/")
        assert client.get(resource["url"].removeprefix("http://testserver")).status_code == 200


def test_an_empty_portal_is_described_without_a_day(client: Client) -> None:
    package = json.loads(served(client, "/data/catalog.json"))["result"]
    assert package["metadata_modified"] is package["last_updated_date"] is None
    assert {resource["last_modified"] for resource in package["resources"]} == {None}


def test_it_is_the_same_data_set_whatever_its_language(client: Client) -> None:
    thai, english = (json.loads(served(client, f"{start}/data/catalog.json"))["result"] for start in ("", "/en"))
    assert english["title"].startswith("Open data")
    assert (thai["data_type"], thai["objective"]) == (english["data_type"], english["objective"])
