"""The table of addresses by role: one's own rows and others', to read and to write, on every page of the admin."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from members.imports import storage
from members.models import User
from members.reach import KINDS
from tests import factories
from tests.addresses import ADMIN, ALL, BY_ROLE, OF_OWN_RULE, PAGES_OF_ROWS, ROW_KINDS, SPECIAL_PAGES, Answer
from tests.admin_pages import signed_in, text_of
from tests.test_write_paths import kept
from tests.two_centres import World, two_centres

pytestmark = pytest.mark.django_db

GONE = ("ไม่พบรายการที่ขอ หรือไม่มีสิทธิ์", "ไม่พบ หรือท่านไม่มีสิทธิ์")
MODELS = {model._meta.label_lower: model for model in admin.site._registry}
# Added and superseded, drafted and published, or worked on by what is asked of them: never changed or deleted.
NEVER_CHANGED = {"programmes.reportedfigure", "programmes.edition", "members.importbatch", "members.changeproposal"}
# Looked at by headquarters and written by nobody's form: tests/members/admin/test_privacy.py asks each role.
OF_HEADQUARTERS = {"members.privacyrequest", "members.disclosure", "members.erasure"}


def test_every_kind_of_rows_of_the_admin_has_its_line_in_the_tables() -> None:
    assert MODELS.keys() - OF_HEADQUARTERS == ROW_KINDS.keys(), "say in tests/addresses.py who reaches the rows"
    assert MODELS.keys() - OF_HEADQUARTERS <= KINDS.keys(), "say in members/reach.py who keeps the rows"


def test_every_page_of_the_admin_is_asked_for_by_role() -> None:
    of_rows = {"changelist", "add", "change", "delete", "history", "deleted", "password"}
    of_rows |= {page for pages in PAGES_OF_ROWS.values() for page in pages}
    asked = {f"admin:*_{page}" for page in of_rows} | {f"admin:*_{name.rsplit('_')[-1]}" for name in SPECIAL_PAGES}
    asked |= {f"admin:*_{name.split()[1]}" for name in OF_OWN_RULE}
    assert {key for key in ADMIN if key.startswith("admin:*_")} - asked == set(), (
        "say in tests/addresses.py who opens it"
    )


def answered(client: Client, method: str, path: str, data: dict[str, str] | None = None) -> tuple[Answer | int, Any]:
    """Return the answer in the words of the table; what a request writes is taken back."""
    with transaction.atomic():
        response: Any = client.generic(method, path) if method == "GET" else client.post(path, data or {})
        told = [str(each) for each in get_messages(response.wsgi_request)] if response.status_code == 302 else []
        transaction.set_rollback(True)
    if response.status_code == 302:
        return ("gone" if any(words in text for text in told for words in GONE) else "yes"), response
    answers: dict[int, Answer] = {200: "yes", 403: "no"}
    return answers.get(response.status_code, response.status_code), response


def pages_of_row(label: str, row: models.Model) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Yield, for each page of a row, whether it reads or writes, the method, the address and what is sent."""
    start = f"admin:{label.replace('.', '_')}"
    change, delete = (reverse(f"{start}_{page}", args=[row.pk]) for page in ("change", "delete"))
    yield "reads", "GET", change, {}
    for page in ("history", *PAGES_OF_ROWS.get(label, ())):
        yield "reads", "GET", reverse(f"{start}_{page}", args=[row.pk]), {}
    if label not in NEVER_CHANGED:
        yield "writes", "POST", change, {}
        yield "writes", "POST", f"{change}?_popup=1", {}
        yield "writes", "GET", delete, {}
        yield "writes", "POST", delete, {}
    if label == "members.user":
        yield "writes", "GET", reverse(f"{start}_password", args=[row.pk]), {}


def pages_of_kind(label: str) -> Iterator[tuple[str, str]]:
    start = f"admin:{label.replace('.', '_')}"
    yield "reads", reverse(f"{start}_changelist")
    yield "reads", f"{reverse(f'{start}_changelist')}?_popup=1"
    yield "writes", reverse(f"{start}_add")
    yield "writes", f"{reverse(f'{start}_add')}?_popup=1"


@pytest.mark.parametrize("role", BY_ROLE)
def test_every_page_of_every_row_answers_a_role_as_the_table_says(role: str) -> None:
    world = two_centres()
    client, wrong = signed_in(world.account(role)), []
    for label, kind in ROW_KINDS.items():
        may = BY_ROLE[role][kind]
        asked: list[tuple[str, str, str, dict[str, str], Answer]]
        asked = [(verb, "GET", path, {}, getattr(may, verb)) for verb, path in pages_of_kind(label)]
        for rows, whose in ((world.own, ""), (world.others, "_others")):
            pages = pages_of_row(label, rows[label])
            asked += [(verb, method, path, sent, getattr(may, verb + whose)) for verb, method, path, sent in pages]
        if may is ALL:
            # That all pages are there, test_addresses asks for a superuser: here, that everybody's rows are written.
            asked = [each for each in asked if each[1] == "POST" and "_popup" not in each[2]]
        for verb, method, path, sent, expected in asked:
            answer, _response = answered(client, method, path, sent)
            if answer != expected:
                wrong.append(f"{verb}: {method} {path}: {answer}, not {expected}")
    for name, roles in SPECIAL_PAGES.items():
        if (status := client.get(reverse(name)).status_code) != (200 if role in roles else 403):
            wrong.append(f"{name}: {status}")
    assert wrong == []


def pages_of_own_rule(world: World) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each page in ``OF_OWN_RULE`` with its address of one's own and of others' rows."""
    request = factories.PrivacyRequestFactory.create()
    shared = factories.MembershipFactory.create(cluster=world.own["clusters.cluster"]).organisation
    factories.MembershipFactory.create(cluster=world.others["clusters.cluster"], organisation=shared)
    for rows in (world.own, world.others):
        batch: Any = rows["members.importbatch"]
        batch.stored_as = storage.keep(f"ไฟล์ {batch.pk}".encode())
        batch.save()
    for name in OF_OWN_RULE:
        label, page = name.split()
        address, paths = f"admin:{label.replace('.', '_')}_{page}", []
        for rows in (world.own, world.others):
            row: Any = rows.get(label, request)
            if page in {"template_xlsx", "template_csv", "merge", "register", "waiting"}:
                paths.append(reverse(address))
            elif page == "members":
                paths.append(reverse(address, args=[rows["clusters.cluster"].pk]))
            else:
                paths.append(reverse(address, args=[row.pk]))
            if page == "merge":
                link: Any = rows["members.linkage"]
                paths[-1] += f"?keep={link.from_organisation_id}&drop={link.to_organisation_id}"
        own, others = paths
        yield name, reverse(address, args=[shared.pk]) if page == "propose" else own, others


@pytest.mark.parametrize("role", BY_ROLE)
def test_every_page_of_a_rule_of_its_own_answers_a_role_as_the_table_says(
    role: str, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    world = two_centres()
    client, at, wrong = signed_in(world.account(role)), list(BY_ROLE).index(role), []
    for name, own, others in pages_of_own_rule(world):
        of_own, of_others = OF_OWN_RULE[name]
        for path, told in ((own, of_own), (others, of_others or of_own)):
            expected = told.split()[at]
            # What is sent empty writes nothing, and is answered like the page itself, or as a method that it hasn't.
            answers = [answered(client, method, path)[0] for method in ("GET", "POST")]
            if answers[0] != expected or answers[1] not in {expected, 405}:
                wrong.append(f"{name}: {path}: {answers}, not {expected}")
    assert wrong == []


@pytest.mark.parametrize("role", ["centre", "manager", "none"])
def test_what_is_not_ones_own_answers_like_what_does_not_exist(role: str) -> None:
    world = two_centres()
    client, different = signed_in(world.account(role)), []
    for label in ROW_KINDS:
        pages = pages_of_row(label, world.others[label])
        for verb, method, path, sent in pages:
            if getattr(BY_ROLE[role][ROW_KINDS[label]], f"{verb}_others") == "yes":
                continue
            missing = path.replace(f"/{world.others[label].pk}/", "/987654/")
            first, theirs = answered(client, method, path, sent)
            second, nobodys = answered(client, method, missing, sent)
            told = [(each.status_code, each.headers.get("Location"), text_of(each)) for each in (theirs, nobodys)]
            if first != second or told[0] != told[1]:
                different.append(f"{method} {path}: {told}")
    assert different == []


def test_no_method_but_post_writes_a_row() -> None:
    world = two_centres()
    client, wrong = signed_in(world.account("centre")), []
    client.raise_request_exception = False
    before = kept()
    for label in ROW_KINDS:
        row = world.own[label]
        for page, method in (("change", "PUT"), ("delete", "DELETE")):
            path = reverse(f"admin:{label.replace('.', '_')}_{page}", args=[row.pk])
            status = client.generic(method, path, "post=yes&version_read=1").status_code
            wrong += [f"{method} {path}: {status}"] if status not in {200, 302, 403, 405} else []
    assert wrong == []
    assert kept() == before


@pytest.mark.parametrize("role", [User.Role.COORDINATOR, User.Role.SME])
def test_who_is_not_staff_reaches_no_page_of_the_admin(role: str) -> None:
    world = two_centres()
    client, wrong = signed_in(factories.UserFactory.create(role=role, person=world.own["members.person"])), []
    for label in ROW_KINDS:
        paths = [(path, "GET") for _verb, path in pages_of_kind(label)]
        paths += [(path, method) for _verb, method, path, _sent in pages_of_row(label, world.own[label])]
        paths += [(reverse(name), "GET") for name in SPECIAL_PAGES]
        for path, method in paths:
            response = client.generic(method, path)
            if response.status_code != 302 or not response.headers["Location"].startswith("/admin/login/"):
                wrong.append(f"{method} {path}: {response.status_code}")
    for _name, own, _others in pages_of_own_rule(world):
        response = client.get(own)
        if response.status_code != 302 or not response.headers["Location"].startswith("/admin/login/"):
            wrong.append(f"{own}: {response.status_code}")
    assert wrong == []
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_a_list_opens_on_the_rows_of_ones_own_centre_and_shows_all_that_may_be_read_when_asked() -> None:
    world = two_centres()
    client, wrong = signed_in(world.account("centre")), []
    for label, kind in ROW_KINDS.items():
        if kind not in {"of a cluster", "confidential", "of persons"}:
            continue
        path = reverse(f"admin:{label.replace('.', '_')}_changelist")
        keys = {of: {row.pk for row in client.get(path + of).context["cl"].result_list} for of in ("", "?of=all")}
        own, others = world.own[label].pk, world.others[label].pk
        found = [own in keys[""], others in keys[""], own in keys["?of=all"], others in keys["?of=all"]]
        if found != [True, False, True, kind == "of a cluster"]:
            wrong.append(f"{path}: {found}")
    assert wrong == []


def test_autocompletes_find_what_may_be_read_and_nothing_else() -> None:
    world = two_centres()
    asked = {"members.office": ("person", "ผู้ประสานงาน"), "members.membership": ("organisation", "หน่วยงาน")}

    def found(role: str, label: str) -> int | set[int]:
        app, model = label.split(".")
        field, term = asked[label]
        sent = {"app_label": app, "model_name": model, "field_name": field, "term": term}
        response = signed_in(world.account(role)).get(reverse("admin:autocomplete"), sent)
        return {int(each["id"]) for each in response.json()["results"]} if response.status_code == 200 else 403

    own, others = world.own["members.person"].pk, world.others["members.person"].pk
    roles = ("superuser", "headquarters", "centre", "manager", "none")
    assert [found(role, "members.office") for role in roles] == [{own, others}, {own, others}, {own}, 403, 403]
    # Anyone who may add an organisation finds it whosever it is, so that none is entered twice.
    both = {world.own["members.organisation"].pk, world.others["members.organisation"].pk}
    assert [found(role, "members.membership") for role in roles] == [both, both, both, both, 403]


def test_an_action_deletes_rows_of_ones_own_only() -> None:
    world = two_centres()
    for role, rows, deleted in [
        ("centre", world.others, False),
        ("manager", world.own, False),
        ("headquarters", world.others, True),
        ("centre", world.own, True),
    ]:
        row: Any = rows["members.linkage"]
        sent = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
        sent[f"version_read-{row.pk}"] = str(row.version)
        for of in ("", "?of=all") if role == "centre" else ("",):
            signed_in(world.account(role)).post(reverse("admin:members_linkage_changelist") + of, sent)
        assert type(row)._base_manager.filter(pk=row.pk).exists() is not deleted, (role, deleted)


def test_an_action_on_all_rows_of_a_list_stops_at_those_of_others() -> None:
    world = two_centres()
    row = world.others["members.linkage"]
    sent = {"action": "delete_selected", "_selected_action": str(row.pk), "select_across": "1", "post": "yes"}
    answer = signed_in(world.account("centre")).post(reverse("admin:members_linkage_changelist") + "?of=all", sent)
    assert any("อยู่ในความดูแลของ" in str(each) for each in get_messages(answer.wsgi_request))
    assert type(row)._base_manager.count() == 2


def test_a_manager_and_another_centre_read_no_contact_anywhere() -> None:
    world = two_centres()
    page = reverse("admin:members_organisation_change", args=[world.others["members.organisation"].pk])
    history = reverse("admin:members_organisation_history", args=[world.others["members.organisation"].pk])
    shown = {
        role: ["firm2@example.com" in text_of(signed_in(world.account(role)).get(path)) for path in (page, history)]
        for role in ("superuser", "headquarters", "centre", "manager")
    }
    assert shown == {"superuser": [True] * 2, "headquarters": [True] * 2, "centre": [False] * 2, "manager": [False] * 2}
