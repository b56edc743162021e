"""What everyone may see of persons and organisations: the only place that decides it.

Nothing public reads contacts, consents, names of persons or figures elsewhere. Everything is private unless a rule
here lets it through:

- a person's name, offices and each kind of contact only by a consent to that very item that still stands;
- an organisation that may be one person (``Organisation.is_person``) is named only by consent, and its address and
  web never shown; without consent its trade name, products and province remain;
- contacts of every organisation only by consent to that kind; a postal address among the contacts never;
- staff and revenue never, the size class yes;
- a file is kept beyond a withdrawal: no person is named in it, consented to or not, and of contacts, addresses, webs
  and figures nothing is read (``IN_FILES``).

Each bulk function asks a fixed number of queries, whatever the number of rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from django.db.models import Case, F, Q, QuerySet, Value, When, prefetch_related_objects
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from clusters.models import Cluster, Province, Sector
from clusters.models.places import in_active_language
from members.models import Consent, Contact, EnterpriseFigures, Office, Organisation, Person, Support
from members.sizes import Size
from records.addresses import address_of
from thai.calendar import ERA_OFFSET

_KIND_OF_ITEM: Final = {
    Consent.Item.PHONE: Contact.Kind.PHONE,
    Consent.Item.MOBILE: Contact.Kind.MOBILE,
    Consent.Item.EMAIL: Contact.Kind.EMAIL,
    Consent.Item.LINE: Contact.Kind.LINE,
}


_IS_PERSON: Final = Q(juristic_number="") & ~Q(kind__in=Organisation.PUBLIC_KINDS)  # Organisation.is_person


def _unless_person(name: str) -> Case:
    return Case(When(_IS_PERSON, then=Value("")), default=F(name))


def _if_known(name: str) -> Coalesce:
    return Coalesce(F(name), Value(""))


IN_FILES: Final[dict[str, Combinable]] = {
    "code": F("code"),
    "name": _unless_person("name"),
    "name_en": _unless_person("name_en"),
    "trade_name": F("trade_name"),
    "juristic_number": F("juristic_number"),
    "kind": F("kind"),
    "sector": _if_known("sector__code"),
    "main_products": F("main_products"),
    "province": _if_known("province__code"),
    "province_name": _if_known("province__name"),
    "region": _if_known("province__region"),
}


@dataclass(frozen=True, slots=True)
class PublicContact:
    """A way to get in touch: its kind, the text to show and the address to open."""

    kind: Contact.Kind
    text: str
    address: str

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True, slots=True)
class PublicPerson:
    """What a person let be published; "" and () where they didn't."""

    name: str
    name_en: str
    contacts: tuple[PublicContact, ...]

    @property
    def is_hidden(self) -> bool:
        return not (self.name or self.contacts)


@dataclass(frozen=True, slots=True)
class PublicOffice:
    """An office of a cluster: that it's held is public, by whom only with the holder's consent to that."""

    role: Office.Role
    from_year: int | None
    to_year: int | None
    holder: PublicPerson | None

    @property
    def label(self) -> str:
        return str(self.role.label)


@dataclass(frozen=True, slots=True)
class PublicSize:
    """The size class of a fiscal year."""

    size: str
    label: str
    fiscal_year: int


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """What everyone may see of an organisation; ``name`` is "" where it's a person's and not consented to."""

    code: str
    name: str
    name_en: str
    trade_name: str
    juristic_number: str
    kind: Organisation.Kind
    sector: Sector | None
    main_products: str
    province: Province | None
    address: str
    web: str
    size: PublicSize | None
    contacts: tuple[PublicContact, ...]

    @property
    def label(self) -> str:
        """What it's called on a page: its name, else its trade name, else "" (the page says what kind it is)."""
        return in_active_language(self.name, self.name_en) or self.trade_name

    @property
    def title(self) -> str:
        """What it's called where it must be called something: the label, else the kind with the code."""
        return self.label or f"{self.kind.label} {self.code}"

    def get_absolute_url(self) -> str:
        return address_of("portal:organisation", self.code)


def public_person(person: Person) -> PublicPerson:
    return public_people([person])[person.pk]


def public_people(people: Iterable[Person]) -> dict[int, PublicPerson]:
    """Return what is public of each, by primary key. Two queries."""
    return _people_and_items(list(people))[0]


def _people_and_items(people: list[Person]) -> tuple[dict[int, PublicPerson], defaultdict[int, set[str]]]:
    """Return what is public of each, and what each consented to."""
    by_person = Q(person__in=people)
    items = _consented_items("person_id", by_person)
    contacts = _contacts("person_id", by_person, items)
    public = {person.pk: _person(person, items[person.pk], tuple(contacts[person.pk])) for person in people}
    return public, items


def public_offices(offices: Iterable[Office]) -> dict[int, PublicOffice]:
    """Return what is public of each office of a public cluster, by primary key; the others are left out.

    Two queries, and one each for persons and clusters that weren't loaded along.
    """
    offices = list(offices)
    prefetch_related_objects(offices, "person", "cluster")
    shown = [office for office in offices if office.cluster.state in {Cluster.State.PUBLIC, Cluster.State.ENDED}]
    people, items = _people_and_items([office.person for office in shown])
    return {
        office.pk: PublicOffice(
            role=Office.Role(office.role),
            from_year=office.from_year,
            to_year=office.to_year,
            holder=people[office.person_id] if Consent.Item.OFFICE in items[office.person_id] else None,
        )
        for office in shown
    }


def public_organisation(organisation: Organisation) -> PublicOrganisation | None:
    """Return what is public of it; None for a draft or a merged row."""
    return public_organisations([organisation]).get(organisation.pk)


def public_organisations(organisations: Iterable[Organisation]) -> dict[int, PublicOrganisation]:
    """Return what is public of each, by primary key; drafts and merged rows are left out.

    Three queries, and one each for sectors and provinces that weren't loaded along.
    """
    shown = [row for row in organisations if row.state == Organisation.State.PUBLIC]
    prefetch_related_objects(shown, "sector", "province")
    by_organisation = Q(organisation__in=shown)
    items = _consented_items("organisation_id", by_organisation)
    contacts = _contacts("organisation_id", by_organisation, items)
    sizes = _latest_sizes(shown)
    return {
        row.pk: _organisation(row, Consent.Item.NAME in items[row.pk], sizes.get(row.pk), tuple(contacts[row.pk]))
        for row in shown
    }


def named_organisations(organisations: Iterable[Organisation]) -> dict[int, PublicOrganisation]:
    """Return the same for a list, which shows neither contacts nor sizes: they're left out and not asked for.

    The rows were read ``as_listed``; no query beside theirs.
    """
    shown = (row for row in organisations if row.state == Organisation.State.PUBLIC)
    return {row.pk: _organisation(row, row.consent_to_its_name is not None, None, ()) for row in shown}


def cells_in_files(organisations: QuerySet[Organisation]) -> QuerySet[Organisation, tuple[str, ...]]:
    """Return what a file says of each public one, a cell for each of ``IN_FILES``, without building model objects."""
    return organisations.filter(state=Organisation.State.PUBLIC).values_list(*IN_FILES.values())


def codes_in_editions(organisations: QuerySet[Organisation]) -> list[str]:
    """Return the codes that a published report may keep for good: of public ones that no single person can be."""
    lasting = organisations.filter(~_IS_PERSON, state=Organisation.State.PUBLIC)
    return list(lasting.order_by("number").values_list("code", flat=True).distinct())


def support_cells_in_files() -> QuerySet[Support, tuple[Any, ...]]:
    """Return each support of a public cluster by a public organisation: codes and years, never a note."""
    shown = Support.objects.filter(organisation__state=Organisation.State.PUBLIC, cluster__in=Cluster.objects.public())
    from_year, to_year = F("from_year"), F("to_year")
    return shown.order_by("pk").values_list(
        *("pk", "organisation__code", "cluster__code", "service"),
        *(from_year, to_year, from_year - ERA_OFFSET, to_year - ERA_OFFSET),
    )


def _person(person: Person, items: set[str], contacts: tuple[PublicContact, ...]) -> PublicPerson:
    named = Consent.Item.NAME in items
    return PublicPerson(name=person.name if named else "", name_en=person.name_en if named else "", contacts=contacts)


def _organisation(
    row: Organisation, consented: bool, size: PublicSize | None, contacts: tuple[PublicContact, ...]
) -> PublicOrganisation:
    named = consented or not row.is_person
    return PublicOrganisation(
        code=row.code,
        name=row.name if named else "",
        name_en=row.name_en if named else "",
        trade_name=row.trade_name,
        juristic_number=row.juristic_number,
        kind=Organisation.Kind(row.kind),
        sector=row.sector,
        main_products=row.main_products,
        province=row.province,
        address="" if row.is_person else row.address,
        web="" if row.is_person else row.web,
        size=size,
        contacts=contacts,
    )


def _current(subjects: Q) -> QuerySet[Consent]:
    return Consent.objects.current().filter(subjects).order_by()


def _consented_items(subject: str, subjects: Q) -> defaultdict[int, set[str]]:
    """Return the items that each subject's standing consents let through. One query."""
    items: defaultdict[int, set[str]] = defaultdict(set)
    for key, item in _current(subjects).values_list(subject, "item"):
        items[key].add(item)
    return items


def _contacts(subject: str, subjects: Q, items: defaultdict[int, set[str]]) -> defaultdict[int, list[PublicContact]]:
    """Return the contacts whose kind the subject consented to. One query, none where nobody consented to any."""
    found: defaultdict[int, list[PublicContact]] = defaultdict(list)
    if not any(_KIND_OF_ITEM.keys() & each for each in items.values()):
        return found
    for contact in Contact.objects.filter(subjects).order_by("pk"):
        key = getattr(contact, subject)
        if contact.kind in {_KIND_OF_ITEM[Consent.Item(item)].value for item in items[key] if item in _KIND_OF_ITEM}:
            found[key].append(_contact(contact))
    return found


def _contact(contact: Contact) -> PublicContact:
    kind = Contact.Kind(contact.kind)
    return PublicContact(kind=kind, text=contact.shown, address=_address(kind, quote(contact.value, safe="@+;=")))


def _address(kind: Contact.Kind, value: str) -> str:
    if kind == Contact.Kind.EMAIL:
        return f"mailto:{value}"
    if kind == Contact.Kind.LINE:  # an official account begins with @, anybody else's ID is looked up by ~
        return f"https://line.me/R/ti/p/{value if value.startswith('@') else '~' + value}"
    return f"tel:{value}"


def _latest_sizes(organisations: list[Organisation]) -> dict[int, PublicSize]:
    """Return the class of each organisation's latest year that has one; staff and revenue aren't even read."""
    figures = EnterpriseFigures.objects.filter(organisation__in=organisations).exclude(size_class="")
    return {
        key: PublicSize(size=size, label=str(Size(size).label), fiscal_year=year)
        for key, year, size in figures.order_by("fiscal_year").values_list(
            "organisation_id", "fiscal_year", "size_class"
        )
    }
