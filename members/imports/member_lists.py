"""A cluster's members as a list that can be corrected and sent in again: sent in as it is, it changes nothing."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from clusters.models import Cluster
from members.imports.places import sector_named
from members.models import Consent, Contact, EnterpriseFigures, Membership
from thai.calendar import format_date_input

YES: Final = "ยินยอม"


def member_list(cluster: Cluster, fiscal_year: int) -> Iterator[list[str]]:
    """Yield the members of a year in the order of the template's columns. Four queries.

    A consent is told only where it covers everything that the row names: the list would give what is missing.
    """
    spans = Membership.objects.of_cluster(cluster).in_year(fiscal_year)
    spans = spans.select_related("organisation__province", "organisation__sector").order_by(
        "organisation__sort_key", "pk"
    )
    members = list(spans)
    keys = [span.organisation_id for span in members]
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(organisation__in=keys).order_by("pk"):
        contacts[contact.organisation_id or 0].append(contact)
    consents: dict[int, dict[str, Consent]] = defaultdict(dict)
    for consent in Consent.objects.filter(organisation__in=keys, withdrawn_on__isnull=True):
        consents[consent.organisation_id or 0][consent.item] = consent
    figures = EnterpriseFigures.objects.in_year(fiscal_year).filter(organisation__in=keys)
    employees = dict(figures.values_list("organisation", "employees"))
    for number, span in enumerate(members, start=1):
        key = span.organisation_id
        yield _row(number, span, contacts[key], consents[key], employees.get(key))


def _row(
    number: int, span: Membership, contacts: list[Contact], consents: dict[str, Consent], employees: int | None
) -> list[str]:
    organisation = span.organisation
    phones = [contact for contact in contacts if contact.kind in Contact.PHONES]
    emails = [contact for contact in contacts if contact.kind == Contact.Kind.EMAIL]
    sector = organisation.sector
    notes = {contact.note for contact in (*phones, *emails)}
    return [
        str(number),
        organisation.name,
        organisation.juristic_number,
        notes.pop() if len(notes) == 1 else "",
        "",
        ", ".join(contact.shown for contact in phones),
        ", ".join(contact.value for contact in emails),
        organisation.province.name if organisation.province else "",
        sector.name if sector and sector_named(sector.name) == sector.code else "",
        organisation.main_products,
        span.cluster.code,
        str(span.from_year or ""),
        "" if employees is None else str(employees),
        *_consent({Consent.Item.NAME.value, *(contact.kind for contact in (*phones, *emails))}, consents),
    ]


def _consent(items: set[str], consents: dict[str, Consent]) -> tuple[str, str]:
    """Return a yes and its day, blank unless it covers all that the row names."""
    given = {consents[item].given_on for item in items if item in consents}
    if not items <= consents.keys():
        return "", ""
    return YES, format_date_input(max(given))
