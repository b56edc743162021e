"""The table of addresses: each one of the portal, with what it answers to whom.

An address that isn't here fails ``test_addresses``. Keys are patterns: the names of the admin's addresses of a model
have ``*`` in place of application and model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.contrib import admin
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

Kind = Literal["text", "number", "year", "choice"]


@dataclass(frozen=True)
class Address:
    """An address to ask for, what it answers, and the parameters that it declares.

    ``kept`` says how long caches may keep it; what can carry contacts isn't kept unasked.
    ``streamed``: written row by row, so that nobody knows beforehand whether it has changed.
    ``post`` is the answer to an empty POST from nowhere, where it differs from ``other``.
    ``status`` is the answer to GET and HEAD; ``superuser`` is theirs where it differs; ``other`` is the answer to every
    other method. ``localised``: the address exists below ``/en/`` too.
    """

    path: str
    status: int = 200
    superuser: int | None = None
    other: int = 405
    post: int | None = None
    localised: bool = True
    params: Mapping[str, Kind] = field(default_factory=dict)
    kept: str = "public, max-age=60"
    streamed: bool = False

    def expected(self, method: str, *, superuser: bool) -> int:
        if method == "POST" and self.post is not None:
            return self.post
        if method not in {"GET", "HEAD"}:
            return self.other
        return self.superuser if superuser and self.superuser is not None else self.status


PLACES: Mapping[str, Kind] = {
    "q": "text",
    "sector": "choice",
    "region": "choice",
    "province": "choice",
    "centre": "choice",
    "year": "year",
    "entry": "choice",
    "sort": "choice",
}
PLACE_IN_LIST: Mapping[str, Kind] = {"page": "number", "cursor": "choice"}
CLUSTERS: Mapping[str, Kind] = {
    **PLACES,
    **dict.fromkeys(("funder", "step", "potential", "indicator", "service", "members", "state"), "choice"),
}
ORGANISATIONS: Mapping[str, Kind] = {
    **PLACES,
    "role": "choice",
    "service": "choice",
    "listed": "choice",
    "position": "choice",
    "kind": "choice",
    "cluster": "choice",
    **dict.fromkeys(("in_sector", "in_region", "in_centre", "in_funder"), "choice"),
}
YEAR: Mapping[str, Kind] = {
    **dict.fromkeys(("scope", "sector", "region", "centre", "funder"), "choice"),
    "beside": "year",
}
SPAN: Mapping[str, Kind] = {"from": "year", "to": "year", "scope": "choice"}

PUBLIC: dict[str, Address] = {
    "portal:home": Address("/"),
    "portal:history": Address("/history/"),
    "portal:years": Address("/years/", params=SPAN),
    "portal:years-json": Address("/years.json", params=SPAN),
    "portal:years-csv": Address("/years.csv", params=SPAN),
    "portal:year": Address("/years/2550/", params={**YEAR, "figure": "choice", "page": "number"}),
    "portal:year-json": Address("/years/2550.json", params=YEAR),
    "portal:year-csv": Address("/years/2550.csv", params=YEAR),
    "portal:year-pdf": Address("/years/2550.pdf", params=YEAR),
    "portal:year-xlsx": Address("/years/2550.xlsx", params=YEAR),
    "portal:years-pdf": Address("/years.pdf", params=SPAN),
    # Of years in whose history nothing was published; what a published one answers, its own tests tell.
    "portal:edition": Address("/years/2550/editions/1/", status=404),
    "portal:edition-file": Address("/years/2550/editions/1.csv", status=404),
    "portal:edition-canonical": Address("/years/2550/editions/1/canonical.json", status=404),
    "portal:not-a-year": Address("/years/2007/", status=404),
    "portal:clusters": Address("/clusters/", params={**CLUSTERS, **PLACE_IN_LIST}),
    "portal:clusters-csv": Address("/clusters.csv", params=CLUSTERS, streamed=True),
    "portal:clusters-xlsx": Address("/clusters.xlsx", params=CLUSTERS, streamed=True),
    "portal:clusters-json": Address("/clusters.json", params=CLUSTERS, streamed=True),
    "portal:cluster": Address("/clusters/C0001/", kept="no-cache"),
    "portal:cluster-progress": Address("/clusters/C0001/progress/"),
    "portal:cluster-progress-json": Address("/clusters/C0001/progress.json"),
    "portal:cluster-progress-csv": Address("/clusters/C0001/progress.csv"),
    "portal:organisations": Address("/organisations/", params={**ORGANISATIONS, **PLACE_IN_LIST}),
    "portal:organisations-csv": Address("/organisations.csv", params=ORGANISATIONS, streamed=True),
    "portal:organisations-xlsx": Address("/organisations.xlsx", params=ORGANISATIONS, streamed=True),
    "portal:organisations-json": Address("/organisations.json", params=ORGANISATIONS, streamed=True),
    "portal:organisation": Address("/organisations/O000001/", kept="no-cache"),
    "portal:search": Address("/search/", params={"q": "text"}, kept="no-cache"),
    "portal:data": Address("/data/"),
    "portal:datapackage": Address("/data/datapackage.json"),
    "portal:catalogue": Address("/data/catalog.json"),
    "portal:data-csv": Address("/data/organisations.csv"),
    "portal:data-json": Address("/data/organisations.json"),
    "portal:privacy": Address("/privacy/"),
    # Sent from a page of the portal alone: that is asked of the origin, since a visitor has no cookie.
    "portal:privacy-request": Address("/privacy/request/", post=403, params={"about": "text"}),
    "portal:accessibility": Address("/accessibility/"),
    "portal:credits": Address("/credits/"),
    "healthz": Address("/healthz", localised=False),
    "readyz": Address("/readyz", localised=False),
}


@dataclass(frozen=True)
class Private:
    """An address below ``/account/``, in both languages, and what it answers to GET and to an empty form.

    ``superuser`` is signed in, without a second factor, and hasn't shown a password for a while.
    """

    path: str
    stranger: tuple[int, int]
    superuser: tuple[int, int]


# 302 leads a stranger to sign in, and who is signed in to where they prove once more that it's them.
ACCOUNT: dict[str, Private] = {
    "account_home": Private("/account/", (302, 302), (200, 405)),
    "account_results": Private("/account/results/", (302, 405), (200, 405)),
    "account_result_sheet": Private("/account/results/C0001/2547/", (302, 302), (200, 302)),
    "account_login": Private("/account/login/", (200, 200), (302, 302)),
    "account_logout": Private("/account/logout/", (302, 302), (200, 302)),
    "account_reauthenticate": Private("/account/reauthenticate/", (302, 302), (200, 200)),
    "account_change_password": Private("/account/password/", (302, 302), (200, 200)),
    "account_reset_password": Private("/account/password/reset/", (200, 200), (200, 200)),
    "account_reset_password_done": Private("/account/password/reset/sent/", (200, 405), (200, 405)),
    "account_reset_password_from_key_done": Private("/account/password/reset/done/", (200, 405), (200, 405)),
    "account_reset_password_from_key": Private("/account/password/reset/1-a-b/", (200, 200), (200, 200)),
    "mfa_index": Private("/account/second-factor/", (302, 302), (200, 405)),
    "mfa_authenticate": Private("/account/second-factor/code/", (302, 302), (302, 302)),
    "mfa_reauthenticate": Private("/account/second-factor/reauthenticate/", (302, 302), (302, 302)),
    "mfa_activate_totp": Private("/account/second-factor/app/", (302, 302), (302, 302)),
    "mfa_deactivate_totp": Private("/account/second-factor/app/remove/", (302, 302), (404, 404)),
    "mfa_view_recovery_codes": Private("/account/second-factor/recovery-codes/", (302, 302), (404, 405)),
    "mfa_generate_recovery_codes": Private("/account/second-factor/recovery-codes/new/", (302, 302), (302, 302)),
}

# Of the admin: what a GET answers to the anonymous and to a superuser. An officer's forms come by POST.
ADMIN: dict[str, tuple[int, int]] = {
    "admin:index": (302, 200),
    "admin:login": (302, 302),  # to the one door, below /account/
    "admin:logout": (302, 405),
    "admin:password_change": (302, 302),  # to the page of everybody's own password
    "admin:password_change_done": (302, 200),
    "admin:jsi18n": (302, 200),
    "admin:autocomplete": (302, 403),
    "admin:guide": (302, 200),
    "admin:guide-chapter": (302, 200),
    "admin:view_on_site": (302, 404),
    "admin:app_list": (302, 200),
    "admin:catch-all": (302, 404),
    "admin:*_changelist": (302, 200),
    "admin:*_add": (302, 200),
    "admin:*_change": (302, 200),
    "admin:*_delete": (302, 200),
    "admin:*_history": (302, 200),
    "admin:*_deleted": (302, 200),
    "admin:*_duplicates": (302, 200),  # of organisations, while one is typed
    "admin:*_pairs": (302, 200),  # of organisations that may be one
    "admin:*_merge": (302, 302),  # of two of them; without the two, to the pairs
    "admin:*_propose": (302, 302),  # of organisations: to who keeps them together with others
    "admin:*_open": (302, 200),  # of rounds: the next one
    "admin:*_results": (302, 200),  # of a round: the sheet on which they are entered
    "admin:*_waiting": (302, 200),  # of measurements: what waits for approval
    "admin:*_reconciliation": (302, 200),
    "admin:*_findings": (302, 200),
    "admin:*_locks": (302, 200),  # of rounds: close one and open it again
    "admin:*_preview": (302, 200),  # of an edition, with its differences from today
    "admin:*_differences": (302, 200),
    "admin:*_template_xlsx": (302, 200),  # of files that come in
    "admin:*_template_csv": (302, 200),
    "admin:*_flagged": (302, 200),
    "admin:*_members": (302, 200),
    "admin:*_original": (302, 200),
    "admin:*_held": (302, 200),  # of persons and organisations: all that is kept of one
    "admin:*_held_json": (302, 200),
    "admin:*_register": (302, 200),  # of requests: what is kept of people, and why
    "admin:*_answer": (302, 200),
    "admin:*_password": (302, 302),  # of accounts; one's own password is changed on a page of its own
    "admin:object-without-view": (302, 302),
}

# Addresses that Django's admin has without a name.
UNNAMED = {
    "admin/(?P<url>.*)$": "admin:catch-all",
    "admin/<model>/<path:object_id>/": "admin:object-without-view",
}


def patterns() -> Iterator[tuple[str, str]]:
    """Yield the route and the name of every address that the portal answers."""
    yield from _below(get_resolver(), "", "")


def _below(resolver: URLResolver, route: str, names: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        longer = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below(entry, longer, f"{names}{entry.namespace}:" if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield longer, f"{names}{entry.name}" if entry.name else ""


def keys_of_models() -> dict[str, type[models.Model]]:
    """Return the models of the admin by the beginning of their addresses' names."""
    return {f"admin:{model._meta.app_label}_{model._meta.model_name}_": model for model in admin.site._registry}


def key_of(route: str, name: str) -> str:
    """Return the key of an address in the tables above."""
    for start, model in keys_of_models().items():
        if name.startswith(start):
            return f"admin:*_{name.removeprefix(start)}"
        below = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        if not name and route.startswith(below):
            return UNNAMED.get(f"admin/<model>/{route.removeprefix(below)}", route)
    return name or UNNAMED.get(route.replace("^", ""), route)


# -- the admin by role --

RowKind = Literal["of a cluster", "confidential", "of persons", "of the programme", "account", "proposal"]
Answer = Literal["yes", "gone", "no"]  # "gone": as if it didn't exist; "no": there is no such page for this role

ROW_KINDS: Mapping[str, RowKind] = {
    "clusters.cluster": "of a cluster",
    "members.membership": "of a cluster",
    "members.support": "of a cluster",
    "members.linkage": "of a cluster",
    "members.organisation": "of a cluster",
    "programmes.participation": "of a cluster",
    "programmes.target": "of a cluster",
    "programmes.measurement": "of a cluster",
    "programmes.assessment": "of a cluster",
    "members.enterprisefigures": "confidential",
    "members.office": "of persons",
    "members.person": "of persons",
    "members.importbatch": "of persons",
    "clusters.promotioncentre": "of the programme",
    "clusters.province": "of the programme",
    "clusters.sector": "of the programme",
    "programmes.indicator": "of the programme",
    "programmes.reportedfigure": "of the programme",
    "programmes.edition": "of the programme",
    "programmes.round": "of the programme",
    "programmes.funder": "of the programme",
    "programmes.source": "of the programme",
    "programmes.milestone": "of the programme",
    "programmes.objective": "of the programme",
    "members.user": "account",
    "members.changeproposal": "proposal",
}


@dataclass(frozen=True)
class Reaches:
    """What a role is answered about rows of a kind: to read and write those of its own centre, and those of others."""

    reads: Answer
    writes: Answer
    reads_others: Answer
    writes_others: Answer


ALL = Reaches("yes", "yes", "yes", "yes")
READS = Reaches("yes", "no", "yes", "no")
NOTHING = Reaches("no", "no", "no", "no")
OF_CENTRE = Reaches("yes", "yes", "yes", "gone")
OF_CENTRE_ALONE = Reaches("yes", "yes", "gone", "gone")

BY_ROLE: Mapping[str, Mapping[RowKind, Reaches]] = {
    "superuser": {**dict.fromkeys(ROW_KINDS.values(), ALL), "proposal": READS},
    "headquarters": {**dict.fromkeys(ROW_KINDS.values(), ALL), "account": NOTHING, "proposal": READS},
    "centre": {
        "of a cluster": OF_CENTRE,
        "confidential": OF_CENTRE_ALONE,
        "of persons": OF_CENTRE_ALONE,
        "of the programme": READS,
        "account": NOTHING,
        "proposal": Reaches("yes", "no", "gone", "no"),  # decided on the page on which it's read
    },
    "manager": {
        **dict.fromkeys(ROW_KINDS.values(), READS),
        "of persons": NOTHING,
        "account": NOTHING,
    },
    "none": dict.fromkeys(ROW_KINDS.values(), NOTHING),
}

# Pages of a row besides those that every row has; who reads the row opens them.
PAGES_OF_ROWS: Mapping[str, tuple[str, ...]] = {
    "programmes.round": ("findings", "locks"),
    "programmes.edition": ("preview", "differences"),
}

# Pages of a rule of their own: to superusers, headquarters, a centre, managers and who has no role; of what is one's
# own, and of what is others' where that differs. Names are those of the admin, less application and model.
OF_OWN_RULE: Mapping[str, tuple[str, str]] = {
    "members.importbatch template_xlsx": ("yes yes yes no no", ""),
    "members.importbatch template_csv": ("yes yes yes no no", ""),
    "members.importbatch flagged": ("yes yes yes no no", "yes yes gone no no"),
    "members.importbatch original": ("yes yes yes no no", "yes yes gone no no"),
    "members.importbatch members": ("yes yes yes no no", "yes yes no no no"),  # of a cluster; one that isn't is 403 too
    "members.organisation merge": ("yes yes yes no no", "yes yes gone no no"),
    "members.organisation propose": ("gone gone yes gone no", "gone gone gone gone no"),  # who may write it, writes it
    "members.organisation held": ("yes yes no no no", ""),
    "members.organisation held_json": ("yes yes no no no", ""),
    "members.person held": ("yes yes no no no", ""),
    "members.person held_json": ("yes yes no no no", ""),
    "members.privacyrequest register": ("yes yes no yes no", ""),  # it names no person
    "members.privacyrequest answer": ("yes yes no no no", ""),
    "programmes.measurement waiting": ("yes yes yes yes no", ""),
    "programmes.round results": ("yes yes yes no no", ""),
}

# Pages of the admin that aren't of one row or kind, and the roles that may open them; others are answered 403.
SPECIAL_PAGES: Mapping[str, set[str]] = {
    "admin:members_organisation_duplicates": {"superuser", "headquarters", "centre"},
    "admin:members_organisation_pairs": {"superuser", "headquarters", "centre"},
    "admin:programmes_round_open": {"superuser", "headquarters"},
    "admin:programmes_round_reconciliation": {"superuser", "headquarters", "centre", "manager"},
}
