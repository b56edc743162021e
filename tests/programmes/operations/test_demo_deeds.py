"""What was done with the sample world goes with it; what came from real people stays, and loses its tie."""

import pytest

from clusters.models import Cluster
from members.models import ChangeProposal, Different, ImportBatch, Merge, Organisation, Person, PrivacyRequest
from members.operations.merging import merge_organisations, undo_merge
from programmes.models import LockRequest, Round
from programmes.operations import load_demo, remove_demo
from records.errors import RuleBroken
from records.models import Record
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]

DEEDS: tuple[type[Record], ...] = (LockRequest, ChangeProposal, Different, Merge)


def test_deeds_that_tell_of_invented_rows_go_with_them_and_with_their_history() -> None:
    load_demo("tiny")
    one, other, third, fourth = Organisation.objects.filter(juristic_number="").order_by("pk")[:4]
    factories.ChangeProposalFactory.create(organisation=third)
    factories.DifferentFactory.create(first=third, second=fourth)
    factories.DifferentFactory.create(first=fourth, second=factories.OrganisationFactory.create())
    factories.LockRequestFactory.create(round=Round.objects.get(fiscal_year=2570))
    merge_organisations(one, other, choices={}, by=None)
    undo_merge(merge_organisations(factories.OrganisationFactory.create(), third, choices={}, by=None), by=None)
    real = [
        factories.ChangeProposalFactory.create(),
        factories.DifferentFactory.create(),
        factories.MergeFactory.create(),
        factories.LockRequestFactory.create(round=Round.objects.get(fiscal_year=2553)),
    ]
    remove_demo()
    left = [row for model in DEEDS for row in model._base_manager.all()]
    assert sorted(map(str, left)) == sorted(map(str, real))
    assert [model.history.count() for model in DEEDS] == [1, 1, 1, 1]


def test_a_merge_of_an_invented_row_with_a_real_one_is_named_until_it_is_undone() -> None:
    load_demo("tiny")
    invented, real = Organisation.objects.earliest("pk"), factories.OrganisationFactory.create(name="ร้านจริงของเรา")
    done = merge_organisations(real, invented, choices={}, by=None)
    with pytest.raises(RuleBroken, match=f"การรวมรายการซ้ำ: {invented.code} → {real.code}"):
        remove_demo()
    assert Merge.objects.get() == done
    undo_merge(done, by=None)
    remove_demo()
    assert list(Organisation.objects.all()) == [real]


def test_what_people_asked_and_brought_in_stays_without_its_tie_to_what_is_no_more() -> None:
    load_demo("tiny")
    asked = [
        factories.PrivacyRequestFactory.create(person=Person.objects.earliest("pk")),
        factories.PrivacyRequestFactory.create(organisation=Organisation.objects.earliest("pk")),
    ]
    batch = factories.ImportBatchFactory.create(cluster=Cluster.objects.earliest("-number"))
    ours = factories.PrivacyRequestFactory.create(person=factories.PersonFactory.create())
    remove_demo()
    of_whom = {each.pk: (each.person_id, each.organisation_id) for each in PrivacyRequest.objects.all()}
    assert of_whom == {asked[0].pk: (None, None), asked[1].pk: (None, None), ours.pk: (ours.person_id, None)}
    assert ImportBatch.objects.get() == batch
    assert ImportBatch.objects.get().cluster is None
    assert batch.history.latest().history_change_reason == "load_demo"
    assert ours.history.count() == 1
