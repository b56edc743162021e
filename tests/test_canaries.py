"""Canaries: what nobody consented to is in no answer, in any language or format; what was withdrawn is gone at once."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from clusters.models import Cluster
from members.models import Consent, Contact, Organisation, Person
from members.operations import withdraw_consent
from portal.open_data.catalogue import DATA_SETS, FORMATS
from tests.addresses import PUBLIC
from tests.factories import (
    ClusterFactory,
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    LinkageFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    SoleTraderFactory,
    SupportFactory,
    UserFactory,
)
from tests.readable import words_of

pytestmark = pytest.mark.django_db

PERSONS = 40
TRADERS = 10
SIGNS = ("กานารี", "canary", "02-202-4", "+6622024", "081-234-5", "+6681234", "91234567", "9123")


def reachable(n: int, *, person: Person | None = None, organisation: Organisation | None = None) -> None:
    for kind, value in [
        (Contact.Kind.EMAIL, f"canary{n}@example.com"),
        (Contact.Kind.PHONE, f"02-202-4{n:03d}"),
        (Contact.Kind.MOBILE, f"081-234-5{n:03d}"),
        (Contact.Kind.LINE, f"canary-line-{n}"),
        (Contact.Kind.ADDRESS, f"canary-address-{n}"),
    ]:
        ContactFactory.create(person=person, organisation=organisation, kind=kind, value=value)


@pytest.fixture
def cluster() -> Cluster:
    """A cluster whose office holders are canaries, and half of whose members and partners are."""
    cluster = ClusterFactory.create()
    for n in range(PERSONS):
        person = PersonFactory.create(name=f"กานารี{n} คนที่", name_en=f"Canary{n} Person", note=f"canary-note-{n}")
        reachable(n, person=person)
        OfficeFactory.create(person=person, cluster=cluster)
    known = OrganisationFactory.create(name="ไหมไทย")
    for n in range(PERSONS, PERSONS + TRADERS):
        trader = SoleTraderFactory.create(
            name=f"กานารี{n} กิจการ",
            name_en=f"Canary{n} Trade",
            address=f"canary-home-{n}",
            web=f"https://canary{n}.example.com",
            note=f"canary-note-{n}",
            main_products=f"ผ้าไหมลายที่ {n}",
        )
        reachable(n, organisation=trader)
        EnterpriseFiguresFactory.create(organisation=trader, employees=9123, revenue_thb=Decimal("91234567.89"))
        MembershipFactory.create(cluster=cluster, organisation=trader)
        SupportFactory.create(cluster=cluster, organisation=trader)
        LinkageFactory.create(from_organisation=known, to_organisation=trader, note=f"canary-link-{n}")
    MembershipFactory.create(cluster=cluster, organisation=known)
    draft = OrganisationFactory.create(name="canary ร่าง", state=Organisation.State.DRAFT)
    MembershipFactory.create(cluster=cluster, organisation=draft)
    LinkageFactory.create(from_organisation=draft, to_organisation=known)
    hidden = ClusterFactory.create(name="canary คลัสเตอร์ร่าง", state=Cluster.State.DRAFT)
    MembershipFactory.create(cluster=hidden, organisation=known)
    return cluster


def asked() -> Iterator[str]:
    """Yield every public address of the table and of every row, each in both languages; also what isn't found."""
    known = [a.path for name, a in PUBLIC.items() if name.startswith("portal:")]
    rows = [f"/organisations/{code}/" for code in Organisation.objects.values_list("code", flat=True)]
    clusters = [f"/clusters/{code}/" for code in Cluster.objects.values_list("code", flat=True)]
    files = [f"/data/{data_set.name}.{extension}" for data_set in DATA_SETS for extension in FORMATS]
    for path in {*known, *rows, *clusters, *files, "/organisations/O999999/"}:
        yield from (path, f"/en{path}")


def answered(client: Client, path: str) -> str:
    return words_of(client.get(path).getvalue()).lower()


@pytest.mark.parametrize("who", ["anonymous", "officer"])
def test_nothing_that_nobody_consented_to_is_in_any_answer_or_in_the_log(
    client: Client, cluster: Cluster, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    if who == "officer":
        client.force_login(UserFactory.create())
    paths = list(asked())
    assert len(paths) > 2 * TRADERS
    seen = []
    for path in paths:
        page = answered(client, path)
        seen += [f"{path}: {sign}" for sign in SIGNS if sign.lower() in page]
    own_log = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    seen += [f"log: {sign}" for sign in SIGNS if sign in own_log]
    assert seen == []


def test_a_consent_shows_its_item_and_its_withdrawal_hides_it_at_once(client: Client, cluster: Cluster) -> None:
    trader = Organisation.objects.filter(kind=Organisation.Kind.SOLE_TRADER).earliest("pk")
    consent = ConsentFactory.create(person=None, organisation=trader, item=Consent.Item.PHONE)
    address = f"/organisations/{trader.code}/"
    assert 'href="tel:+66220240' in answered(client, address)
    withdraw_consent(consent, by=None, on=timezone.localdate())
    assert [sign for sign in SIGNS if sign in answered(client, address)] == []
    assert client.get(address).headers["Cache-Control"] == "no-cache"
