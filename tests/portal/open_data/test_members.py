"""Clusters, organisations and supports as open data."""

import pytest
from pytest_django import DjangoAssertNumQueries

from clusters.exports import COLUMNS
from clusters.models import Cluster
from members.models import Consent, Organisation
from members.public import IN_FILES
from portal.open_data.members import CLUSTERS, ORGANISATIONS, SUPPORTS
from tests.factories import (
    ClusterFactory,
    ClusterProvinceFactory,
    ConsentFactory,
    OrganisationFactory,
    SoleTraderFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db


def test_the_fields_are_the_columns_that_the_public_rules_let_through() -> None:
    assert ORGANISATIONS.names == tuple(IN_FILES)
    assert CLUSTERS.names == (*COLUMNS, "founded_ce")


def test_a_cluster_tells_its_years_in_both_eras_and_a_draft_tells_nothing() -> None:
    shown = ClusterFactory.create(founded=2566)
    ClusterFactory.create(state=Cluster.State.DRAFT)
    (row,) = CLUSTERS.rows()
    told = dict(zip(CLUSTERS.names, row, strict=True))
    assert (told["code"], told["founded_be"], told["founded_ce"]) == (shown.code, 2566, 2023)


def test_a_person_is_named_in_no_row_even_by_consent() -> None:
    trader = SoleTraderFactory.create(name="สมศรี", trade_name="ร้านไหม")
    ConsentFactory.create(person=None, organisation=trader, item=Consent.Item.NAME)
    (row,) = ORGANISATIONS.rows()
    assert "สมศรี" not in row
    assert "ร้านไหม" in row


def test_a_support_of_a_draft_or_by_one_is_left_out() -> None:
    shown = SupportFactory.create(from_year=None, to_year=2567, note="นายสมชาย")
    SupportFactory.create(cluster__state=Cluster.State.DRAFT)
    SupportFactory.create(organisation=OrganisationFactory.create(state=Organisation.State.DRAFT))
    (row,) = SUPPORTS.rows()
    years = (None, 2567, None, 2024)
    assert row == (shown.pk, shown.organisation.code, shown.cluster.code, "research", *years)


@pytest.mark.parametrize("count", [1, 20])
def test_rows_cost_the_same_queries_however_many(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        ClusterProvinceFactory.create(cluster=SupportFactory.create().cluster)
    for data_set, queries in ((CLUSTERS, 2), (ORGANISATIONS, 1), (SUPPORTS, 1)):
        with django_assert_num_queries(queries):
            assert len(list(data_set.rows())) == count
