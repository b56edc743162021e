"""A list goes in whole or not at all, with a history of every write; a second time it changes nothing."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from clusters.models import Cluster, PromotionCentre
from members.imports.interpret import interpret
from members.imports.operations import import_members, lists, preview
from members.imports.plan import Action, Options, make_plan
from members.imports.texts import read_text
from members.models import Consent, Contact, EnterpriseFigures, Membership, Organisation
from members.operations.merging import FIELDS, merge_organisations
from records.derived import count_wrong
from records.errors import RuleBroken
from records.version import StaleSave
from tests.at_once import all_at_once
from tests.factories import (
    ClusterProvinceFactory,
    OrganisationFactory,
    PersonFactory,
    UserFactory,
)
from tests.members.imports.conftest import TODAY, Import
from tests.members.imports.files import CLUSTERS, HEADER, listed, member, members, number, put_clusters, text
from tests.snapshot import put_reference

MODELS: tuple[type[Any], ...] = (Organisation, Contact, Consent, Membership, EnterpriseFigures)


def snapshot() -> dict[type[Model], int]:
    return {model: model.objects.count() + model.history.count() for model in MODELS}


def test_a_member_comes_in_with_everything_the_list_says(imported: Import) -> None:
    imported(member(1))
    organisation = Organisation.objects.get()
    assert organisation.code == "O000001"
    assert (organisation.kind, organisation.state) == ("enterprise", "public")
    assert (organisation.province and organisation.province.name, organisation.sector and organisation.sector.code) == (
        "เชียงใหม่",
        "food",
    )
    assert set(organisation.contacts.values_list("kind", "value", "note")) == {
        ("mobile", "+66812340001", "นางสาวทดสอบ ระบบดี1 (ผู้จัดการ)"),
        ("email", "sme1@factory.example", "นางสาวทดสอบ ระบบดี1 (ผู้จัดการ)"),
    }
    assert set(organisation.consents.values_list("item", "given_on")) == {
        (item, date(2023, 1, 12)) for item in ("name", "mobile", "email")
    }
    membership = organisation.memberships.get()
    assert (membership.cluster.name, membership.from_year, membership.to_year) == ("คลัสเตอร์อาหารล้านนา", 2565, None)
    figures = organisation.yearly_figures.get()
    assert (figures.fiscal_year, figures.employees, figures.revenue_thb) == (2566, 11, None)


def test_every_write_is_in_the_history_with_its_author_and_its_list(imported: Import) -> None:
    officer = UserFactory.create()
    imported(*members(3), by=officer)
    for model in MODELS:
        assert model.history.count() == model.objects.count() > 0
        for entry in model.history.all():
            assert entry.history_user == officer
            assert entry.history_change_reason.startswith("นำเข้ารายชื่อปีงบประมาณ 2566 ")
            assert entry.history_change_reason.endswith("รายชื่อ.csv")
    assert count_wrong(Organisation) == 0


def test_a_second_import_of_the_same_file_changes_nothing(imported: Import) -> None:
    rows = [*members(5), member(6, number=None, name="ร้านสมศรี"), member(7, number=None, phone=None, email=None)]
    imported(*rows)
    before = snapshot()
    plan = imported(*rows).plan
    assert [row.action for row in plan.rows] == [Action.UNCHANGED] * 7
    assert snapshot() == before


def test_a_preview_and_a_list_that_isn_t_clean_write_nothing(imported: Import, clusters: list[Cluster]) -> None:
    before = snapshot()
    reading = interpret(read_text(text(listed()).encode()), today=TODAY)
    assert preview(reading, Options(), today=TODAY).plan.count(Action.CREATED) == 5
    done = imported(member(1), member(2, phone="1"), only_if_clean=True)
    assert not done.written
    assert snapshot() == before


def test_clean_rows_go_in_and_the_others_wait(imported: Import) -> None:
    done = imported(member(1), member(2, phone="1"))
    assert (done.written, done.plan.ok, done.plan.flagged) == (True, 1, 1)
    assert Organisation.objects.get().juristic_number == member(1)[2]


def test_a_change_keeps_the_version_and_the_derived_columns(imported: Import) -> None:
    imported(member(1), year=2566)
    plan = imported(member(1, province="ลำปาง", products="แคบหมู"), year=2567).plan
    assert [(change.label, change.old, change.new) for change in plan.rows[0].changes] == [
        ("จังหวัด", "เชียงใหม่", "ลำปาง"),
        ("ผลิตภัณฑ์หลัก", "น้ำพริกหนุ่ม", "แคบหมู"),
        ("จำนวนพนักงาน (คน) 2567", "", "11"),
    ]
    organisation = Organisation.objects.get()
    assert (organisation.version, organisation.history.latest().history_type) == (2, "~")
    assert organisation.history.latest().main_products == "แคบหมู"


def test_when_any_statement_fails_nothing_is_written(imported: Import) -> None:
    rows = members(4)
    before = snapshot()
    failing_at, statements = 0, 1
    while failing_at < statements:
        statements = _import_failing_at(imported, rows, failing_at)
        if failing_at < statements:
            assert snapshot() == before
        failing_at += 1
    assert failing_at > 10
    assert Organisation.objects.count() == 4


def _import_failing_at(imported: Import, rows: list[Any], failing: int) -> int:
    """Let the statement of number ``failing`` fail; return how many there are, at least, or exactly if none did."""
    sent = 0

    def fail(execute: Any, *statement: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent == failing + 1:
            raise DatabaseError
        return execute(*statement)

    with connection.execute_wrapper(fail):
        try:
            imported(*rows)
        except DatabaseError:
            return failing + 2
    return sent


def test_a_row_that_somebody_saved_meanwhile_is_not_overwritten(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(member(1))
    planned = make_plan

    def plan_and_be_overtaken(*args: Any, **kwargs: Any) -> Any:
        plan = planned(*args, **kwargs)
        organisation = Organisation.objects.get()
        organisation.trade_name += "ก"
        organisation.save()
        return plan

    monkeypatch.setattr(lists, "make_plan", plan_and_be_overtaken)
    with pytest.raises(StaleSave):
        imported(member(1, products="แคบหมู"), year=2567)
    assert Organisation.objects.get().main_products == "น้ำพริกหนุ่ม"


def hanging_on_merged() -> int:
    """Count what hangs on organisations that are part of others."""
    kinds = (Membership, Contact, Consent, EnterpriseFigures)
    return sum(model.objects.filter(organisation__merged_into__isnull=False).count() for model in kinds)


def test_a_plan_that_a_merge_has_overtaken_is_refused_and_planned_again_hangs_on_the_kept_one(
    imported: Import,
) -> None:
    imported(member(1))
    old, kept = Organisation.objects.get(), OrganisationFactory.create()
    row = member(1, cluster=CLUSTERS[1], employees="")
    reading = interpret(read_text(text([list(HEADER), row]).encode()), today=TODAY)
    plan = make_plan(reading, Options(year=2566), today=TODAY)
    assert list(filter(None, plan.created.values()))
    merge_organisations(kept, old, choices=dict.fromkeys(FIELDS, "drop"), by=None)
    with pytest.raises(StaleSave), transaction.atomic():
        lists.write_plan(plan, by=None, reason="รายชื่อ")
    assert imported(row).written
    assert hanging_on_merged() == 0
    assert Membership.objects.filter(organisation=kept).count() == 2


@pytest.mark.django_db(transaction=True)
def test_lists_and_merges_at_the_same_moment_leave_nothing_on_a_merged_organisation() -> None:
    put_reference()
    put_clusters()

    def bring_in(row: list[Any]) -> bool:
        reading = interpret(read_text(text([list(HEADER), row]).encode()), today=TODAY)
        return import_members(reading, Options(year=2567), by=None, today=TODAY).written

    def merge(pair: tuple[Organisation, Organisation]) -> bool:
        return bool(merge_organisations(*pair, choices=dict.fromkeys(FIELDS, "drop"), by=None).pk)

    for n in range(1, 4):
        bring_in(member(n))
        old, kept = Organisation.objects.get(juristic_number=number(n)), OrganisationFactory.create()
        work: list[Any] = [partial(bring_in, member(n, cluster=cluster)) for cluster in CLUSTERS[1:3]]
        assert all_at_once(lambda do: do(), [*work, partial(merge, (kept, old))]) == [True] * 3
        assert Membership.objects.filter(organisation=kept).count() == 3
    assert hanging_on_merged() == 0


def test_the_number_of_statements_grows_by_batches_and_not_by_rows(imported: Import) -> None:
    counts = []
    for rows in (members(1), members(20, 30)):
        sent: list[str] = []
        with connection.execute_wrapper(
            lambda execute, sql, *rest, sent=sent: (sent.append(sql), execute(sql, *rest))[1]
        ):
            imported(*rows)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_an_import_names_its_author_only_by_argument(clusters: list[Cluster]) -> None:
    reading = interpret(read_text(text(listed(1)).encode()), today=TODAY)
    done = import_members(reading, Options(file_name="ก" * 300), by=None, today=TODAY)
    assert done.written
    assert len(Organisation.history.get().history_change_reason) <= 100
    assert Organisation.history.get().history_user is None


def test_a_list_that_writes_into_clusters_of_another_centre_is_refused_whole(
    imported: Import, clusters: list[Cluster]
) -> None:
    before = snapshot()
    theirs, ours = (PromotionCentre.objects.get(number=number) for number in (1, 11))
    for cluster in clusters:
        ClusterProvinceFactory.create(cluster=cluster, province=theirs.seat)
    with pytest.raises(RuleBroken, match=theirs.name):
        imported(*members(2), by=UserFactory.create(role="editor", centre=ours))
    assert snapshot() == before
    imported(*members(2), by=UserFactory.create(role="editor", centre=theirs))
    assert Membership.objects.count() == 2


@pytest.mark.parametrize("role", ["sme", "coordinator"])
def test_who_is_not_of_the_staff_brings_in_no_list(imported: Import, role: str) -> None:
    with pytest.raises(RuleBroken):
        imported(member(1), by=UserFactory.create(role=role, person=PersonFactory.create()))
    assert not Organisation.objects.exists()
