"""A cluster's progress says the same on its page, in the CSV and in the JSON."""

import csv
import io
import re

import pytest
from django.test import Client

from programmes.reports.cluster_progress import ClusterProgress
from tests.factories import (
    AssessmentFactory,
    ClusterFactory,
    FunderFactory,
    IndicatorFactory,
    MeasurementFactory,
    MembershipFactory,
    ParticipationFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


def test_page_csv_and_json_show_the_same_years_and_results(client: Client) -> None:
    cluster = ClusterFactory.create(name="=กลุ่ม")
    payer = FunderFactory.create(short_name="=สสว.")
    parts = [
        ParticipationFactory.create(cluster=cluster, round__fiscal_year=year, funder=payer)
        for year in (2566, 2567, 2568)
    ]
    AssessmentFactory.create(participation=parts[2], step=2, potential=3)
    MembershipFactory.create(cluster=cluster, from_year=2567)
    shown, hidden = IndicatorFactory.create(code="sales", decimals=1), IndicatorFactory.create(code="jobs")
    MeasurementFactory.create(participation=parts[2], indicator=shown, value="900000.5", enterprises=9, approved=True)
    TargetFactory.create(participation=parts[2], indicator=shown, value=1_000_000)
    MeasurementFactory.create(participation=parts[1], indicator=hidden, enterprises=2, approved=True, value=77)
    base = f"/clusters/{cluster.code}/progress"
    data = client.get(f"{base}.json").json()
    answer = client.get(f"{base}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    page = re.sub(r"<[^>]+>|\s+", " ", client.get(f"{base}/").content.decode())
    assert [year["year"] for year in data["years"]] == [2568, 2567, 2566]
    assert [(row["year"], row["indicator"], row["value"]) for row in rows] == [
        ("2568", "sales", "900000.5"),
        ("2567", "jobs", ""),
        ("2566", "", ""),
    ]
    assert (rows[0]["funder"], rows[0]["percent"], rows[0]["signal"]) == ("'=สสว.", "90", "near")
    for year, row in zip(data["years"], rows, strict=True):
        for name in ("entry", "members", "partners", "step", "potential"):
            assert row[name] == ("" if year[name] is None else str(year[name]))
        for result in year["results"]:
            assert [row[name] for name in ("indicator", "signal")] == [result["indicator"], result["signal"]]
            for name in ("target", "value", "percent"):
                assert row[name] == ("" if result[name] is None else str(result[name]))
                assert result[name] is None or f"{result[name]:,}" in page
    assert (data["years"][1]["results"][0]["value"], "77" in page) == (None, False)
    (last, *_earlier) = ClusterProgress.of(cluster).years
    assert (data["years"][0]["reported"], data["years"][0]["asked"]) == (last.reported, last.asked)


def test_files_of_a_merged_cluster_are_those_of_the_one_that_it_became(client: Client) -> None:
    into = ClusterFactory.create()
    merged = ClusterFactory.create(state="merged", merged_into=into)
    draft = ClusterFactory.create(state="draft")
    for kind in ("csv", "json"):
        for code in (merged.code, into.code.lower()):
            moved = client.get(f"/clusters/{code}/progress.{kind}")
            assert (moved.status_code, moved.headers["Location"]) == (302, f"/clusters/{into.code}/progress.{kind}")
        assert client.get(f"/clusters/{draft.code}/progress.{kind}").status_code == 404
