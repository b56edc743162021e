"""The queue: whose files are shown to whom, and what remains to be done with each."""

import pytest
from django.test import Client

from members.models import ImportBatch
from tests.admin_pages import signed_in, text_of
from tests.factories import ImportBatchFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/members/importbatch/"
State = ImportBatch.State


def test_each_file_says_what_remains(client: Client) -> None:
    for state in (State.READY, State.STOPPED, State.REFUSED, State.DISCARDED):
        ImportBatchFactory.create(state=state)
    ImportBatchFactory.create(state=State.READY, flagged=3)
    answer = client.get(LIST)
    page = text_of(answer)
    for words in ("3 แถวรอการตัดสินใจ", "ดูผลการตรวจแล้วยืนยัน", "กดตรวจอีกครั้ง", "ดูเหตุผล แล้วส่งไฟล์ที่แก้แล้ว"):
        assert words in page
    assert "Refresh" not in answer.headers


def test_while_files_are_at_work_the_queue_looks_again_by_itself(client: Client) -> None:
    ImportBatchFactory.create(state=State.WAITING)
    assert client.get(LIST).headers["Refresh"] == "2"
    ImportBatch.objects.get().delete()
    assert "Refresh" not in client.get(LIST).headers
    assert client.get(LIST, {"p": "x"}).status_code == 302


def test_who_may_see_no_files_sees_none_of_their_pages() -> None:
    batch, client = ImportBatchFactory.create(), signed_in(UserFactory.create())
    pages = ("", "template.xlsx", "template.csv", f"{batch.pk}/change/", f"{batch.pk}/flagged.xlsx")
    assert {client.get(f"{LIST}{page}").status_code for page in pages} == {403}
