"""Every way to write leaves who, when, from where, why, and each field before and after, in one transaction."""

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client

import manage
from clusters.models import Cluster, ClusterProvince
from config import env
from members.models import Consent, Membership, Organisation, Person, User
from members.operations import withdraw_consent
from programmes.models import Participation, Round
from programmes.operations.bulk_rows import next_key, write_rows
from records.history import written_by
from records.models import Record
from tests import factories
from tests.admin_pages import address, form_of, signed_in

Row = tuple[type[Record], int]


@dataclass(frozen=True)
class Written:
    """What a way wrote: rows with the kind of their last snapshot, the author and the origin to be told."""

    rows: dict[Row, str]
    author: User | None
    origin: str


Way = Callable[[], Callable[[], Written]]


def through(client: Client, path: str, **changed: str) -> None:
    client.post(path, {**form_of(client.get(path)), **changed})


def by_form() -> Callable[[], Written]:
    boss, row = factories.SuperuserFactory.create(), factories.ClusterFactory.create(vision="เดิม")
    client, page = signed_in(boss), address(Cluster, "change", row.pk)
    client.raise_request_exception = False

    def act() -> Written:
        through(client, page, vision="ใหม่")
        return Written({(Cluster, row.pk): "~"}, boss, page)

    return act


def by_inline() -> Callable[[], Written]:
    boss, row = factories.SuperuserFactory.create(), factories.ClusterFactory.create()
    kept, dropped = factories.ClusterProvinceFactory.create_batch(2, cluster=row)
    other, added = factories.ProvinceFactory.create_batch(2)
    client, page = signed_in(boss), address(Cluster, "change", row.pk)
    client.raise_request_exception = False

    def act() -> Written:
        more = {"places-0-province": str(other.pk), "places-1-DELETE": "on", "places-2-province": str(added.pk)}
        through(client, page, **more, **{"places-TOTAL_FORMS": "3", "places-2-cluster": str(row.pk)})
        new = ClusterProvince.objects.filter(province=added).first()
        rows: dict[Row, str] = {(ClusterProvince, kept.pk): "~", (ClusterProvince, dropped.pk): "-"}
        return Written(rows | ({(ClusterProvince, new.pk): "+"} if new else {}), boss, page)

    return act


def by_deletion() -> Callable[[], Written]:
    boss, row = factories.SuperuserFactory.create(), factories.ClusterFactory.create()
    client, page = signed_in(boss), address(Cluster, "delete", row.pk)
    client.raise_request_exception = False

    def act() -> Written:
        client.post(page, {"post": "yes", "version_read": "1"})
        return Written({(Cluster, row.pk): "-"}, boss, page)

    return act


def by_action() -> Callable[[], Written]:
    boss, row = factories.SuperuserFactory.create(), factories.ClusterFactory.create()
    client, page = signed_in(boss), address(Cluster, "changelist")
    client.raise_request_exception = False

    def act() -> Written:
        sent = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
        client.post(page, {**sent, f"version_read-{row.pk}": "1"})
        return Written({(Cluster, row.pk): "-"}, boss, page)

    return act


def by_page_of_an_operation() -> Callable[[], Written]:
    boss, held = factories.SuperuserFactory.create(), factories.ParticipationFactory.create().round
    client, page = signed_in(boss), address(Round, "findings", held.pk)
    client.raise_request_exception = False

    def act() -> Written:
        client.post(page, {"reason": "ตามคำสั่ง", "version_read": "1", "complete": "True"})
        return Written({(Round, held.pk): "~"}, boss, page)

    return act


def by_operation() -> Callable[[], Written]:
    author, consent = factories.UserFactory.create(role="editor"), factories.ConsentFactory.create()

    def act() -> Written:
        withdraw_consent(consent, by=author, on=date(2026, 2, 1))
        return Written({(Consent, consent.pk): "~"}, author, "")

    return act


def in_bulk() -> Callable[[], Written]:
    author = factories.UserFactory.create()

    def act() -> Written:
        first = next_key(Person)
        rows = [Person(pk=first + n, name=f"คนที่ {n}", version=1) for n in range(2)]
        with transaction.atomic(), written_by(author):
            write_rows(Person, rows, reason="ทดสอบ", wrote=lambda _: None)
        return Written({(Person, first): "+", (Person, first + 1): "+"}, None, "")

    return act


WAYS: dict[str, Way] = {
    "form": by_form,
    "inline": by_inline,
    "deletion": by_deletion,
    "action": by_action,
    "page of an operation": by_page_of_an_operation,
    "operation": by_operation,
    "bulk": in_bulk,
}


def kept() -> dict[Row, Any]:
    """Return every row of every record as the database holds it."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    return {
        (model, row.pk): {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        for model in records
        for row in model._base_manager.all()
    }


def snapshots(row: Row) -> list[Any]:
    model, key = row
    return list(model.history.filter(id=key).order_by("history_id").values())


def told_by(snapshot: dict[str, Any], row: dict[str, Any]) -> bool:
    return all(snapshot[name] == value for name, value in row.items() if name in snapshot)


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_a_write_leaves_who_when_from_where_why_and_each_field_before_and_after(way: str) -> None:
    act = WAYS[way]()
    before, begun = kept(), datetime.now(UTC)
    written = act()
    after = kept()
    assert {row for row in before | after if before.get(row) != after.get(row)} == set(written.rows)
    for row, kind in written.rows.items():
        earlier, last = ([None, *snapshots(row)])[-2:]
        assert (last["history_type"], last["history_origin"]) == (kind, written.origin)
        assert last["history_user_id"] == (written.author and written.author.pk)
        assert begun <= last["history_date"] <= datetime.now(UTC)
        assert last["history_change_reason"]
        assert (earlier is None) is (kind == "+")
        assert earlier is None or told_by(earlier, before[row])
        assert told_by(last, after.get(row) or before[row])


@contextmanager
def no_history() -> Iterator[None]:
    """Let every write to a table of history fail, whoever writes it."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith("INSERT") and "historical" in sql.split("(", maxsplit=1)[0]:
            raise DatabaseError("the history can't be written")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_written_without_its_history(way: str) -> None:
    act = WAYS[way]()
    before = kept()
    with no_history(), suppress(DatabaseError):
        act()
    assert kept() == before


@pytest.fixture
def command_line(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run a command as ``manage.py`` does, except that the connection of the test stays open."""
    monkeypatch.setattr(manage, "execute_from_command_line", lambda argv: call_command(*argv[1:]))

    def run(*words: str) -> None:
        monkeypatch.setattr("sys.argv", ["manage.py", *words])
        manage.main()

    return run


@pytest.mark.django_db
def test_a_command_names_itself(command_line: Callable[..., None]) -> None:
    command_line("load_history")
    told = {(row.history_user, row.history_origin) for row in Participation.history.all()}
    assert told == {(None, "manage.py load_history")}


@pytest.mark.django_db
def test_a_list_that_is_imported_leaves_its_origin(tmp_path: Path, command_line: Callable[..., None]) -> None:
    factories.ClusterFactory.create(name="ผ้าไหม ขอนแก่น")
    listed = tmp_path / "members.csv"
    listed.write_text("ชื่อกิจการ,คลัสเตอร์,ปี\nวิสาหกิจชุมชนบ้านกอก,ผ้าไหม ขอนแก่น,2566\n")
    command_line("import_members", str(listed))
    for model in (Organisation, Membership):
        assert {row.history_origin for row in model.history.all()} == {"manage.py import_members"}


# Functions with an author: where they name it. Found in the code, so that none is forgotten.
def operations() -> Iterator[tuple[str, ast.FunctionDef]]:
    for package in ("portal", "programmes", "members", "clusters", "records"):
        for path in sorted((env.BASE_DIR / package).rglob("*.py")):
            if "operations" not in {*path.parts, path.stem}:
                continue
            for node in ast.parse(path.read_text()).body:
                if (
                    isinstance(node, ast.FunctionDef)
                    and node.name[0] != "_"
                    and any(a.arg == "by" for a in node.args.kwonlyargs)
                ):
                    yield f"{path.relative_to(env.BASE_DIR)}:{node.name}", node


def names_its_author(function: ast.FunctionDef) -> bool:
    """Whether it opens ``written_by(by, …)``, or hands ``by=by`` on to what does."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    opened = any(ast.unparse(call.func) == "written_by" and "by" in map(ast.unparse, call.args) for call in calls)
    handed = any(ast.unparse(word.value) == "by" for call in calls for word in call.keywords)
    handed = handed or any(ast.unparse(call.func)[0] == "_" and "by" in map(ast.unparse, call.args) for call in calls)
    return opened or handed


def test_every_operation_names_its_author() -> None:
    found = dict(operations())
    assert found
    assert [name for name, function in found.items() if not names_its_author(function)] == []


# What writes past ``save``: each module with the test that holds that its rows have their history.
PAST_SAVE = {
    "members/imports/operations/lists.py": "test_a_list_that_is_imported_leaves_its_origin",
    "members/imports/operations/undo.py": "test_what_is_taken_back_leaves_its_origin",
    # What they blank is past itself: the history keeps who did it, not what was there.
    "members/privacy/operations/erasure.py": "test_nothing_of_a_person_is_left_in_any_table",
    "members/privacy/operations/retention.py": "test_a_run_takes_what_is_over_and_leaves_the_rest",
    "programmes/operations/demo_deeds.py": "of the sample world alone: it leaves no history behind",
    "programmes/operations/editions.py": "of the sample world alone: it leaves no history behind",
    "records/bulk_history.py": "test_a_copied_snapshot_says_what_a_saved_one_says",
    "records/backup/sqlite.py": "no writing to the portal's own database: the copy in an archive leaves sessions out",
    "programmes/operations/bulk_rows.py": "test_a_write_leaves…[bulk]",
}


def writes_past_save(source: str) -> bool:
    """Whether a module opens bulk writes or sends a writing statement of its own to the database."""
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    statements = ("INSERT INTO ", "UPDATE ", "DELETE FROM ", "COPY ")
    raw = any(isinstance(text, str) and text.lstrip().startswith(statements) for text in texts)
    opened = any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "bulk_writes" for node in ast.walk(ast.parse(source))
    )
    return raw or opened


def test_each_module_that_writes_past_save_is_known() -> None:
    packages = ("config", "portal", "programmes", "members", "clusters", "records", "thai")
    paths = [path for package in packages for path in (env.BASE_DIR / package).rglob("*.py")]
    ours = [path for path in paths if "migrations" not in path.parts]
    found = {str(path.relative_to(env.BASE_DIR)) for path in ours if writes_past_save(path.read_text())}
    assert found == set(PAST_SAVE)
