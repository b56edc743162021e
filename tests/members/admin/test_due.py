"""Drafts on the start page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, PromotionCentre
from members.admin.due import drafts, files_that_wait
from members.models import Organisation, User
from tests.admin_pages import officer, signed_in
from tests.factories import (
    CentreProvinceFactory,
    ClusterFactory,
    ClusterProvinceFactory,
    ImportBatchFactory,
    OrganisationFactory,
    PromotionCentreFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 25)


def centre(number: int) -> PromotionCentre:
    return PromotionCentre.objects.filter(number=number).first() or PromotionCentreFactory.create(number=number)


def of_centre(number: int, *rights: str) -> User:
    user = officer(*rights)
    user.centre = centre(number)
    user.save()
    return user


def drafts_somewhere() -> None:
    ClusterFactory.create(state=Cluster.State.DRAFT)
    OrganisationFactory.create(state=Organisation.State.DRAFT)
    OrganisationFactory.create()


def drafts_in(number: int) -> None:
    place = CentreProvinceFactory.create(centre=centre(number)).province
    ClusterProvinceFactory.create(cluster=ClusterFactory.create(state=Cluster.State.DRAFT), province=place)
    OrganisationFactory.create(state=Organisation.State.DRAFT, province=place)


def counts(user: User) -> list[int]:
    return [line.count for line in drafts(user, TODAY)]


def test_drafts_are_counted_for_those_who_may_publish_them() -> None:
    drafts_somewhere()
    assert counts(officer("change_cluster", "change_organisation")) == [1, 1]
    assert counts(officer("change_cluster")) == [1]
    assert counts(officer("view_cluster", "view_organisation")) == []


def test_a_centre_is_told_of_its_own_and_headquarters_of_all() -> None:
    drafts_somewhere()
    one = of_centre(1, "change_cluster", "change_organisation")
    headquarters = of_centre(0, "change_cluster", "change_organisation")
    assert counts(one) == [0, 0]
    drafts_in(1)
    assert counts(one) == [1, 1]
    assert counts(headquarters) == [2, 2]


def test_a_line_leads_to_a_list_of_just_these_rows() -> None:
    drafts_somewhere()
    drafts_in(1)
    for line in drafts(of_centre(1, "change_cluster", "change_organisation"), TODAY):
        page = signed_in().get(line.address)
        assert (page.status_code, page.context["cl"].result_count) == (200, 1)


@pytest.mark.parametrize("count", [1, 20])
def test_drafts_cost_the_same_for_any_number(count: int) -> None:
    for _ in range(count):
        drafts_in(1)
    user = of_centre(1, "change_cluster", "change_organisation")
    with CaptureQueriesContext(connection) as asked:
        assert counts(user) == [count, count]
    assert len(asked) <= 5  # rights and centre of the account, and the two counts


def test_files_that_wait_for_a_word_are_counted_for_those_who_bring_files_in() -> None:
    ImportBatchFactory.create(state="ready")
    ImportBatchFactory.create(state="refused")
    (line,) = files_that_wait(officer("add_importbatch"), TODAY)
    assert (line.count, line.address) == (1, "/admin/members/importbatch/?state__exact=ready")
    assert list(files_that_wait(officer("view_importbatch"), TODAY)) == []
