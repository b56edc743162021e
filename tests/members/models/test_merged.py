"""What hangs on an organisation hangs on a living one."""

import pytest

from records.errors import RuleBroken
from tests.factories import ContactFactory, MembershipFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_a_row_of_a_merged_organisation_is_told_where_to_be_saved() -> None:
    kept = OrganisationFactory.create()
    held = MembershipFactory.create()
    held.organisation.state, held.organisation.merged_into = "merged", kept
    held.organisation.save()
    with pytest.raises(RuleBroken, match=f"กรุณาบันทึกที่ {kept.code} แทน"):
        held.save()


def test_what_is_of_no_organisation_is_not_asked() -> None:
    assert ContactFactory.create(person=PersonFactory.create()).pk
