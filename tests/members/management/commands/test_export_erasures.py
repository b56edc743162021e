"""The ledger as it is kept outside: a line for each, naming nobody."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests import factories


@pytest.mark.django_db
def test_each_erasure_is_a_line() -> None:
    line = factories.ErasureFactory.create()
    out = StringIO()
    call_command("export_erasures", stdout=out)
    assert json.loads(out.getvalue()) == {
        "key": line.key,
        "erased_at": line.erased_at.isoformat(),
        "reason": line.reason,
    }
