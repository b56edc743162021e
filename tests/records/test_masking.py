"""Each package says which values an account may not read; all of them count."""

from members.models import Contact
from records.masking import masked_fields


def test_nobody_in_particular_reads_nothing_of_peoples_contacts() -> None:
    assert masked_fields(None, Contact) == {"value", "note"}
