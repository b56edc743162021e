"""An erasure reaches the files that were brought in: rows that name the person, and the originals."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from members.imports import storage
from members.models import ImportRow
from members.privacy.operations import erase
from members.privacy.operations.erasure import ERASED
from tests import factories


@pytest.mark.django_db
def test_rows_that_name_a_person_are_blanked_and_their_file_is_removed(
    settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.MEDIA_ROOT, settings.BACKUPS = tmp_path, tmp_path
    trader = factories.SoleTraderFactory.create(name="นางสาวกานารี มีสุข")
    files = [storage.keep(data) for data in (b"one", b"two")]
    told, other = (factories.ImportBatchFactory.create(stored_as=each, kept_until=date(2027, 1, 1)) for each in files)
    row = ImportRow.objects.create(batch=told, position=1, outcome="flagged", cells=["1", "นางสาวกานารี มีสุข"])
    kept = ImportRow.objects.create(batch=other, position=1, outcome="created", name="วิสาหกิจชุมชนบ้านกอก")
    with django_capture_on_commit_callbacks(execute=True):
        erase(trader, by=None, reason="คำขอ")
    row.refresh_from_db()
    kept.refresh_from_db()
    told.refresh_from_db()
    assert (row.name, row.cells, told.kept_until) == (ERASED, [], None)
    assert kept.name == "วิสาหกิจชุมชนบ้านกอก"
    assert (storage.fetch(files[0]), storage.fetch(files[1])) == (None, b"two")
