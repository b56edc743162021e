"""What a reader of a year's list should know."""

import pytest

from programmes.models import Participation
from programmes.reports.findings import Check, counts_of_findings
from programmes.reports.year_report import YearReport
from tests.factories import ClusterFactory, ParticipationFactory, RoundFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_each_kind_is_found_in_the_cluster_that_it_concerns() -> None:
    held = RoundFactory.create(fiscal_year=2568)
    known = ClusterFactory.create()
    ParticipationFactory.create(cluster=known, round=RoundFactory.create(fiscal_year=2567))
    parts = {
        Check.CONTINUED_WITHOUT_BEFORE: ParticipationFactory.create(round=held, entry="continued"),
        Check.NEW_BUT_KNOWN: ParticipationFactory.create(round=held, cluster=known, entry="new"),
        Check.RETURNING_FROM_LAST_YEAR: ParticipationFactory.create(round=held, entry="returning"),
        Check.ENTRY_UNKNOWN: ParticipationFactory.create(round=held, entry="unknown"),
        Check.FUNDER_UNKNOWN: ParticipationFactory.create(round=held, funder=None),
    }
    found = {finding.check: finding for finding in YearReport.for_year(2568).findings}
    assert {check: found[check].codes for check in parts} == {
        check: (part.cluster.code,) for check, part in parts.items()
    }
    assert (found[Check.NO_PROVINCE].count, found[Check.ENTRY_UNKNOWN].label) == (5, "ไม่ทราบประเภทการเข้าร่วม")


def test_it_finds_as_many_as_the_officers_page_of_the_same_checks() -> None:
    held = RoundFactory.create(fiscal_year=2568, state="historical")
    source = SourceFactory.create()
    for entry in Participation.Entry.values:
        ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2567), entry=entry)
        ParticipationFactory.create(round=held, entry=entry, source=source)
    told = sum(finding.count for finding in YearReport.for_year(2568).findings)
    assert told == counts_of_findings([held])[2568]
