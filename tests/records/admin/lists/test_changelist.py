"""The list itself: what its address can't mean is refused before the database is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster
from tests import factories
from tests.admin_pages import SHOWN_MODELS, address, make_row, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["state__exact=nonsense", "centre=99", "sector__id__exact=x"])
def test_a_refused_list_reads_no_rows(query: str) -> None:
    factories.ClusterFactory.create()
    client = signed_in()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{address(Cluster, 'changelist')}?{query}").status_code == 302
    table = f'FROM "{Cluster._meta.db_table}"'
    assert not [sql for query in asked if table in (sql := query["sql"]) and "vision" in sql]


@pytest.mark.parametrize("model", SHOWN_MODELS)
@pytest.mark.parametrize("page", ["", "1", "last"])
def test_the_ends_of_every_list_open(model: type, page: str) -> None:
    make_row(model)
    response = signed_in().get(address(model, "changelist"), {"p": page}, follow=True)
    assert response.status_code == 200
    assert response.context["cl"].result_list
