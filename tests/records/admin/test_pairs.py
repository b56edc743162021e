"""Pairs of officers save the same page at the same moment: none is overwritten unseen; without the guard some are."""

import os
from typing import Any

import pytest
from django.db import models

from clusters.models import Cluster
from records.admin.forms import RowForm
from records.version import Versioned
from tests import factories
from tests.admin_pages import address, form_of, signed_in
from tests.at_once import all_at_once

PAIRS = 6 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 200
BATCHES = 1 if PAIRS < 20 else 4  # tests of their own, so that each core of the machine has its share

pytestmark = pytest.mark.django_db(transaction=True)


def overwritten(pairs: int) -> int:
    """Let so many pairs save a field each at once; return how many values were taken that are nowhere now."""
    row = factories.ClusterFactory.create()
    page = address(Cluster, "change", row.pk)
    officers = [signed_in(factories.SuperuserFactory.create()) for _ in range(2)]
    lost = 0
    for pair in range(pairs):
        read = [form_of(officer.get(page)) for officer in officers]

        def save(side: int, read: Any = read, pair: int = pair) -> int:
            return officers[side].post(page, {**read[side], "vision": f"คู่ที่ {pair} คนที่ {side}"}).status_code

        taken = all_at_once(save, range(2)).count(302)
        row.refresh_from_db()
        assert row.vision.startswith(f"คู่ที่ {pair} ")
        lost += taken - 1
    return lost


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_pair_overwrites_unseen(batch: int) -> None:
    assert overwritten(PAIRS // BATCHES) == 0, f"in the batch of number {batch}"


def test_without_the_guard_each_pair_loses_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above would see: the guard is what prevents it."""
    monkeypatch.setattr(Versioned, "_do_update", models.Model._do_update)
    monkeypatch.setattr(RowForm, "is_stale", False)
    assert overwritten(3) > 0
