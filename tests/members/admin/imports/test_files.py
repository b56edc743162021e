"""Files to take away: never a page, never kept by a cache, with the name they came with."""

import pytest
from django.test import Client

from clusters.models import Cluster
from members.imports import storage
from tests.admin_pages import officer, signed_in
from tests.members.imports.batches import checked, content, done, sent
from tests.members.imports.files import member, members

LIST = "/admin/members/importbatch/"


@pytest.mark.usefixtures("clusters")
def test_templates_are_offered(client: Client) -> None:
    for ending in ("xlsx", "csv"):
        answer = client.get(f"{LIST}template.{ending}")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.content


def test_what_waits_is_given_back_as_a_spreadsheet(client: Client, clusters: list[Cluster]) -> None:
    answer = client.get(f"{LIST}{checked(member(1, phone='1'), name='ชื่อ').pk}/flagged.xlsx")
    assert answer.content.startswith(b"PK")
    assert "%E0%B8%8A%E0%B8%B7%E0%B9%88%E0%B8%AD.xlsx" in answer.headers["Content-Disposition"]


def test_the_original_is_given_back_as_it_came_while_it_is_kept(client: Client, clusters: list[Cluster]) -> None:
    batch = sent(*members(1), name='<script>"ก".csv')
    answer = client.get(f"{LIST}{batch.pk}/original")
    assert (answer.content, answer.headers["Content-Type"]) == (content(*members(1)), "application/octet-stream")
    assert "no-store" in answer.headers["Cache-Control"]
    storage.remove([batch.stored_as])
    assert client.get(f"{LIST}{batch.pk}/original").status_code == 302


def test_a_cluster_s_members_are_taken_away_by_those_who_keep_it(client: Client, clusters: list[Cluster]) -> None:
    done(*members(2))
    page = f"{LIST}members/{clusters[0].pk}.xlsx"
    assert page in client.get(f"/admin/clusters/cluster/{clusters[0].pk}/change/").content.decode()
    answer = client.get(page)
    again = checked(data=answer.content, name="อีกครั้ง.xlsx", year=2570)
    assert (again.unchanged, again.ok) == (2, 2)
    assert client.get(f"{LIST}members/{10**9}.xlsx").status_code == 403
    assert signed_in(officer("add_importbatch")).get(page).status_code == 403
    assert signed_in(officer("add_importbatch", "change_cluster")).get(page).status_code == 403
    keeper = officer("add_importbatch", "change_cluster", "view_contact")
    assert signed_in(keeper).get(page).status_code == 200
