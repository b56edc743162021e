"""Organisations that may be one: looked for in the order of what is left of their names, a window at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, Self

from django.db.models import Q, QuerySet

from members.models import Contact, Different, Organisation
from records.keyset import beyond

WINDOW: Final = 500  # organisations that are read at once
MOST_WINDOWS: Final = 4  # as long as nothing is found
_NEIGHBOURS: Final = 4  # how far in the order of names a row is compared
_CLOSE: Final = 0.88
_SHORTEST: Final = 4  # signs; shorter names are close to anything


class By(StrEnum):
    """What two have in common."""

    NAME = "name"
    CLOSE_NAME = "close"
    PHONE = "phone"


@dataclass(frozen=True)
class LikelyPair:
    """Two organisations, the one that was entered first in front, and what they have in common."""

    first: Organisation
    second: Organisation
    by: tuple[By, ...]


@dataclass(frozen=True)
class LikelyPairs:
    """The pairs of a stretch of names. ``after`` is the last row looked at, None when all were.

    Each window is cut by an index and asks four queries; of a million rows no more than four windows are read.
    """

    pairs: tuple[LikelyPair, ...]
    after: int | None

    @classmethod
    def behind(cls, after: int | None) -> Self:
        """Return the next pairs behind a row in the order of names; from the first name on without one."""
        pairs: tuple[LikelyPair, ...] = ()
        for _window in range(MOST_WINDOWS):
            rows = list(_in_order_of_names(after)[: WINDOW + _NEIGHBOURS])
            pairs = tuple(_pairs_of(rows))
            if len(rows) <= WINDOW:
                return cls(pairs, None)
            after = rows[WINDOW - 1].pk
            if pairs:
                break
        return cls(pairs, after)


def _living() -> QuerySet[Organisation]:
    return Organisation.objects.exclude(state=Organisation.State.MERGED).select_related("province")


def _in_order_of_names(after: int | None) -> QuerySet[Organisation]:
    rows = _living().exclude(identity_key="").order_by("identity_key", "pk")
    last = None if after is None else Organisation.objects.filter(pk=after).values_list("identity_key", "pk").first()
    return rows if last is None else rows.filter(beyond([("identity_key", False), ("pk", False)], list(last)))


def _pairs_of(rows: list[Organisation]) -> Iterator[LikelyPair]:
    """Yield the pairs whose first row, in the order of names, is one of the window."""
    window = rows[:WINDOW]
    found: dict[tuple[int, int], list[By]] = defaultdict(list)
    known = {row.pk: row for row in rows}
    for at, row in enumerate(window):
        for other in rows[at + 1 : at + 1 + _NEIGHBOURS]:
            if (by := _by_name(row, other)) is not None:
                found[_key(row, other)].append(by)
    for row, other in _by_phone(window):
        known[other.pk] = other
        found[_key(row, other)].append(By.PHONE)
    different = set(Different.objects.among(list(known)).values_list("first", "second"))
    for key, reasons in found.items():
        first, second = known[key[0]], known[key[1]]
        numbers = {first.juristic_number, second.juristic_number} - {""}
        if key not in different and len(numbers) < 2:
            yield LikelyPair(first, second, tuple(dict.fromkeys(reasons)))


def _key(one: Organisation, other: Organisation) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _by_name(one: Organisation, other: Organisation) -> By | None:
    """Tell what two names that stand near each other have in common; in different provinces nothing."""
    somewhere = one.province_id is None or other.province_id is None
    if one.province_id != other.province_id and not somewhere:
        return None
    if one.identity_key == other.identity_key:
        return By.NAME
    names = one.identity_key, other.identity_key
    numbers = {tuple(filter(str.isdecimal, name)) for name in names}  # group 1 and group 2 are two
    if somewhere or min(map(len, names)) < _SHORTEST or len(numbers) > 1:
        return None
    return By.CLOSE_NAME if SequenceMatcher(None, *names).ratio() >= _CLOSE else None


def _by_phone(window: Iterable[Organisation]) -> Iterator[tuple[Organisation, Organisation]]:
    """Yield the pairs with a telephone in common; each once, from the one that stands first. Two queries."""
    rows = {row.pk: row for row in window}
    phones = Contact.objects.filter(kind__in=Contact.PHONES)
    own = phones.filter(organisation__in=list(rows)).values_list("value", "organisation")
    owners: dict[str, list[int]] = defaultdict(list)
    for value, owner in own:
        owners[value].append(owner)
    same = phones.filter(Q(value__in=list(owners)), organisation__in=_living().values("pk"))
    for contact in same.select_related("organisation__province"):
        other = contact.organisation
        for owner in owners[contact.value]:
            if other is not None and (rows[owner].identity_key, owner) < (other.identity_key, other.pk):
                yield rows[owner], other
