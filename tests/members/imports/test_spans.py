"""When a member belonged to its cluster."""

import pytest

from clusters.models import Cluster
from members.imports.provenance import reason_of
from members.models import Membership, Organisation
from records.history import written_by
from tests.members.imports.conftest import Import
from tests.members.imports.files import member

Spans = list[tuple[int | None, int | None]]


def spans() -> Spans:
    return list(Membership.objects.order_by("from_year").values_list("from_year", "to_year"))


@pytest.mark.parametrize(
    ("known", "told", "expected"),
    [
        ([], (2565, 2566), [(2565, None)]),
        ([], (None, 2566), [(2566, None)]),
        ([(2563, None)], (2565, 2566), [(2563, None)]),  # nothing known is shortened
        ([(2565, None)], (2563, 2566), [(2563, None)]),  # a newer list knows the beginning
        ([(2565, None)], (2562, 2563), [(2562, 2563), (2565, None)]),  # an older one adds what it dates
        ([(2560, 2562)], (2565, 2566), [(2560, 2562), (2565, None)]),
        ([(None, None)], (2565, 2566), [(2565, None)]),
        ([(None, None)], (None, None), [(None, None)]),
        ([(None, None)], (None, 2566), [(None, None)]),  # that it names a member doesn't say since when
    ],
)
def test_a_span_is_set_into_those_that_are_known(
    imported: Import, clusters: list[Cluster], known: Spans, told: tuple[int | None, int | None], expected: Spans
) -> None:
    joined, list_year = told
    imported(member(1, year=2540), year=2540)
    Membership.objects.get().delete()
    for first, last in known:
        with written_by(None, reason=reason_of(2560, "รายชื่อเก่า.csv", "0123456789")):
            organisation = Organisation.objects.get()
            Membership(cluster=clusters[0], organisation=organisation, from_year=first, to_year=last).save()
    imported(member(1, year=joined), year=list_year)
    assert spans() == expected
    assert imported(member(1, year=joined), year=list_year).plan.rows[0].action == "unchanged"


def test_who_left_and_stands_in_a_newer_list_waits(imported: Import) -> None:
    imported(member(1, year=2560), year=2561)
    row = Membership.objects.get()
    row.to_year = 2562
    row.save()
    plan = imported(member(1, year=2560), year=2566).plan
    assert "ออกจากคลัสเตอร์แล้วในปี 2562" in plan.rows[0].row.problems[0].message
