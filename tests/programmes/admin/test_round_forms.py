"""The rows of the page that opens a round."""

import pytest
from django.http import QueryDict

from programmes.admin.round_forms import OpeningForm
from tests.factories import ClusterFactory, ParticipationFactory

pytestmark = pytest.mark.django_db


def test_every_box_of_a_row_tells_what_it_is_of() -> None:
    ParticipationFactory.create(round__fiscal_year=2569, cluster__name="ไหม")
    (row,) = OpeningForm(2570, None).last_year
    assert row.fields["outcome"].widget.attrs["aria-label"] == "ผลเมื่อออก ไหม"


def test_last_years_funder_is_offered_again() -> None:
    one = ParticipationFactory.create(round__fiscal_year=2569)
    (row,) = OpeningForm(2570, None).last_year
    assert row["funder"].value() == str(one.funder_id)


def test_a_row_to_join_without_a_cluster_says_nothing() -> None:
    form = OpeningForm(2570, QueryDict("join-0-funder="))
    assert form.is_valid()
    assert form.plan.joining == ()


def test_a_row_to_join_names_its_cluster() -> None:
    cluster = ClusterFactory.create()
    form = OpeningForm(2570, QueryDict(f"join-3-cluster={cluster.pk}&join-3-entry=new"))
    assert form.is_valid()
    assert [each.cluster for each in form.plan.joining] == [cluster]
