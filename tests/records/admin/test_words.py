"""Values in words."""

from typing import Any

import pytest

from clusters.models import Cluster
from records.admin.words import Words, hidden
from tests import factories
from tests.admin_pages import officer

pytestmark = pytest.mark.django_db


def words_of(row: Any, name: str, reader: object) -> str:
    model: Any = type(row)
    return Words(model, [row, None], reader).of(model._meta.get_field(name), row)


def test_a_key_is_a_name_and_a_choice_its_label() -> None:
    row = factories.ClusterFactory.create(sector__name="สิ่งทอ")
    assert words_of(row, "sector", None) == "สิ่งทอ"
    assert words_of(row, "state", None) == "เผยแพร่"
    assert Words(Cluster, [], None).of(Cluster._meta.get_field("state"), None) == ""


def test_what_an_account_may_not_read_is_hidden_and_so_is_the_name_that_a_key_leads_to() -> None:
    contact = factories.ContactFactory.create()
    office = factories.OfficeFactory.create()
    manager, keeper = officer("view_person"), officer("view_contact")
    assert words_of(contact, "value", manager) == words_of(office, "person", manager) == hidden()
    assert words_of(contact, "value", keeper) == contact.value
    assert words_of(office, "person", keeper) == office.person.name
