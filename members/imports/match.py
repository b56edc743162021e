"""What the database holds of the organisations that a list names. A fixed number of queries for each 500 rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from django.db.models import Q

from clusters.models import Province, Sector
from members.imports.rows import Member
from members.imports.words import same_name
from members.models import Consent, Contact, EnterpriseFigures, Membership, Organisation, Support

_AT_ONCE: Final = 500

ItemT = TypeVar("ItemT")


@dataclass
class Held:
    """An organisation with everything of it that a list can tell; of a new one there is nothing yet."""

    organisation: Organisation
    contacts: list[Contact] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    figures: list[EnterpriseFigures] = field(default_factory=list)
    supports: list[Support] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.organisation.pk is None


class World:
    """The organisations that the rows of a file may mean."""

    def __init__(self, members: Sequence[Member], *, lock: bool = False) -> None:
        self.provinces = {province.name: province for province in Province.objects.all()}
        self.sectors = {sector.code: sector for sector in Sector.objects.all()}
        self.held: dict[int, Held] = {}
        self.by_number: dict[str, Held] = {}
        self.by_identity: dict[str, list[Held]] = defaultdict(list)
        numbers = sorted({member.number for member in members if member.number})
        names = sorted({same_name(member.name) for member in members if member.name})
        for some in _pieces(numbers):
            self._hold(Q(juristic_number__in=some), lock=lock)
        for some in _pieces(names):
            self._hold(Q(identity_key__in=some), lock=lock)
        for keys in _pieces(sorted(self.held)):
            self._hold_details(keys)

    def add(self, held: Held) -> None:
        """Let later rows of the file find an organisation that an earlier one brings."""
        organisation = held.organisation
        if organisation.juristic_number:
            self.by_number[organisation.juristic_number] = held
        self.by_identity[same_name(organisation.name)].append(held)

    def alike(self, member: Member) -> list[Held]:
        """Return those with the same name in the same province, or where one province isn't known."""
        found = self.by_identity.get(same_name(member.name), [])
        return [held for held in found if member.province in {"", _province(held)} or not _province(held)]

    def _hold(self, which: Q, *, lock: bool) -> None:
        rows = Organisation.objects.filter(which).order_by("pk")
        if lock:
            rows = rows.select_for_update()
        for organisation in rows:
            if organisation.pk in self.held:
                continue
            held = self._living(organisation, lock=lock)
            if organisation.juristic_number:
                self.by_number[organisation.juristic_number] = held
            if organisation.state != Organisation.State.MERGED:
                self.by_identity[organisation.identity_key].append(held)

    def _living(self, organisation: Organisation, *, lock: bool) -> Held:
        """Return what a merged row was merged into."""
        if organisation.merged_into_id is not None:
            rows = Organisation.objects.select_for_update() if lock else Organisation.objects.all()
            organisation = rows.get(pk=organisation.merged_into_id)
        organisation.province = next(
            (known for known in self.provinces.values() if known.pk == organisation.province_id), None
        )
        return self.held.setdefault(organisation.pk, Held(organisation))

    def _hold_details(self, keys: list[int]) -> None:
        for contact in Contact.objects.filter(organisation__in=keys):
            self.held[_key(contact.organisation_id)].contacts.append(contact)
        for consent in Consent.objects.filter(organisation__in=keys):
            self.held[_key(consent.organisation_id)].consents.append(consent)
        for membership in Membership.objects.filter(organisation__in=keys).order_by("from_year", "pk"):
            self.held[membership.organisation_id].memberships.append(membership)
        for figures in EnterpriseFigures.objects.filter(organisation__in=keys):
            self.held[figures.organisation_id].figures.append(figures)
        for support in Support.objects.filter(organisation__in=keys).order_by("from_year", "pk"):
            self.held[support.organisation_id].supports.append(support)


def _province(held: Held) -> str:
    province = held.organisation.province
    return province.name if province else ""


def _key(key: int | None) -> int:
    return key or 0


def _pieces(items: Iterable[ItemT]) -> Iterator[list[ItemT]]:
    every = list(items)
    yield from (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE))
