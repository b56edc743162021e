"""An edition is byte for byte the same after whatever happens later."""

import random
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from hypothesis import settings as hypothesis_settings

from clusters.models import Cluster
from members.models import Contact, Erasure, Membership, Office, Organisation, Person, Support
from members.privacy.operations import erase as forget_person
from programmes.edition_checks import problems_of
from programmes.models import Edition, Participation, ReportedFigure, Source
from programmes.operations import supersede_figure
from records.errors import RuleBroken
from tests.factories import (
    ClusterFactory,
    ContactFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    ParticipationFactory,
    ReportedFigureFactory,
    SupportFactory,
)
from tests.programmes.published import YEAR, closed, closed_year, opened, publish

pytestmark = pytest.mark.django_db

EDITS: Final = 1000 if hypothesis_settings().max_examples >= 100 else 60
PAGES: Final = ("/", ".csv", ".json", ".pdf", ".xlsx", "/canonical.json")

Chance = random.Random


def one_of(chance: Chance, model: Any) -> Any:
    return chance.choice(list(model._base_manager.order_by("pk")))


def rename(chance: Chance) -> None:
    models: list[Any] = [Cluster, Organisation]
    row = one_of(chance, chance.choice(models))
    row.name, row.name_en = f"ชื่อ {chance.random()}", f"name {chance.random()}"
    row.save()


def retitle(chance: Chance) -> None:
    row = one_of(chance, Source)
    row.title = f"เอกสาร {chance.random()}"
    row.save()


def draft(chance: Chance) -> None:
    row = one_of(chance, Cluster)
    row.state = chance.choice([Cluster.State.DRAFT, Cluster.State.PUBLIC, Cluster.State.ENDED])
    row.save()


def change_part(chance: Chance) -> None:
    row = one_of(chance, Participation)
    row.entry = chance.choice(Participation.Entry.values)
    row.funder = None if chance.random() < 0.2 else row.funder
    row.save()


def take_part(chance: Chance) -> None:
    ParticipationFactory.create(round=Edition.objects.earliest("pk").round)


def join(chance: Chance) -> None:
    made: Any = chance.choice([MembershipFactory, SupportFactory])
    made.create(cluster=one_of(chance, Cluster), from_year=YEAR)


def join_alone(chance: Chance) -> None:
    MembershipFactory.create(
        cluster=one_of(chance, Cluster), organisation__juristic_number="", organisation__name=f"นาย {chance.random()}"
    )


def correct(chance: Chance) -> None:
    old = chance.choice(list(ReportedFigure.objects.current().filter(from_year=YEAR)))
    new = ReportedFigureFactory.build(from_year=YEAR, value=chance.randrange(99), source=old.source)
    supersede_figure(old, new, by=None)


def hold_office(chance: Chance) -> None:
    person = OfficeFactory.create(cluster=one_of(chance, Cluster)).person
    ContactFactory.create(person=person)


def erase(chance: Chance) -> None:
    """Delete a row, a person with all that hangs on them among others."""
    models: list[Any] = [Membership, Support, Participation, Office, Contact, Person, Organisation]
    row = one_of(chance, chance.choice(models))
    if isinstance(row, Person):
        for held in [*row.offices.all(), *Contact.objects.filter(person=row)]:
            held.delete()
    row.delete()


def forget(chance: Chance) -> None:
    """Erase a person's data wherever they are, as people ask for it: of an officer, or of a trader who was a member."""
    traders = [row for row in Organisation.objects.filter(juristic_number="") if row.is_person]
    forget_person(chance.choice([*Person.objects.order_by("pk"), *traders]), by=None, reason="คำขอ")


EDIT: Final[tuple[Callable[[Chance], None], ...]] = (
    *(rename, retitle, draft, change_part, take_part, join, join_alone, correct, hold_office, erase, forget, forget),
)


def test_no_later_edit_and_no_erasure_moves_a_published_edition() -> None:
    """The year is opened again and everything behind its figures is changed, added and erased."""
    trader = OrganisationFactory.create(juristic_number="", name="นางสมหญิง ค้าขาย")
    MembershipFactory.create(cluster=ClusterFactory.create(), organisation=trader, from_year=YEAR)
    edition = publish(closed_year(groups=3), on_paper=True)
    ContactFactory.create(person=OfficeFactory.create(cluster=Cluster.objects.earliest("pk")).person)
    held, client, chance = opened(edition.round), Client(), random.Random(2568)  # noqa: S311  # chance, no secret
    address = f"/years/{YEAR}/editions/1"
    before = {page: client.get(f"{address}{page}", headers={"Cache-Control": "no-cache"}).content for page in PAGES}
    done = 0
    for _ in range(EDITS):
        try:
            with transaction.atomic():
                chance.choice(EDIT)(chance)
            done += 1
        except (RuleBroken, ProtectedError, IndexError):
            continue  # what the rules refuse changes nothing anyway
    assert done > EDITS / 2
    assert Erasure.objects.count() > EDITS / 40
    after = {page: client.get(f"{address}{page}", headers={"Cache-Control": "no-cache"}).content for page in PAGES}
    assert after == before
    kept = Edition.objects.get(pk=edition.pk)
    assert (kept.content, kept.sha256) == (edition.content, edition.sha256)
    assert list(problems_of(kept)) == []
    second = publish(closed(held), reason="แก้ไขตามข้อมูลล่าสุด")
    assert second.content != edition.content
    assert Edition.objects.get(pk=edition.pk).content == edition.content
