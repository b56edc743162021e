"""The invented people, their offices, how to reach them and the enterprises, and what they consented to.

Nobody can be reached: addresses of e-mail and pages are under example.com, LINE IDs are longer than LINE allows.
Thailand keeps no telephone numbers for fiction. 02-000-… and 014-0… were chosen because they pass as numbers and no
subscriber is known to have one; that nobody ever will can't be promised.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Final

from members.models import Consent, Contact, Office, Organisation, Person
from programmes.demo.clusters import PlannedCluster
from programmes.demo.ground import FIRST_YEAR, LAST_YEAR, Chance, Keys, Size
from programmes.demo.organisations import PlannedEnterprises
from programmes.demo.words import Words

FIRST_DAY: Final = date(2022, 10, 3)  # the first working day of fiscal 2566
DAYS: Final = 1000  # of consents, and of withdrawals behind them: all end before fiscal 2570
PERSONS_PER_CLUSTER: Final = 4
REACHABLE: Final = 0.25
OF_A_PERSON: Final = ((Contact.Kind.MOBILE, 0.8), (Contact.Kind.EMAIL, 0.7), (Contact.Kind.LINE, 0.4))
OF_AN_ORGANISATION: Final = (
    (Contact.Kind.PHONE, 0.7),
    (Contact.Kind.EMAIL, 0.6),
    (Contact.Kind.MOBILE, 0.3),
    (Contact.Kind.LINE, 0.2),
)
Item = Consent.Item
ITEM_OF: Final = {
    Contact.Kind.PHONE: Item.PHONE,
    Contact.Kind.MOBILE: Item.MOBILE,
    Contact.Kind.EMAIL: Item.EMAIL,
    Contact.Kind.LINE: Item.LINE,
}
# What people say: everything, some of it, nothing, or yes and then no.
ANSWERS: Final = (("all", 0.4), ("some", 0.2), ("none", 0.25), ("withdrawn", 0.15))


def contact_value(kind: Contact.Kind, number: int) -> str:
    """Return how the ``number``-th person or organisation is (not) reached, in the form in which it's kept."""
    if kind == Contact.Kind.EMAIL:
        return f"sample{number}@example.com"
    if kind == Contact.Kind.LINE:
        return f"sample-only-no-such-line-id-{number}"
    return f"+66140{number % 1_000_000:06d}" if kind == Contact.Kind.MOBILE else f"+662000{number % 10_000:04d}"


def persons(clusters: Sequence[PlannedCluster], keys: Keys, words: Words) -> Iterator[Person]:
    """Yield the people of the clusters' offices, four to a cluster."""
    for index in range(len(clusters) * PERSONS_PER_CLUSTER):
        name, name_en = words.person(index)
        yield Person(pk=keys.first[Person] + index, name=name, name_en=name_en, note="บุคคลสมมุติ")


def offices(seed: int, clusters: Sequence[PlannedCluster], keys: Keys) -> Iterator[Office]:
    """Yield who coordinates and leads each cluster; some have had another president before."""
    chance = Chance(seed, "offices")
    key = count(keys.first[Office])
    for index, cluster in enumerate(clusters):
        person = keys.first[Person] + index * PERSONS_PER_CLUSTER
        since = min(cluster.since + 1, LAST_YEAR) if chance.happens(0.3) else cluster.since
        held: list[tuple[Office.Role, int, int | None]] = [
            (Office.Role.CDA, cluster.since, None),
            (Office.Role.PRESIDENT, since, None),
        ]
        if chance.happens(0.6):
            held.append((Office.Role.SECRETARY, cluster.since, None))
        if since > cluster.since:
            held.append((Office.Role.PRESIDENT, cluster.since, cluster.since))
        for number, (role, first, last) in enumerate(held):
            yield Office(
                pk=next(key),
                person_id=person + number,
                cluster_id=cluster.key,
                role=role,
                from_year=first,
                to_year=last,
            )


@dataclass(frozen=True)
class Subject:
    """A person or an organisation that can be reached, or that is named by consent."""

    person: int | None
    organisation: int | None
    items: Sequence[Item]
    kinds: Sequence[Contact.Kind]


def subjects(
    seed: int, size: Size, clusters: Sequence[PlannedCluster], planned: PlannedEnterprises, keys: Keys
) -> Iterator[Subject]:
    """Yield whom contacts and consents are of; each call yields the same."""
    chance = Chance(seed, "subjects")
    for index in range(len(clusters) * PERSONS_PER_CLUSTER):
        kinds = [kind for kind, share in OF_A_PERSON if chance.happens(share)]
        items = [Item.NAME, Item.OFFICE, *(ITEM_OF[kind] for kind in kinds)]
        yield Subject(keys.first[Person] + index, None, items, kinds)
    first = keys.first[Organisation]
    for index in range(size.partners):
        yield Subject(None, first + index, [Item.PHONE, Item.EMAIL], [Contact.Kind.PHONE, Contact.Kind.EMAIL])
    for index, is_person in enumerate(planned.is_person):
        kinds = [kind for kind, share in OF_AN_ORGANISATION if chance.happens(share)]
        if not chance.happens(REACHABLE):
            kinds = []
        items = [*([Item.NAME] if is_person else []), *(ITEM_OF[kind] for kind in kinds)]
        if items:
            yield Subject(None, first + size.partners + index, items, kinds)


def contacts(subjects: Iterator[Subject], keys: Keys) -> Iterator[Contact]:
    key = count(keys.first[Contact])
    for number, subject in enumerate(subjects):
        for kind in subject.kinds:
            yield Contact(
                pk=next(key),
                person_id=subject.person,
                organisation_id=subject.organisation,
                kind=kind,
                value=contact_value(kind, number),
            )


def consents(seed: int, subjects: Iterator[Subject], keys: Keys, words: Words) -> Iterator[Consent]:
    """Yield what each let be published: all, some, none, or withdrawn again."""
    chance = Chance(seed, "consents")
    key = count(keys.first[Consent])
    for number, subject in enumerate(subjects):
        answer = chance.among(ANSWERS)
        if answer == "none":
            continue
        given = FIRST_DAY + timedelta(chance.below(DAYS))
        withdrawn = given + timedelta(chance.below(90) + 1) if answer == "withdrawn" else None
        for item in subject.items:
            if answer == "some" and not chance.happens(0.5):
                continue
            yield Consent(
                pk=next(key),
                person_id=subject.person,
                organisation_id=subject.organisation,
                item=item,
                given_on=given,
                wording=words.wording,
                source=f"แบบยินยอมตัวอย่างเลขที่ {number + 1}/{FIRST_YEAR}",
                withdrawn_on=withdrawn,
            )
