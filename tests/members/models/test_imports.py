"""A file on its way in: which state it's in, who has something to do, how long it can be taken back."""

from datetime import UTC, date, datetime

import pytest

from members.models import ImportBatch, ImportRow
from tests.factories import ImportBatchFactory

pytestmark = pytest.mark.django_db

State = ImportBatch.State


def test_whoever_asked_first_comes_first() -> None:
    late = ImportBatchFactory.create(state=State.WAITING, asked_at=datetime(2026, 1, 2, tzinfo=UTC))
    early = ImportBatchFactory.create(state=State.CONFIRMED, asked_at=datetime(2026, 1, 1, tzinfo=UTC))
    ready = ImportBatchFactory.create(state=State.READY)
    busy = ImportBatchFactory.create(state=State.UNDOING, imported_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert list(ImportBatch.objects.waiting()) == [early, late]
    assert list(ImportBatch.objects.at_work()) == [busy]
    assert [batch.is_at_work for batch in (late, ready, busy)] == [True, False, True]
    assert str(ready) == ready.file_name


def test_a_batch_can_be_taken_back_for_thirty_days() -> None:
    batch = ImportBatchFactory.create(state=State.DONE, imported_at=datetime(2026, 1, 1, 20, tzinfo=UTC))  # 2 January
    assert batch.undo_ends_on() == date(2026, 2, 1)
    assert (batch.may_be_undone_on(date(2026, 2, 1)), batch.may_be_undone_on(date(2026, 2, 2))) == (True, False)
    refused = ImportBatchFactory.create()
    assert (refused.undo_ends_on(), refused.may_be_undone_on(date(2026, 1, 1))) == (None, False)


def test_a_row_leads_to_the_organisations_that_it_wrote() -> None:
    row = ImportRow(sheet="ก", number=3, name="ข", written=[["organisation", 5, "+", 1], ["contact", 7, "~", 2]])
    assert row.links == [{"page": "admin:members_organisation_change", "key": 5, "is_new": True}]
    assert str(row) == "ก 3 ข"
