"""The sample world comes in whole, is consistent with every rule, and goes without a trace of its rows."""

from collections.abc import Iterable
from io import StringIO

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import models

from clusters.models import Cluster, Region
from members.models import Consent, Organisation, Person
from programmes.demo.world import MODELS
from programmes.models import DemoLoad, Funder, Participation, Round
from programmes.operations import load_demo, remove_demo
from programmes.operations.demo import holds_more_than_the_history
from programmes.reports.groups_per_year import GroupsPerYear
from records.errors import RuleBroken
from records.models import Record
from tests.factories import (
    ClusterFactory,
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ParticipationFactory,
    RoundFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]


def tables() -> Iterable[type[models.Model]]:
    kept = [model for model in apps.get_models() if issubclass(model, Record)]
    return [table for model in kept for table in (model, model.history.model)]


def contents() -> dict[str, list[tuple[object, ...]]]:
    return {table._meta.label: list(table._base_manager.order_by("pk").values_list()) for table in tables()}


def own_rows(model: type[Record], load: DemoLoad) -> models.QuerySet[Record]:
    rows: models.QuerySet[Record] = model._base_manager.filter(pk__range=load.keys[model._meta.label])
    return rows


def test_the_smallest_world_passes_every_check_that_a_form_makes() -> None:
    load = load_demo("tiny")
    wrong = []
    for model in MODELS:
        for row in own_rows(model, load):
            try:
                row.full_clean()
            except ValidationError as error:
                wrong += [f"{model.__name__}: {message}" for message in error.messages if "ล็อกแล้ว" not in message]
    assert wrong == []
    out = StringIO()
    call_command("check_derived", stdout=out)
    assert "ผิด" not in out.getvalue()


def test_every_row_has_its_creation_in_the_history() -> None:
    load = load_demo("tiny")
    for model in MODELS:
        keys = set(own_rows(model, load).values_list("pk", flat=True))
        entries = model.history.filter(id__in=keys)
        assert keys
        assert set(entries.values_list("id", flat=True)) == keys
        assert entries.count() == len(keys)
        assert set(entries.values_list("history_type", "history_change_reason", "version")) == {("+", "load_demo", 1)}


def test_the_same_seed_gives_the_same_world_and_the_history_stays_as_it_was() -> None:
    before = contents()
    load_demo("tiny", 5)
    once = contents()
    for label, rows in before.items():
        assert once[label][: len(rows)] == rows
    assert Participation.objects.filter(round__fiscal_year__lt=2566).count() == 6


def test_small_covers_regions_and_kinds_and_its_years_add_up() -> None:
    load_demo("small")
    assert (Cluster.objects.count(), Organisation.objects.filter(memberships=None).count() > 0) == (43, True)
    assert set(Organisation.objects.values_list("province__region", flat=True)) == set(Region.values)
    assert set(Organisation.objects.values_list("kind", flat=True)) == set(Organisation.Kind.values) - {"unknown"}
    assert Consent.objects.current().count() < Consent.objects.count()
    for line in GroupsPerYear.for_span(2566, 2570).lines:
        counts = line.recorded
        parts = (counts.continued, counts.new, counts.returning, counts.external)
        assert counts.total == sum(part or 0 for part in parts) > 0
        assert (line.list_complete, line.reported.total) == (True, None)


def test_what_was_taken_away_leaves_everything_as_it_was_but_the_last_codes() -> None:
    before = contents()
    load = load_demo("tiny")
    highest = Cluster.objects.latest("number").number, Organisation.objects.latest("number").number
    taken = remove_demo()
    assert (taken.pk, taken.is_standing, taken.removed_at is not None) == (load.pk, False, True)
    after = contents()
    stones = {label: [row for row in rows if row not in before[label]] for label, rows in after.items()}
    assert {label: len(rows) for label, rows in stones.items() if rows} == {
        "clusters.HistoricalCluster": 1,
        "members.HistoricalOrganisation": 1,
    }
    assert all(row in after[label] for label, rows in before.items() for row in rows)
    assert ClusterFactory.create().number == highest[0] + 1
    assert OrganisationFactory.create().number == highest[1] + 1


def test_a_world_can_come_again_after_it_was_taken_away() -> None:
    load_demo("tiny")
    remove_demo()
    load_demo("tiny")
    assert DemoLoad.objects.count() == 2
    assert Cluster.objects.count() == 3 + 12


def test_real_rows_that_hang_on_the_world_are_named_and_nothing_is_changed() -> None:
    load_demo("tiny")
    cluster = Cluster.objects.earliest("-number")
    organisation = Organisation.objects.earliest("pk")
    real = OrganisationFactory.create(name="ร้านจริงของเรา")
    MembershipFactory.create(cluster=cluster, organisation=real)
    ContactFactory.create(person=None, organisation=organisation, value="real@example.org")
    held, department = Round.objects.get(fiscal_year=2570), Funder.objects.get(is_department=True)
    ParticipationFactory.create(cluster=ClusterFactory.create(name="คลัสเตอร์จริง"), round=held, funder=department)
    UserFactory.create(person=Person.objects.earliest("pk"))
    before = contents()
    with pytest.raises(RuleBroken) as refused:
        remove_demo()
    told = str(refused.value)
    assert "4 รายการ" in told
    for name in ("ร้านจริงของเรา", "real@example.org", "คลัสเตอร์จริง", "บัญชีผู้ใช้: นายสมชาย"):
        assert name in told
    assert contents() == before
    assert DemoLoad.objects.standing().exists()


def test_many_real_rows_are_named_up_to_twenty_and_counted() -> None:
    load_demo("tiny")
    cluster = Cluster.objects.earliest("-number")
    for _ in range(23):
        MembershipFactory.create(cluster=cluster, organisation=OrganisationFactory.create())
    with pytest.raises(RuleBroken) as refused:
        remove_demo()
    assert len(str(refused.value).splitlines()) == 22
    assert "อีก 3 รายการ" in str(refused.value)


def test_a_second_world_is_refused() -> None:
    load_demo("tiny")
    with pytest.raises(RuleBroken, match="มีข้อมูลตัวอย่างขนาด tiny อยู่ในระบบแล้ว"):
        load_demo("tiny")


def test_nothing_to_take_away_is_told() -> None:
    with pytest.raises(RuleBroken, match="ไม่มีข้อมูลตัวอย่าง"):
        remove_demo()


def test_rounds_of_its_years_are_named_and_nothing_is_written() -> None:
    RoundFactory.create(fiscal_year=2567)
    RoundFactory.create(fiscal_year=2569)
    before = contents()
    with pytest.raises(RuleBroken, match="มีปีงบประมาณ 2567, 2569 ในระบบแล้ว"):
        load_demo("tiny")
    assert contents() == before


def test_production_refuses_unless_it_is_forced(settings: LazySettings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(RuleBroken, match="PRODUCTION"):
        load_demo("tiny")
    assert not DemoLoad.objects.exists()
    load_demo("tiny", force=True)
    assert DemoLoad.objects.standing().exists()


def test_an_installation_is_past_its_first_start_once_anything_else_came_in() -> None:
    assert not holds_more_than_the_history()
    OrganisationFactory.create()
    assert holds_more_than_the_history()


def test_a_world_that_was_taken_away_does_not_come_back_by_itself() -> None:
    load_demo("tiny")
    remove_demo()
    assert holds_more_than_the_history()
