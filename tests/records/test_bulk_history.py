"""A snapshot that is copied for many rows at once is the one that saving each would have written."""

import pytest

from members.models import Contact, Organisation
from records.bulk_history import CHANGED, DELETED, keep_history
from records.history import written_by
from records.origin import came_from
from tests.factories import ContactFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_copied_snapshot_says_what_a_saved_one_says() -> None:
    by = UserFactory.create()
    row = OrganisationFactory.create(name="ร้าน % ‘ก’", main_products="ผ้า\tไหม")
    OrganisationFactory.create()
    with came_from("การนำเข้าไฟล์ชุดที่ 1"):
        with written_by(by, reason="นำเข้า"):
            row.save()
        keep_history(Organisation, [row.pk], CHANGED, by=by, reason="นำเข้า")
    saved, copied = Organisation.history.filter(id=row.pk, history_type="~").order_by("history_id").values()
    for told in (saved, copied):
        del told["history_id"], told["history_date"]
    assert saved == copied
    assert copied["history_origin"] == "การนำเข้าไฟล์ชุดที่ 1"


def test_only_the_named_rows_are_told_of_and_a_command_is_nobody() -> None:
    first, second, _other = ContactFactory.create_batch(3)
    keep_history(Contact, [second.pk, first.pk], DELETED, by=None, reason="ลบ")
    told = list(Contact.history.filter(history_type="-").values_list("id", "history_user", "history_change_reason"))
    assert sorted(told) == [(first.pk, None, "ลบ"), (second.pk, None, "ลบ")]
    keep_history(Contact, [], DELETED, by=None, reason="ลบ")
    assert Contact.history.filter(history_type="-").count() == 2
