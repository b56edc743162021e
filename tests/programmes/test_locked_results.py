"""Once the results of a year are locked, nothing among them is written: whatever page, file, command or operation."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from clusters.models import Cluster
from members.models import Office
from programmes.models import Assessment, Measurement, Participation, Round, Target
from programmes.operations.results import Entry, approve_result, enter_result, return_result, submit_result
from programmes.operations.rounds import open_round
from programmes.round_plans import Joining, Leaving, RoundPlan
from records.errors import RuleBroken
from tests import factories
from tests.admin_pages import address, deletion_of, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db

YEAR = 2568
OF_RESULTS = (Target, Measurement, Assessment)
LOCKED = "ล็อกแล้ว"


class World:
    """A group with a target, two measurements and an assessment; its forms were opened before the year was locked."""

    def __init__(self) -> None:
        self.part = factories.ParticipationFactory.create(round__fiscal_year=YEAR)
        self.draft = factories.MeasurementFactory.create(participation=self.part, value=5)
        self.waits = factories.MeasurementFactory.create(participation=self.part, state="submitted", enterprises=9)
        self.free = factories.IndicatorFactory.create()
        self.target = factories.TargetFactory.create(participation=self.part)
        self.assessed = factories.AssessmentFactory.create(participation=self.part)
        office = factories.OfficeFactory.create(cluster=self.part.cluster, role=Office.Role.CDA, from_year=YEAR)
        self.cda = factories.UserFactory.create(role="coordinator", person=office.person)
        self.boss = factories.SuperuserFactory.create()
        self.client = signed_in(self.boss)
        self.pages = {row: address(type(row), "change", row.pk) for row in (self.draft, self.target, self.assessed)}
        self.read = {row: form_of(self.client.get(page)) for row, page in self.pages.items()}
        self.cell = f"{self.part.pk}-{self.free.pk}-0"

    @property
    def grid(self) -> dict[str, str]:
        return {f"v-{self.cell}": "7", f"s-{self.cell}": "", "submit": "1"}

    def entry(self) -> Entry:
        return Entry(self.part, self.free, 0, self.draft.value)  # type: ignore[arg-type]


def said(response: HttpResponseBase) -> None:
    assert LOCKED in text_of(response)


def by_forms(world: World) -> None:
    for row, page in world.pages.items():
        name = "step" if isinstance(row, Assessment) else "value"
        said(world.client.post(page, {**world.read[row], name: "3"}))


def by_forms_of_new_rows(world: World) -> None:
    new = {"participation": world.part.pk, "indicator": world.free.pk, "period": "0", "value": "7"}
    said(world.client.post(address(Measurement, "add"), new))
    said(world.client.post(address(Target, "add"), new))
    assessed = {"participation": world.part.pk, "assessed_on": "1/2/2568", "step": "3", "evidence": "ก"}
    said(world.client.post(address(Assessment, "add"), assessed))


def by_deletion(world: World) -> None:
    for row in world.pages:
        page = address(type(row), "delete", row.pk)
        said(world.client.post(page, deletion_of(row), follow=True))


def by_action(world: World) -> None:
    for row in world.pages:
        sent = deletion_of(row, selected=True)
        said(world.client.post(address(type(row), "changelist"), sent, follow=True))


def by_grid_of_the_year(world: World) -> None:
    world.client.post(reverse("admin:programmes_round_results", args=[world.part.round_id]), world.grid)


def by_file_of_the_grid(world: World) -> None:
    page = reverse("admin:programmes_round_results", args=[world.part.round_id])
    text = f"รหัส,{world.free.code}\n{world.part.cluster.code},7\n"
    world.client.post(page, {"file": SimpleUploadedFile("ผล.csv", text.encode())})
    world.client.post(page, world.grid)


def by_grid_of_the_coordinator(world: World) -> None:
    client = Client()
    client.force_login(world.cda)
    page = f"/account/results/{world.part.cluster.code}/{YEAR}/"
    client.post(page, world.grid)


def by_page_of_what_waits(world: World) -> None:
    row = world.waits
    for sent in ({f"approve-{row.pk}-{row.version}": "on"}, {f"reason-{row.pk}-{row.version}": "ผิด"}):
        said(world.client.post(reverse("admin:programmes_measurement_waiting"), sent, follow=True))


def by_operations(world: World) -> None:
    boss = world.boss
    acts: list[Callable[[], object]] = [
        lambda: enter_result(world.entry(), by=boss),
        lambda: submit_result(world.draft, by=boss, version_read=1),
        lambda: approve_result(world.waits, by=boss, version_read=1),
        lambda: return_result(world.waits, by=boss, version_read=1, reason="ผิด"),
        lambda: enter_result(world.entry(), by=world.cda),
    ]
    for act in acts:
        with pytest.raises((RuleBroken, ValidationError)):
            act()


def by_opening_the_next_year(world: World) -> None:
    joins = Joining(factories.ClusterFactory.create(), factories.DepartmentFactory.create())
    leaves = Leaving(world.part.cluster, Participation.Outcome.WITHDREW)
    plan = RoundPlan(YEAR + 1, leaving=(leaves,), joining=(joins,))
    with pytest.raises(RuleBroken, match=LOCKED):
        open_round(plan, by=None)


def by_inline_of_the_cluster(world: World) -> None:
    page = address(Cluster, "change", world.part.cluster_id)
    sent = {**form_of(world.client.get(page)), "participations-0-outcome": "graduated"}
    said(world.client.post(page, sent))


def by_deleting_what_they_hang_on(world: World) -> None:
    for row in (world.part, world.part.round, world.part.cluster):
        world.client.post(address(type(row), "delete", row.pk), deletion_of(row))


PATHS: list[Callable[[World], None]] = [
    by_forms,
    by_forms_of_new_rows,
    by_deletion,
    by_action,
    by_grid_of_the_year,
    by_file_of_the_grid,
    by_grid_of_the_coordinator,
    by_page_of_what_waits,
    by_operations,
    by_opening_the_next_year,
    by_inline_of_the_cluster,
    by_deleting_what_they_hang_on,
]


def everything() -> list[Any]:
    tables = (*OF_RESULTS, Participation, Round)
    return [(list(model.objects.order_by("pk").values()), model.history.count()) for model in tables]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_locked_results_refuse_on_every_path(path: Callable[[World], None]) -> None:
    world = World()
    factories.with_locks(world.part.round, results_locked=True)
    before = everything()
    path(world)
    assert everything() == before


def test_each_of_these_paths_writes_while_the_results_are_open() -> None:
    """Else the test above would hold for a path that is mistyped."""
    idle = []
    for path in PATHS:
        if path is by_deleting_what_they_hang_on:
            continue  # which results keep from being deleted, locked or not
        with transaction.atomic():
            world = World()
            before = everything()
            with suppress(AssertionError, pytest.fail.Exception):
                path(world)
            if everything() == before:
                idle.append(path.__name__)
            transaction.set_rollback(True)
    assert idle == []
