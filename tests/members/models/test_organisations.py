"""Organisations: one identity each, a code that is given once, and doubles that are noticed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from members.models import Contact, Organisation, code_of
from records.derived import count_wrong
from records.errors import RuleBroken
from records.guard import bulk_writes
from records.numbering import next_numbers
from tests.at_once import all_at_once
from tests.factories import (
    ConsentFactory,
    ContactFactory,
    MembershipFactory,
    OrganisationFactory,
    ProvinceFactory,
    SoleTraderFactory,
    SupportFactory,
)

PEOPLE = 20
NUMBER = "0105542067556"


@pytest.mark.django_db
def test_codes_follow_one_another_and_a_deleted_one_is_not_given_again() -> None:
    first, second = OrganisationFactory.create_batch(2)
    second.delete()
    assert (first.code, OrganisationFactory.create().code) == ("O000001", "O000003")


@pytest.mark.django_db
def test_a_code_stays_when_its_organisation_is_saved_again() -> None:
    organisation = OrganisationFactory.create()
    organisation.name = "ชื่อใหม่"
    organisation.save()
    organisation.refresh_from_db()
    assert (organisation.code, organisation.version) == ("O000001", 2)


@pytest.mark.django_db
def test_codes_beyond_999999_have_seven_digits() -> None:
    OrganisationFactory.create(number=999_999, code="O999999")
    assert OrganisationFactory.create().code == "O1000000"


@pytest.mark.django_db
def test_numbers_for_many_rows_begin_behind_the_highest_ever() -> None:
    OrganisationFactory.create().delete()
    assert [code_of(number) for number in next_numbers(Organisation, 2)] == ["O000002", "O000003"]


@pytest.mark.django_db(transaction=True)
def test_organisations_made_at_the_same_moment_get_different_codes() -> None:
    made = all_at_once(lambda n: OrganisationFactory.create(name=f"กลุ่ม {n}"), range(PEOPLE))
    assert sorted(row.code for row in made) == [f"O{number:06d}" for number in range(1, PEOPLE + 1)]


@pytest.mark.django_db
def test_a_persons_national_number_is_refused_by_the_form() -> None:
    with pytest.raises(ValidationError, match="เลขประจำตัวประชาชน"):
        OrganisationFactory.build(juristic_number="1101700203451", number=1, code="O000001").full_clean()


@pytest.mark.parametrize("kind", [kind for kind in Organisation.Kind if kind not in Organisation.PUBLIC_KINDS])
def test_without_a_number_a_kind_that_one_person_can_be_counts_as_a_person(kind: str) -> None:
    assert OrganisationFactory.build(kind=kind).is_person
    assert not OrganisationFactory.build(kind=kind, juristic_number=NUMBER).is_person


@pytest.mark.parametrize("kind", Organisation.PUBLIC_KINDS)
def test_a_kind_that_no_single_person_can_be_needs_no_number(kind: str) -> None:
    assert not OrganisationFactory.build(kind=kind).is_person


def test_whoever_is_one_person_is_never_of_a_public_kind() -> None:
    one_person = {Organisation.Kind.SOLE_TRADER, Organisation.Kind.UNKNOWN, Organisation.Kind.BUSINESS_SERVICE}
    assert one_person.isdisjoint(Organisation.PUBLIC_KINDS)


def test_a_name_follows_the_language_of_the_page() -> None:
    organisation = OrganisationFactory.build(name="ไหมไทย", name_en="Thai Silk")
    assert str(organisation) == "ไหมไทย"
    with override("en"):
        assert str(organisation) == "Thai Silk"


@pytest.mark.django_db
def test_the_public_sees_neither_drafts_nor_merged_rows() -> None:
    shown = OrganisationFactory.create()
    OrganisationFactory.create(state=Organisation.State.DRAFT)
    OrganisationFactory.create(state=Organisation.State.MERGED, merged_into=shown)
    assert list(Organisation.objects.public()) == [shown]


@pytest.mark.django_db
def test_a_member_is_who_belongs_and_a_partner_who_supports_and_one_can_be_both() -> None:
    both = OrganisationFactory.create()
    member = MembershipFactory.create().organisation
    partner = SupportFactory.create().organisation
    MembershipFactory.create(organisation=both)
    MembershipFactory.create(organisation=both)
    SupportFactory.create(organisation=both)
    assert sorted(Organisation.objects.members(), key=lambda row: row.pk) == [both, member]
    assert sorted(Organisation.objects.partners(), key=lambda row: row.pk) == [both, partner]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["ไหมไทย", "ไทยท", "thai s", "ร้านบัว", "O000001", "o0000", "ไห"])
def test_an_officer_finds_an_organisation_by_any_name_or_its_code(query: str) -> None:
    row = OrganisationFactory.create(name="ไหมไทยทอง", name_en="Thai Silk", trade_name="ร้านบัว")
    assert list(Organisation.objects.matching(query)) == [row]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["สมหญิง", "ญิง ใจ", "Somying", "so"])
def test_the_public_search_does_not_find_a_person_by_a_hidden_name(query: str) -> None:
    row = SoleTraderFactory.create(name="สมหญิง ใจงาม", name_en="Somying Jaingam", trade_name="ร้านบัวหลวง")
    assert not Organisation.objects.matching_in_public(query).exists()
    assert list(Organisation.objects.matching_in_public("บัวหลวง")) == [row]
    consent = ConsentFactory.create(person=None, organisation=row)
    assert list(Organisation.objects.matching_in_public(query)) == [row]
    consent.withdrawn_on = consent.given_on
    consent.save()
    assert not Organisation.objects.matching_in_public(query).exists()


@pytest.mark.django_db
def test_the_public_search_finds_an_organisation_that_is_no_person_by_its_name() -> None:
    row = OrganisationFactory.create(name="สหกรณ์ไหมไทย")
    assert list(Organisation.objects.matching_in_public("ไหมไทย")) == [row]


@pytest.mark.django_db
def test_a_hidden_name_tells_nothing_by_its_place_in_a_public_list() -> None:
    SoleTraderFactory.create(name="ก้อง", trade_name="ฮาร์ดแวร์")
    OrganisationFactory.create(name="มะลิ")
    shown = Organisation.objects.public().order_by("public_sort_key", "pk")
    assert [row.public_label for row in shown] == ["มะลิ", "ฮาร์ดแวร์"]


@pytest.mark.django_db
def test_saving_fills_every_derived_column() -> None:
    OrganisationFactory.create()
    SoleTraderFactory.create()
    assert count_wrong(Organisation) == 0


@pytest.mark.django_db
def test_derived_columns_leave_no_trace_in_the_history() -> None:
    names = {field.name for field in Organisation.history.model._meta.get_fields()}
    assert names.isdisjoint({"search_key", "sort_key", "identity_key", "public_key", "public_sort_key"})


@pytest.mark.django_db
def test_a_row_is_not_merged_into_one_that_is_merged_itself() -> None:
    living = OrganisationFactory.create()
    merged = OrganisationFactory.create(state=Organisation.State.MERGED, merged_into=living)
    row = OrganisationFactory.create()
    row.state, row.merged_into = Organisation.State.MERGED, merged
    with pytest.raises(RuleBroken, match="รวมเข้ากับรายการอื่นแล้ว"):
        row.save()
    with pytest.raises(ValidationError, match="รวมเข้ากับรายการอื่นแล้ว"):
        row.full_clean()


@pytest.mark.django_db
def test_a_row_that_others_are_merged_into_is_not_merged_before_them() -> None:
    living, other = OrganisationFactory.create_batch(2)
    OrganisationFactory.create(state=Organisation.State.MERGED, merged_into=living)
    living.state, living.merged_into = Organisation.State.MERGED, other
    with pytest.raises(RuleBroken, match="มีรายการอื่นรวมเข้ากับรายการนี้อยู่"):
        living.save()


@pytest.mark.django_db
def test_a_double_is_noticed_by_its_number_whatever_its_name() -> None:
    row = OrganisationFactory.create(juristic_number=NUMBER)
    assert list(Organisation.objects.possible_duplicates(name="อื่น", number=NUMBER)) == [row]


@pytest.mark.django_db
def test_a_double_is_noticed_by_its_name_in_the_province_or_where_none_is_known() -> None:
    here, there = ProvinceFactory.create_batch(2)
    same = OrganisationFactory.create(name="บริษัท ไหมไทย จำกัด", province=here)
    unplaced = OrganisationFactory.create(name="บจก.ไหมไทย", province=None)
    elsewhere = OrganisationFactory.create(name="ไหมไทย", province=there)
    found = Organisation.objects.possible_duplicates(name="ไหมไทย จก.", province=here)
    assert set(found) == {same, unplaced}
    assert set(Organisation.objects.possible_duplicates(name="ไหมไทย")) == {same, unplaced, elsewhere}


@pytest.mark.django_db
def test_a_double_is_noticed_by_a_telephone_of_an_organisation() -> None:
    row = OrganisationFactory.create()
    ContactFactory.create(person=None, organisation=row, kind=Contact.Kind.PHONE, value="02-202-4414")
    ContactFactory.create(kind=Contact.Kind.PHONE, value="02-202-4414")
    assert list(Organisation.objects.possible_duplicates(name="อื่น", phone="+6622024414")) == [row]


@pytest.mark.django_db
def test_neither_the_row_itself_nor_a_merged_one_is_its_double() -> None:
    row = OrganisationFactory.create(name="ไหมไทย")
    OrganisationFactory.create(name="ไหมไทย", state=Organisation.State.MERGED, merged_into=row)
    assert not Organisation.objects.possible_duplicates(name="ไหมไทย", apart_from=row).exists()
    assert list(Organisation.objects.possible_duplicates(name="ไหมไทย")) == [row]


@pytest.mark.django_db
def test_nothing_to_compare_finds_nothing_and_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert list(Organisation.objects.possible_duplicates(name=" .")) == []


@pytest.mark.django_db
@pytest.mark.postgresql
def test_looking_for_doubles_reads_no_whole_table() -> None:
    rows = [Organisation(number=n, code=code_of(n), name=f"กลุ่ม {n}", identity_key=f"{n}") for n in range(1, 3000)]
    with bulk_writes():
        rows = Organisation.objects.bulk_create(rows)
        Contact.objects.bulk_create(Contact(organisation=row, kind="phone", value=f"+662{row.pk:07}") for row in rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE members_organisation, members_contact")
    looked_for = Organisation.objects.possible_duplicates(name="ไหมไทย", number=NUMBER, phone="+6622024414")
    plan = looked_for.explain()
    assert "Seq Scan" not in plan
    for index in ("juristic_number_once_when_there_is_one", "organisation_identity", "contact_by_value"):
        assert index in plan


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "  "])
def test_a_blank_query_in_public_keeps_every_row(query: str) -> None:
    OrganisationFactory.create()
    SoleTraderFactory.create()
    assert Organisation.objects.matching_in_public(query).count() == 2
