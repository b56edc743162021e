"""A cluster's members, taken away and sent in as they are, change nothing in any world."""

import os
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from clusters.models import Cluster, Province, Sector
from members.imports.interpret import interpret
from members.imports.member_lists import member_list
from members.imports.operations import preview
from members.imports.plan import Action, Options
from members.imports.workbooks import read_workbook
from members.imports.written_files import template_xlsx
from members.models import Contact, Organisation
from tests.factories import (
    ClusterFactory,
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    MembershipFactory,
    OrganisationFactory,
    SectorFactory,
)
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import number
from tests.snapshot import put_reference

EXAMPLES = 8 if os.environ.get("HYPOTHESIS_PROFILE", "quick") == "quick" else 500
YEAR = 2570

NAMES = some.sampled_from(
    ["บริษัท ไหมไทย จำกัด", "ร้านสมศรี", "วิสาหกิจชุมชน ก & ข", "=1+1 จำกัด", "หจก. “คำพูด”, จุลภาค", "SME Thai Co., Ltd."]
)
ORGANISATIONS = some.fixed_dictionaries(
    {
        "name": NAMES,
        "numbered": some.booleans(),
        "placed": some.booleans(),
        "sector": some.booleans(),
        "products": some.sampled_from(["", "น้ำพริก, แคบหมู", "- ผ้าไหม", "ผ้า\tไหม 100%"]),
        "phones": some.lists(some.sampled_from(["02-202-4414", "081-234-5678", "053-123-456 ต่อ 12"]), unique=True),
        "emails": some.lists(some.sampled_from(["a@factory.example", "b@factory.example"]), unique=True),
        "note": some.sampled_from(["", "นางสาวสมศรี (ผู้จัดการ)"]),
        "consents": some.sets(some.sampled_from(["name", "mobile", "phone", "email"])),
        "from_year": some.sampled_from([None, 2550, 2570]),
        "employees": some.sampled_from([None, 0, 12, 1200]),
    }
)


def put(cluster: Cluster, nth: int, told: dict[str, Any]) -> Organisation:
    made = OrganisationFactory.create(
        name=told["name"],
        juristic_number=number(nth) if told["numbered"] else "",
        province=Province.objects.all()[nth] if told["placed"] else None,
        sector=Sector.objects.all()[nth] if told["sector"] else None,
        main_products=told["products"],
    )
    MembershipFactory.create(cluster=cluster, organisation=made, from_year=told["from_year"])
    for phone in told["phones"]:
        ContactFactory.create(person=None, organisation=made, kind=Contact.Kind.PHONE, value=phone, note=told["note"])
    for email in told["emails"]:
        ContactFactory.create(person=None, organisation=made, value=email, note=told["note"])
    for item in told["consents"]:
        ConsentFactory.create(person=None, organisation=made, item=item, given_on=date(2024, 5, 1))
    EnterpriseFiguresFactory.create(organisation=made, fiscal_year=YEAR, employees=told["employees"])
    return made


@pytest.mark.django_db
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(world=some.lists(ORGANISATIONS, min_size=1, max_size=4))
def test_what_is_taken_away_and_sent_in_again_changes_nothing(world: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        if not Province.objects.exists():
            put_reference()
        cluster = ClusterFactory.create(sector=Sector.objects.all()[0])
        for nth, told in enumerate(world, start=1):
            put(cluster, nth, told)
        (sheet,) = read_workbook(template_xlsx(member_list(cluster, YEAR)))
        reading = interpret([sheet], today=TODAY)
        plan = preview(reading, Options(year=YEAR), today=TODAY).plan
        transaction.set_rollback(True)
    assert len(plan.rows) == len(world)
    assert [(row.action, row.changes) for row in plan.rows if row.action in {Action.CREATED, Action.CHANGED}] == []


@pytest.mark.django_db
def test_a_consent_is_told_only_where_it_covers_all_that_is_named() -> None:
    cluster = ClusterFactory.create(sector=SectorFactory.create(name="ไม่มีใครรู้จัก"))
    organisation = OrganisationFactory.create(sector=cluster.sector)
    MembershipFactory.create(cluster=cluster, organisation=organisation, from_year=2569)
    ContactFactory.create(person=None, organisation=organisation)
    ConsentFactory.create(person=None, organisation=organisation, given_on=date(2024, 5, 1))
    assert next(member_list(cluster, YEAR))[-2:] == ["", ""]
    ConsentFactory.create(person=None, organisation=organisation, item="email", given_on=date(2024, 5, 2))
    row = next(member_list(cluster, YEAR))
    assert row[-2:] == ["ยินยอม", "02/05/2567"]
    assert row[8] == ""  # a sector that no list could name
