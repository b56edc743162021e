"""What a proposal of a change says of itself."""

import pytest
from django.db import IntegrityError, transaction

from members.models import ChangeProposal, Organisation
from members.models.proposals import PROPOSED
from members.operations.merging import FIELDS
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_that_an_organisations_form_holds_can_be_proposed() -> None:
    assert PROPOSED == FIELDS


def test_it_names_the_fields_that_are_no_longer_as_the_proposer_saw_them() -> None:
    province, other = factories.ProvinceFactory.create_batch(2)
    held = factories.OrganisationFactory.create(name="ก", province=province)
    changes = {"name": ["ก", "ข"], "province": [province.pk, other.pk]}
    row = factories.ChangeProposalFactory.create(organisation=held, changes=changes)
    assert row.moved_on() == []
    held.note = "อื่น"
    assert row.moved_on() == []
    held.province = other
    assert row.moved_on() == ["province"]


def test_it_is_decided_by_another_and_refused_with_a_reason() -> None:
    row = factories.ChangeProposalFactory.create()
    other = factories.UserFactory.create()
    broken: list[dict[str, object]] = [
        {"state": "accepted", "decided_by": row.proposed_by, "decided_at": row.proposed_at},
        {"state": "accepted", "decided_by": other},
        {"state": "waiting", "decided_by": other},
        {"state": "withdrawn", "decided_by": other, "decided_at": row.proposed_at},
        {"state": "refused", "decided_by": other, "decided_at": row.proposed_at},
        {"state": "lost"},
        {"reason": ""},
    ]
    for values in broken:
        again = ChangeProposal.objects.get(pk=row.pk)
        for name, value in values.items():
            setattr(again, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()


def test_nothing_is_proposed_for_an_organisation_that_is_part_of_another() -> None:
    kept = factories.OrganisationFactory.create()
    gone = factories.OrganisationFactory.create(state=Organisation.State.MERGED, merged_into=kept)
    with pytest.raises(Exception, match=kept.code):
        factories.ChangeProposalFactory.create(organisation=gone)
