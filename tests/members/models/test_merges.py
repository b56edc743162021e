"""What one merge, and one pair of two, says of itself."""

import pytest

from members.models import Different, Merge
from members.operations.merging import declare_different, merge_organisations, undo_merge
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_merge_stands_until_it_is_undone_and_is_called_by_both_codes() -> None:
    keep, drop = OrganisationFactory.create(), OrganisationFactory.create()
    done = merge_organisations(keep, drop, choices={}, by=None)
    assert str(done) == f"{drop.code} → {keep.code}"
    assert list(Merge.objects.standing()) == [done]
    undo_merge(done, by=None)
    assert not Merge.objects.standing().exists()


def test_a_pair_of_two_is_found_by_either() -> None:
    one, other, third = OrganisationFactory.create_batch(3)
    told = declare_different(one, other, by=None)
    assert str(told) == f"{one} ≠ {other}"
    assert list(Different.objects.among([one.pk])) == list(Different.objects.among([other.pk])) == [told]
    assert not Different.objects.among([third.pk]).exists()
