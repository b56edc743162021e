"""What an officer says of files: what can't be read, or isn't offered, is refused in words."""

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from clusters.models import Cluster
from members.admin.imports.forms import MOST_FILES, ColumnsForm, ConfirmForm, UploadForm, decisions_in
from members.models import ImportRow, User
from tests.factories import ImportBatchFactory, UserFactory
from tests.members.imports.batches import boss, checked
from tests.members.imports.files import member

pytestmark = pytest.mark.django_db


def uploaded(count: int, user: User, **data: str) -> UploadForm:
    files = MultiValueDict({"uploads": [SimpleUploadedFile(f"{n}.csv", b"a") for n in range(count)]})
    return UploadForm(data, files, site=admin.site, user=user)


def test_up_to_sixty_files_come_at_once() -> None:
    form = uploaded(2, boss())
    assert form.is_valid()
    assert len(form.cleaned_data["uploads"]) == 2
    assert uploaded(MOST_FILES + 1, boss()).errors["uploads"] == ["ส่งได้ครั้งละไม่เกิน 60 ไฟล์"]
    assert "uploads" in uploaded(0, boss()).errors


def test_only_a_cluster_that_one_may_write_is_taken(clusters: list[Cluster]) -> None:
    nobody = UserFactory.create()
    assert uploaded(1, boss(), cluster=str(clusters[0].pk)).is_valid()
    assert uploaded(1, nobody, cluster=str(clusters[0].pk)).errors["cluster"] == [
        "ไม่มีคลัสเตอร์นี้ หรือท่านไม่มีสิทธิ์บันทึกข้อมูลของคลัสเตอร์นี้"
    ]


def test_a_year_is_of_the_buddhist_era() -> None:
    assert uploaded(1, boss(), fiscal_year="๒๕๖๖").is_valid()
    assert "2560" in str(uploaded(1, boss(), fiscal_year="2017").errors["fiscal_year"])


def test_of_the_columns_only_what_was_changed_is_said() -> None:
    batch = ImportBatchFactory.build(columns=[["ก", 0, "ชื่อ", "name"], ["ก", 1, "อื่น", ""], ["ข", 0, "ชื่อ", "name"]])
    form = ColumnsForm({"column-0": "name", "column-1": "products"}, batch=batch)
    assert list(form.fields) == ["column-0", "column-1"]
    assert form.is_valid()
    assert form.mapping == {"อื่น": "products"}


def test_what_must_be_said_before_confirming_depends_on_the_file() -> None:
    assert not ConfirmForm({}, batch=ImportBatchFactory.build()).fields
    form = ConfirmForm({}, batch=ImportBatchFactory.build(flagged=1, notices=[["", "", "ข"]]))
    assert set(form.errors) == {"only_clean", "notices_read"}


def test_a_decision_that_no_row_offers_is_left_out(clusters: list[Cluster]) -> None:
    batch = checked(member(1, phone="1"), member(2, phone="1"), member(3, phone="1"))
    first, second, third = batch.rows.filter(outcome=ImportRow.Outcome.FLAGGED)
    for row in (first, second, third):
        row.candidates, row.may_be_new = [{"key": 7}], True
        row.save()
    sent = QueryDict(
        f"decision-{first.pk}=same:7&decision-{second.pk}=same:8&decision-{third.pk}=&decision-x=new&other=new"
        f"&decision-{9 * 10**20}=new"
    )
    assert decisions_in(sent, batch) == {first.pk: "same:7"}
