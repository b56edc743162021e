"""What is measured of reports and files."""

import pytest
from django.test import Client

from benchmarks.measure import Times
from benchmarks.reports import EXPORTS, FROZEN, PUBLISH, TODAY, Memory, remembered, rows_per_second, works
from programmes.models import Edition
from tests.programmes.published import closed_year


def test_the_report_is_measured_today_and_frozen_first_and_again_and_as_each_file() -> None:
    found = works()
    assert len({work.name for work in found}) == len(found) == 15
    for page in (TODAY, FROZEN):
        of_page = [work.portal for work in found if work.portal.startswith(page[:-1])]
        assert sorted(of_page) == sorted(
            [page, page, *(f"{page[:-1]}.{kind}" for kind in ("pdf", "xlsx", "csv", "json"))]
        )
    assert [work.must for work in EXPORTS] == [4, 2, 8]


def test_exports_are_told_in_rows_per_second_and_memory_before_and_after() -> None:
    found = {("large", work.name): Times([2.0], [1.0]) for work in EXPORTS}
    assert rows_per_second({"large": 100_000}, found)[0].endswith("100,000 rows, 50,000 rows/s")
    (line,) = remembered({"large": Memory(90, 120, 121)})
    assert "90 MB when started, 120 MB after one export of each kind, 121 MB at the end" in line


@pytest.mark.django_db
def test_the_year_that_is_measured_from_an_edition_can_be_published(client: Client) -> None:
    closed_year(2568)
    exec(PUBLISH.replace("issue=issue", "issue=lambda edition: []"), {})  # noqa: S102  # as the shell does
    assert Edition.objects.published().count() == 1
    assert client.get(FROZEN).context["edition"].head.number == 1
