"""What is public of persons and organisations: nothing without a rule that lets it through."""

import ast
from collections.abc import Callable, Iterable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from clusters.models import Cluster
from members.models import Consent, Contact, Office, Organisation, Person
from members.operations import withdraw_consent
from members.public import (
    IN_FILES,
    PublicOrganisation,
    cells_in_files,
    public_offices,
    public_organisation,
    public_organisations,
    public_people,
    public_person,
)
from tests.factories import (
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    ProvinceFactory,
    SectorFactory,
    SoleTraderFactory,
)
from tests.test_architecture import ROOT, modules

pytestmark = pytest.mark.django_db

ITEMS = [item for item in Consent.Item if item != Consent.Item.OFFICE]
NUMBER = "0105542067556"


def reachable(n: int, **of: Any) -> None:
    """Give somebody every kind of contact, each with a value that is nobody else's."""
    ContactFactory.create(person=of.get("person"), organisation=of.get("organisation"), value=f"canary{n}@example.com")
    for kind, value in [
        (Contact.Kind.PHONE, f"02-202-{4000 + n}"),
        (Contact.Kind.MOBILE, f"081-234-{5000 + n}"),
        (Contact.Kind.LINE, f"canary-line-{n}"),
        (Contact.Kind.ADDRESS, f"canary-address-{n}"),
    ]:
        ContactFactory.create(person=of.get("person"), organisation=of.get("organisation"), kind=kind, value=value)


def person(n: int = 0) -> Person:
    made = PersonFactory.create(name=f"กานารี{n} คนที่", name_en=f"Canary{n} Person", note=f"canary-note-{n}")
    reachable(n, person=made)
    return made


def sole_trader(n: int = 0) -> Organisation:
    made = SoleTraderFactory.create(
        name=f"กานารี{n} กิจการ",
        name_en=f"Canary{n} Trade",
        trade_name=f"ร้านที่ {n}",
        address=f"canary-home-{n}",
        web=f"https://canary{n}.example.com",
        note=f"canary-note-{n}",
    )
    reachable(n, organisation=made)
    EnterpriseFiguresFactory.create(organisation=made, employees=41, revenue_thb=Decimal("91234567.89"))
    return made


def juristic() -> Organisation:
    made = OrganisationFactory.create(
        kind=Organisation.Kind.ENTERPRISE, juristic_number=NUMBER, name="ไหมไทย", name_en="Thai Silk"
    )
    reachable(0, organisation=made)
    return made


def told(shown: Iterable[Any]) -> str:
    """Everything that is shown, as one text."""
    return " ".join(repr(asdict(one)) for one in shown if one is not None)


def values_of(row: Model) -> list[str]:
    """The values of a row that are about one person, in every form in which they could be shown."""
    texts = [str(getattr(row, name, "") or "") for name in ("name", "name_en", "address", "web", "note")]
    for contact in Contact.objects.filter(**{row._meta.model_name or "": row}):
        texts += [contact.value, contact.shown, contact.shown.replace("-", "")]
    return [text for text in texts if text]


def test_forty_persons_and_ten_that_are_organisations_stay_unseen_without_consent() -> None:
    people = [person(n) for n in range(40)]
    traders = [sole_trader(n) for n in range(40, 50)]
    offices = [OfficeFactory.create(person=somebody) for somebody in people]
    shown = told(public_people(people).values())
    shown += told(public_offices(offices).values())
    shown += told(public_organisations(traders).values())
    canaries = [value for row in (*people, *traders) for value in values_of(row)]
    assert len(canaries) > 50 * 12
    assert [value for value in canaries if value in shown] == []
    assert "canary" not in shown.lower()
    assert "กานารี" not in shown


def test_neither_staff_nor_revenue_are_shown_the_size_class_is() -> None:
    trader = sole_trader()
    EnterpriseFiguresFactory.create(organisation=trader, fiscal_year=2560)
    EnterpriseFiguresFactory.create(organisation=trader, fiscal_year=2565, revenue_thb=Decimal(1))
    shown = public_organisation(trader)
    assert shown is not None
    assert shown.size is not None
    assert (shown.size.size, shown.size.label, shown.size.fiscal_year) == ("small", "ขนาดย่อม", 2567)
    assert "41" not in repr(shown.size)
    assert "91234567" not in told([shown])


def test_an_organisation_without_a_class_shows_none() -> None:
    shown = public_organisation(OrganisationFactory.create())
    assert shown is not None
    assert shown.size is None


@pytest.mark.parametrize("item", ITEMS)
def test_a_persons_consent_lets_through_that_item_alone(item: Consent.Item) -> None:
    somebody = person()
    ConsentFactory.create(person=somebody, item=item)
    shown = public_person(somebody)
    assert shown.name == (somebody.name if item == Consent.Item.NAME else "")
    assert shown.name_en == (somebody.name_en if item == Consent.Item.NAME else "")
    assert [contact.kind.value for contact in shown.contacts] == [item.value] * (item != Consent.Item.NAME)
    assert not shown.is_hidden


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("made", [sole_trader, juristic])
def test_an_organisations_consent_lets_through_that_item_alone(
    item: Consent.Item, made: Callable[[], Organisation]
) -> None:
    organisation = made()
    ConsentFactory.create(person=None, organisation=organisation, item=item)
    shown = public_organisation(organisation)
    assert shown is not None
    named = item == Consent.Item.NAME or not organisation.is_person
    assert (shown.name, shown.name_en) == ((organisation.name, organisation.name_en) if named else ("", ""))
    assert [contact.kind.value for contact in shown.contacts] == [item.value] * (item != Consent.Item.NAME)


def test_a_withdrawn_consent_hides_at_once_and_leaves_the_others() -> None:
    somebody = person()
    for item in ITEMS:
        ConsentFactory.create(person=somebody, item=item)
    withdraw_consent(Consent.objects.get(person=somebody, item=Consent.Item.MOBILE), by=None, on=timezone.localdate())
    kinds = [contact.kind.value for contact in public_person(somebody).contacts]
    assert kinds == ["email", "phone", "line"]
    assert public_person(somebody).name == somebody.name


def test_a_consent_counts_for_no_other_row_of_the_same_number() -> None:
    trader = sole_trader()
    ConsentFactory.create(person=None, organisation=trader)
    somebody = PersonFactory.create(pk=trader.pk)
    assert public_person(somebody).is_hidden


def test_a_contact_says_its_kind_and_the_address_that_opens_it() -> None:
    somebody = person(7)
    ContactFactory.create(person=somebody, kind=Contact.Kind.LINE, value="@official")
    ContactFactory.create(person=somebody, value="a?b&c@example.com")
    for item in ITEMS:
        ConsentFactory.create(person=somebody, item=item)
    shown = [(contact.label, contact.text, contact.address) for contact in public_person(somebody).contacts]
    assert shown == [
        ("อีเมล", "canary7@example.com", "mailto:canary7@example.com"),
        ("โทรศัพท์", "02-202-4007", "tel:+6622024007"),
        ("โทรศัพท์มือถือ", "081-234-5007", "tel:+66812345007"),
        ("LINE ID", "canary-line-7", "https://line.me/R/ti/p/~canary-line-7"),
        ("LINE ID", "@official", "https://line.me/R/ti/p/@official"),
        ("อีเมล", "a?b&c@example.com", "mailto:a%3Fb%26c@example.com"),
    ]


def test_what_is_public_of_a_juristic_organisation() -> None:
    sector, province = SectorFactory.create(), ProvinceFactory.create()
    organisation = OrganisationFactory.create(
        kind=Organisation.Kind.ENTERPRISE,
        juristic_number=NUMBER,
        name="ไหมไทย",
        name_en="Thai Silk",
        trade_name="ไหมทอง",
        sector=sector,
        province=province,
        main_products="ผ้าไหม",
        address="75/6",
        web="https://silk.example.com",
    )
    assert public_organisation(organisation) == PublicOrganisation(
        code=organisation.code,
        name="ไหมไทย",
        name_en="Thai Silk",
        trade_name="ไหมทอง",
        juristic_number=NUMBER,
        kind=Organisation.Kind.ENTERPRISE,
        sector=sector,
        main_products="ผ้าไหม",
        province=province,
        address="75/6",
        web="https://silk.example.com",
        size=None,
        contacts=(),
    )


def test_an_organisation_is_called_by_what_may_be_shown() -> None:
    trader = sole_trader(3)
    hidden = public_organisation(trader)
    assert hidden is not None
    assert hidden.label == "ร้านที่ 3"
    ConsentFactory.create(person=None, organisation=trader)
    named = public_organisation(trader)
    assert named is not None
    assert named.label == trader.name
    with override("en"):
        assert named.label == trader.name_en


@pytest.mark.parametrize("kind", Organisation.Kind)
@pytest.mark.parametrize("number", ["", "0105546095724"])
def test_the_database_takes_for_a_person_whom_the_model_takes_for_one(kind: Organisation.Kind, number: str) -> None:
    row = OrganisationFactory.create(name="ก", name_en="A", kind=kind, juristic_number=number)
    (cells,) = cells_in_files(Organisation.objects.all())
    told = dict(zip(IN_FILES, cells, strict=True))
    assert (told["name"], told["name_en"]) == (("", "") if row.is_person else ("ก", "A"))


@pytest.mark.parametrize("state", [Organisation.State.DRAFT, Organisation.State.MERGED])
def test_no_file_holds_a_draft_or_a_merged_row(state: Organisation.State) -> None:
    other = OrganisationFactory.create()
    OrganisationFactory.create(state=state, merged_into=other if state == Organisation.State.MERGED else None)
    assert [cells[0] for cells in cells_in_files(Organisation.objects.all())] == [other.code]


def test_the_address_and_web_of_a_person_stay_private_even_with_a_name() -> None:
    trader = sole_trader()
    ConsentFactory.create(person=None, organisation=trader)
    shown = public_organisation(trader)
    assert shown is not None
    assert (shown.address, shown.web) == ("", "")


@pytest.mark.parametrize("state", [Organisation.State.DRAFT, Organisation.State.MERGED])
def test_of_a_draft_or_a_merged_row_nothing_is_public(state: str) -> None:
    other = OrganisationFactory.create() if state == Organisation.State.MERGED else None
    organisation = OrganisationFactory.create(state=state, merged_into=other)
    assert public_organisation(organisation) is None
    assert public_organisations([organisation]) == {}


def test_an_office_is_public_its_holder_only_by_consent_to_that() -> None:
    somebody = person()
    office = OfficeFactory.create(person=somebody, role=Office.Role.CDA, to_year=2568)
    ConsentFactory.create(person=somebody, item=Consent.Item.NAME)
    shown = public_offices([office])[office.pk]
    assert (shown.label, shown.from_year, shown.to_year) == ("ผู้ประสานงานคลัสเตอร์ (CDA)", 2566, 2568)
    assert shown.holder is None
    ConsentFactory.create(person=somebody, item=Consent.Item.OFFICE)
    holder = public_offices([office])[office.pk].holder
    assert holder is not None
    assert (holder.name, holder.contacts) == (somebody.name, ())


def test_a_holder_who_consents_to_the_office_but_not_to_the_name_is_not_named() -> None:
    office = OfficeFactory.create(person=person())
    ConsentFactory.create(person=office.person, item=Consent.Item.OFFICE)
    holder = public_offices([office])[office.pk].holder
    assert holder is not None
    assert holder.is_hidden


@pytest.mark.parametrize("state", [Cluster.State.DRAFT, Cluster.State.MERGED])
def test_the_offices_of_a_cluster_that_is_not_public_are_not_shown(state: str) -> None:
    office = OfficeFactory.create()
    office.cluster.state = state
    assert public_offices([office]) == {}


@pytest.mark.parametrize("count", [1, 20])
def test_the_cost_does_not_grow_with_the_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(count):
        office = OfficeFactory.create(person=person(n))
        trader = sole_trader(n + 100)
        trader.sector, trader.province = SectorFactory.create(), ProvinceFactory.create()
        trader.save()
        for item in ITEMS:
            ConsentFactory.create(person=office.person, item=item)
            ConsentFactory.create(person=None, organisation=trader, item=item)
    people, offices, traders = list(Person.objects.all()), list(Office.objects.all()), list(Organisation.objects.all())
    with django_assert_num_queries(2):
        assert len(public_people(people)) == count
    with django_assert_num_queries(4):
        assert len(public_offices(offices)) == count
    with django_assert_num_queries(5):
        assert len(public_organisations(traders)) == count


PRIVATE_MODELS = {"Contact", "Consent", "EnterpriseFigures", "contact_detail", "contacts", "figures"}
PRIVATE_RELATIONS = {"contacts", "consents", "yearly_figures", "contact", "consent", "enterprisefigures"}
ASKS = {"select_related", "prefetch_related", "prefetch_related_objects", "values", "values_list", "annotate", "filter"}


def private_reads(tree: ast.Module) -> Iterable[tuple[int, str]]:
    """Line and name of each import of a private model, and of each query that names a private relation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("members.models"):
            imported = {alias.name for alias in node.names} | {(node.module or "").rpartition(".")[2]}
            yield from ((node.lineno, name) for name in sorted(imported & PRIVATE_MODELS))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ASKS | {"F", "Q", "Prefetch"}:
            texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            names = [str(text) for text in texts] + [keyword.arg or "" for keyword in node.keywords]
            yield from ((node.lineno, name) for name in names if PRIVATE_RELATIONS & set(name.split("__")))


@pytest.mark.parametrize(
    "forbidden",
    [
        "from members.models import Contact",
        "from members.models.contacts import Consent",
        "Organisation.objects.filter(contacts__value='x')",
        "Person.objects.prefetch_related('offices__person__contacts')",
    ],
)
def test_the_test_of_private_reads_sees_one(forbidden: str) -> None:
    assert list(private_reads(ast.parse(forbidden)))


def invents(path: Path) -> bool:
    """Whether a module makes the sample world: what it writes it made up itself, and nobody sees it from there."""
    return path.parts[:2] == ("programmes", "demo") or path.name == "demo.py"


def test_nothing_above_members_reads_contacts_consents_or_figures() -> None:
    found = [
        f"{path}:{line}: {name}"
        for path in modules(folders=("portal", "programmes", "config"))
        if not invents(path)
        for line, name in private_reads(ast.parse((ROOT / path).read_text()))
    ]
    assert found == []
