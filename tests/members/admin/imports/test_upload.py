"""Files are sent in: each waits by itself, and a bad one keeps no other back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from members.imports.gate import MAX_BYTES
from members.models import ImportBatch
from tests.admin_pages import officer, signed_in, text_of
from tests.members.imports.batches import content
from tests.members.imports.files import members

pytestmark = pytest.mark.django_db

PAGE = "/admin/members/importbatch/add/"


def file(name: str = "รายชื่อ.csv", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content(*members(1)) if data is None else data)


def test_the_page_states_the_limits_and_asks_for_the_year(client: Client) -> None:
    page = text_of(client.get(PAGE))
    assert "ไม่เกิน 10 MB 20,000 แถว และ 100 คอลัมน์" in page
    assert "รายชื่อนี้เป็นของปีงบประมาณใด" in page


def test_one_file_leads_to_its_page_and_several_to_the_queue(client: Client, clusters: list[Cluster]) -> None:
    sent = {"fiscal_year": "2566", "cluster": str(clusters[0].pk)}
    answer = client.post(PAGE, {**sent, "uploads": [file()]})
    batch = ImportBatch.objects.get()
    assert answer.headers["Location"] == reverse("admin:members_importbatch_change", args=[batch.pk])
    assert (batch.cluster, batch.fiscal_year, batch.state) == (clusters[0], 2566, "waiting")
    answer = client.post(PAGE, {"uploads": [file("ก.csv"), file("ข.csv")]}, follow=True)
    assert "รับไฟล์แล้ว 2 ไฟล์" in text_of(answer)
    assert ImportBatch.objects.count() == 3


def test_a_file_that_is_too_large_is_named_and_the_others_wait(client: Client) -> None:
    answer = client.post(PAGE, {"uploads": [file("ใหญ่.csv", b"a" * (MAX_BYTES + 1))]})
    assert "ใหญ่.csv: ไฟล์ใหญ่เกิน 10 MB" in text_of(answer)
    client.post(PAGE, {"uploads": [file("ใหญ่.csv", b"a" * (MAX_BYTES + 1)), file("เล็ก.csv")]})
    assert ImportBatch.objects.get().file_name == "เล็ก.csv"


def test_without_a_file_the_form_comes_back(client: Client) -> None:
    answer = client.post(PAGE, {"fiscal_year": "2566"})
    assert (answer.status_code, ImportBatch.objects.count()) == (200, 0)


def test_from_a_cluster_s_page_its_name_stands_in_the_form(client: Client, clusters: list[Cluster]) -> None:
    cluster = client.get(f"/admin/clusters/cluster/{clusters[1].pk}/change/").content.decode()
    assert f'href="{PAGE}?cluster={clusters[1].pk}"' in cluster
    assert clusters[1].name in client.get(PAGE, {"cluster": clusters[1].pk}).content.decode()
    assert client.get(PAGE, {"cluster": "x"}).status_code == client.get(PAGE, {"cluster": 10**9}).status_code == 200


def test_who_may_not_bring_files_in_is_refused() -> None:
    client = signed_in(officer("view_importbatch"))
    assert client.get(PAGE).status_code == client.post(PAGE, {"uploads": [file()]}).status_code == 403


def test_who_may_brings_files_in() -> None:
    assert signed_in(officer("add_importbatch")).get(PAGE).status_code == 200
