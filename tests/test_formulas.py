"""No file that anybody can take away holds a cell that a spreadsheet would run."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from portal.open_data.catalogue import BY_NAME
from records.streams import FORMULA_STARTS
from tests.factories import (
    ClusterFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    RoundFactory,
    SectorFactory,
    SupportFactory,
    TargetFactory,
)
from tests.programmes.published import closed, publish

pytestmark = pytest.mark.django_db

RUN = "=HYPERLINK(1)"


@pytest.fixture
def cluster() -> Any:
    """A published year in which whatever is typed begins like a formula."""
    held = RoundFactory.create(fiscal_year=2568, state="open")
    cluster = ClusterFactory.create(
        name=RUN, name_en="@SUM(1)", core_industry="+1", sector=SectorFactory.create(name="-1", name_en="＝1")
    )
    part = ParticipationFactory.create(round=held, cluster=cluster, outcome="withdrew", reason_for_leaving="\t=1")
    firm = OrganisationFactory.create(name=RUN, name_en="+1", main_products="＋1", juristic_number="0105542067556")
    MembershipFactory.create(cluster=cluster, organisation=firm, from_year=2568)
    SupportFactory.create(cluster=cluster, organisation=firm, from_year=2568)
    indicator = IndicatorFactory.create(name="=1", name_en="=1", unit="@", unit_en="@", definition="-1")
    MeasurementFactory.create(participation=part, indicator=indicator, value=5, approved=True)
    TargetFactory.create(participation=part, indicator=indicator, value=9)
    ReportedFigureFactory.create(from_year=2568, quotation=RUN, note="=1")
    publish(closed(held))
    return cluster


def content(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def test_no_cell_of_any_csv_begins_like_a_formula(client: Client, cluster: Any) -> None:
    files = ["/years.csv", "/years/2568.csv", "/years/2568.csv?funder=none", "/en/years/2568.csv"]
    files += ["/clusters.csv", "/organisations.csv", f"/clusters/{cluster.code}/progress.csv"]
    files += [f"/data/{name}.csv" for name in BY_NAME]
    kept = []
    for address in files:
        text = content(client, address).decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert [cell for cell in cells if cell[:1] in FORMULA_STARTS] == [], address
        kept += [address for cell in cells if cell == f"'{RUN}"]
    assert len(set(kept)) >= 5


def test_no_cell_of_any_workbook_is_a_formula(client: Client, cluster: Any) -> None:
    for address in ("/years/2568.xlsx", "/years/2568.xlsx?funder=none", "/clusters.xlsx", "/organisations.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content(client, address)))
        cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n"}, address
        assert "funder" in address or RUN in [cell.value for cell in cells], address
