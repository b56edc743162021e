"""Editions: what is published stays, on every path."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from programmes.models import Edition, EditionFile
from programmes.models.editions import checksum
from records.errors import RuleBroken, UnguardedWrite
from tests.factories import EditionFactory, RoundFactory, UserFactory
from tests.programmes.published import YEAR, closed_year, publish

pytestmark = pytest.mark.django_db

WHOLE_TOLD = "ฉบับที่เผยแพร่แล้วแก้ไขหรือลบไม่ได้"


@pytest.fixture
def edition() -> Edition:
    return publish(closed_year())


def saved(edition: Edition) -> None:
    edition.reason = "อื่น"
    edition.save()


def saved_as_if_a_draft(edition: Edition) -> None:
    edition.state, edition.approved_by, edition.published_at, edition.approved_office = "draft", None, None, ""
    edition.save()


def saved_raw(edition: Edition) -> None:
    edition.save_base(raw=True)


def deleted(edition: Edition) -> None:
    edition.delete()


def deleted_as_if_a_draft(edition: Edition) -> None:
    edition.state = Edition.State.DRAFT
    edition.delete()


@pytest.mark.parametrize("write", [saved, saved_as_if_a_draft, saved_raw, deleted, deleted_as_if_a_draft])
def test_a_published_edition_refuses_every_write(edition: Edition, write: Callable[[Edition], None]) -> None:
    before = Edition.objects.values().get()
    with pytest.raises(RuleBroken, match=WHOLE_TOLD), transaction.atomic():
        write(edition)
    assert Edition.objects.values().get() == before


def test_no_edition_and_no_file_is_written_in_bulk(edition: Edition) -> None:
    for rows in (Edition.objects.all(), EditionFile.objects.all()):
        with pytest.raises(UnguardedWrite):
            rows.delete()
        with pytest.raises(UnguardedWrite):
            rows.update(sha256="0")


def test_a_kept_file_is_neither_written_again_nor_deleted(edition: Edition) -> None:
    file = edition.files.first()
    assert file is not None
    assert str(file) == "csv (en)"
    with pytest.raises(RuleBroken, match=WHOLE_TOLD):
        file.save()
    with pytest.raises(RuleBroken, match=WHOLE_TOLD):
        file.delete()
    again = EditionFile(pk=file.pk, edition=edition, language="th", kind="exe", content=b"", sha256="")
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        again.save()
    assert checksum(bytes(edition.files.get(pk=file.pk).content)) == file.sha256


def test_an_edition_begins_as_a_draft() -> None:
    stamps = {"approved_by": UserFactory.create(), "approved_office": "กรม", "published_at": timezone.now()}
    made = Edition(round=RoundFactory.create(), number=1, state="published", drafted_by=UserFactory.create(), **stamps)
    with pytest.raises(RuleBroken, match="เริ่มจากร่าง"):
        made.save()


def test_a_draft_may_be_dropped_and_written_again() -> None:
    draft = EditionFactory.create()
    draft.reason = "ตรวจแล้ว"
    draft.save()
    draft.delete()
    assert not Edition.objects.exists()


def test_the_edition_that_stands_is_the_last_one_of_each_year(edition: Edition) -> None:
    second = publish(edition.round, reason="แก้ไขจำนวน")
    other = publish(closed_year(YEAR - 1))
    EditionFactory.create(round=other.round, reason="ร่าง")
    assert set(Edition.objects.latest(YEAR - 1, YEAR)) == {second, other}
    assert list(Edition.objects.latest(YEAR + 1, YEAR + 5)) == []
    assert str(second) == f"ปีงบประมาณ {YEAR} ฉบับเผยแพร่ที่ 2"
    assert second.get_absolute_url() == f"/years/{YEAR}/editions/2/"
