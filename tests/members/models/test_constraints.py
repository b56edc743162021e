"""Each rule of a row about people, organisations and accounts: the database refuses, and a form says why."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from django.db.models import Model
from factory.django import DjangoModelFactory

from members.models import Consent, Contact, Different, EnterpriseFigures, Linkage, Merge, Organisation, User
from records.models import Record
from tests.factories import (
    ChangeProposalFactory,
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    ImportBatchFactory,
    LinkageFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PrivacyRequestFactory,
    SupportFactory,
    UserFactory,
)
from tests.refusals import Refusal, assert_each_has_its_refusal, assert_each_is_a_sentence

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def same_email_in_capitals() -> User:
    UserFactory.create(email="anong@example.go.th")
    return User(email="ANONG@EXAMPLE.GO.TH")


def changed(factory: type[DjangoModelFactory[Any]], **values: Any) -> Any:
    """Return a stored row of the factory with these values set in memory, counted as a save would."""
    row = factory.create()
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    return row


def again(factory: type[DjangoModelFactory[Any]], model: type[Model], *names: str, **values: Any) -> Any:
    """Return a new row that has these attributes in common with one of the factory."""
    row = factory.create(**values)
    others = {"given_on": date(2026, 2, 1), "wording": "ยินยอม", "source": "แบบ 2"} if model is Consent else {}
    return model(**others, **{name: getattr(row, name) for name in names})


def merged_without_another() -> Organisation:
    row: Organisation = changed(OrganisationFactory, state=Organisation.State.MERGED)
    return row


def merged_into_itself() -> Organisation:
    row: Organisation = changed(OrganisationFactory, state=Organisation.State.MERGED)
    row.merged_into = row
    return row


def of_both(factory: type[DjangoModelFactory[Any]]) -> Record:
    row: Record = changed(factory, organisation=OrganisationFactory.create())
    return row


def linked_back() -> Linkage:
    joint = LinkageFactory.create(kind=Linkage.Kind.JOINT_PURCHASE)
    return Linkage(from_organisation=joint.to_organisation, to_organisation=joint.from_organisation, kind=joint.kind)


def linked_to_itself() -> Linkage:
    row: Linkage = changed(LinkageFactory)
    row.to_organisation = row.from_organisation
    return row


def consent_to_an_office() -> Consent:
    organisation = OrganisationFactory.create()
    row: Consent = changed(ConsentFactory, person=None, organisation=organisation, item=Consent.Item.OFFICE)
    return row


NUMBER = "0105542067556"
YEARS_TOLD: Final = "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700"
ORDER_TOLD: Final = "ปีสิ้นสุดต้องไม่มาก่อนปีเริ่ม"
ONE_SUBJECT: Final = "ต้องระบุบุคคลหรือหน่วยงานอย่างใดอย่างหนึ่งเท่านั้น"
SPANS: Final = {
    "membership": MembershipFactory,
    "support": SupportFactory,
    "linkage": LinkageFactory,
    "office": OfficeFactory,
}


def merge(**values: Any) -> Merge:
    one, other = OrganisationFactory.create_batch(2)
    return Merge(**{"kept": one, "dropped": other, "merged_at": NOW, **values})


def merge_twice() -> Merge:
    first = merge()
    first.save()
    return merge(dropped=first.dropped)


def different(*, turned: bool = False) -> Different:
    first, second = OrganisationFactory.create_batch(2)
    return Different(first=second, second=first) if turned else Different(first=first, second=second)


def different_twice() -> Different:
    told = different()
    told.save()
    return Different(first=told.first, second=told.second)


def merge_with_itself() -> Merge:
    one = OrganisationFactory.create()
    return merge(kept=one, dropped=one)


REFUSALS: Final = (
    Refusal("organisation_is_not_merged_with_itself", merge_with_itself, "หน่วยงานรวมเข้ากับตัวเองไม่ได้"),
    Refusal("organisation_is_merged_once_at_a_time", merge_twice, "รายการนี้รวมเข้ากับรายการอื่นแล้ว"),
    Refusal("different_pair_is_written_in_one_order", lambda: different(turned=True), "คู่นี้ต้องเป็นคนละรายการ"),
    Refusal("different_pair_is_told_once", different_twice, "คู่นี้บันทึกไว้แล้วว่าเป็นคนละหน่วยงาน"),
    Refusal("email_once_whatever_its_case", same_email_in_capitals, "มีบัญชีที่ใช้อีเมลนี้แล้ว"),
    Refusal("account_role_is_known", lambda: changed(UserFactory, role="x"), "ไม่มีบทบาทนี้"),
    Refusal(
        "role_decides_who_is_staff",
        lambda: changed(UserFactory, role="sme", is_superuser=True),
        "ผู้ประสานงานและผู้ประกอบการเข้าระบบเจ้าหน้าที่ไม่ได้ จึงเป็นผู้ดูแลระบบสูงสุดไม่ได้",
    ),
    Refusal(
        "coordinator_is_a_known_person",
        lambda: changed(UserFactory, role="coordinator", is_staff=False),
        "ระบุบุคคลของบัญชีนี้ก่อน ระบบดูจากตำแหน่งของบุคคลนั้นว่าเป็นผู้ประสานงานของคลัสเตอร์ใด",
    ),
    Refusal(
        "juristic_number_once_when_there_is_one",
        lambda: again(OrganisationFactory, Organisation, "juristic_number", juristic_number=NUMBER),
        "มีหน่วยงานที่ใช้เลขทะเบียนนิติบุคคลนี้แล้ว",
    ),
    Refusal(
        "juristic_number_is_no_persons_number",
        lambda: changed(OrganisationFactory, juristic_number="1101700203451"),
        "เลขทะเบียนนิติบุคคลต้องขึ้นต้นด้วย 0",
    ),
    Refusal(
        "organisation_web_is_an_address_of_pages",
        lambda: changed(OrganisationFactory, web="javascript:alert(1)"),
        "เว็บไซต์ต้องขึ้นต้นด้วย https:// หรือ http://",
    ),
    Refusal(
        "merged_organisation_names_the_other",
        merged_without_another,
        "สถานะ “รวมเข้ากับรายการอื่น” ต้องระบุรายการปลายทาง และสถานะอื่นต้องไม่ระบุ",
    ),
    Refusal("organisation_is_not_merged_into_itself", merged_into_itself, "หน่วยงานรวมเข้ากับตัวเองไม่ได้"),
    Refusal("organisation_state_is_known", lambda: changed(OrganisationFactory, state="x"), "ไม่มีสถานะนี้"),
    Refusal("organisation_kind_is_known", lambda: changed(OrganisationFactory, kind="x"), "ไม่มีประเภทนี้"),
    Refusal("contact_is_of_a_person_or_an_organisation", lambda: of_both(ContactFactory), ONE_SUBJECT),
    Refusal(
        "contact_once_per_person",
        lambda: again(ContactFactory, Contact, "person", "kind", "value"),
        "บุคคลนี้มีข้อมูลติดต่อนี้แล้ว",
    ),
    Refusal(
        "contact_once_per_organisation",
        lambda: again(
            ContactFactory,
            Contact,
            "organisation",
            "kind",
            "value",
            person=None,
            organisation=OrganisationFactory.create(),
        ),
        "หน่วยงานนี้มีข้อมูลติดต่อนี้แล้ว",
    ),
    Refusal("contact_kind_is_known", lambda: changed(ContactFactory, kind="x"), "ไม่มีช่องทางนี้"),
    Refusal("consent_is_of_a_person_or_an_organisation", lambda: of_both(ConsentFactory), ONE_SUBJECT),
    Refusal(
        "one_current_consent_per_person_and_item",
        lambda: again(ConsentFactory, Consent, "person", "item"),
        "บุคคลนี้ให้ความยินยอมรายการนี้ไว้แล้วและยังไม่ได้ถอน",
    ),
    Refusal(
        "one_current_consent_per_organisation_and_item",
        lambda: again(
            ConsentFactory,
            Consent,
            "organisation",
            "item",
            person=None,
            organisation=OrganisationFactory.create(),
        ),
        "หน่วยงานนี้ให้ความยินยอมรายการนี้ไว้แล้วและยังไม่ได้ถอน",
    ),
    Refusal(
        "consent_is_withdrawn_after_it_is_given",
        lambda: changed(ConsentFactory, withdrawn_on=date(2026, 1, 14)),
        "วันที่ถอนต้องไม่มาก่อนวันที่ให้ความยินยอม",
    ),
    Refusal(
        "consent_has_its_wording_and_source",
        lambda: changed(ConsentFactory, wording=""),
        "ต้องระบุข้อความและหลักฐานของความยินยอม",
    ),
    Refusal("consent_item_is_known", lambda: changed(ConsentFactory, item="x"), "ไม่มีรายการนี้"),
    Refusal(
        "office_is_consented_by_a_person",
        consent_to_an_office,
        "ตำแหน่งในคลัสเตอร์เป็นของบุคคล ให้บันทึกความยินยอมที่บุคคล",
    ),
    *(
        Refusal(f"{name}_years_are_fiscal_years", lambda made=made: changed(made, from_year=2024), YEARS_TOLD)  # type: ignore[misc]
        for name, made in SPANS.items()
    ),
    *(
        Refusal(f"{name}_years_are_ordered", lambda made=made: changed(made, to_year=2565), ORDER_TOLD)  # type: ignore[misc]
        for name, made in SPANS.items()
    ),
    Refusal("membership_position_is_known", lambda: changed(MembershipFactory, position="x"), "ไม่มีตำแหน่งนี้"),
    Refusal(
        "reason_for_leaving_needs_a_last_year",
        lambda: changed(MembershipFactory, reason="เลิกกิจการ"),
        "ระบุปีสุดท้ายก่อน จึงจะระบุเหตุผลที่ออกได้",
    ),
    Refusal("support_service_is_known", lambda: changed(SupportFactory, service="x"), "ไม่มีบริการนี้"),
    Refusal("office_role_is_known", lambda: changed(OfficeFactory, role="x"), "ไม่มีตำแหน่งนี้"),
    Refusal("organisation_is_not_linked_to_itself", linked_to_itself, "หน่วยงานเชื่อมโยงกับตัวเองไม่ได้"),
    Refusal(
        "linkage_once_per_pair_and_kind",
        lambda: again(LinkageFactory, Linkage, "from_organisation", "to_organisation", "kind"),
        "มีความเชื่อมโยงนี้อยู่แล้ว",
    ),
    Refusal(
        "joint_linkage_once_in_either_direction",
        linked_back,
        "มีความเชื่อมโยงนี้ของสองหน่วยงานนี้อยู่แล้วในทิศทางกลับกัน",
    ),
    Refusal("linkage_kind_is_known", lambda: changed(LinkageFactory, kind="x"), "ไม่มีประเภทนี้"),
    Refusal("figures_year_is_a_fiscal_year", lambda: changed(EnterpriseFiguresFactory, fiscal_year=2024), YEARS_TOLD),
    Refusal(
        "figures_once_per_organisation_and_year",
        lambda: again(EnterpriseFiguresFactory, EnterpriseFigures, "organisation", "fiscal_year"),
        "หน่วยงานนี้มีข้อมูลของปีงบประมาณนี้แล้ว",
    ),
    Refusal(
        "revenue_is_not_negative",
        lambda: changed(EnterpriseFiguresFactory, revenue_thb=Decimal(-1)),
        "รายได้ต้องไม่ติดลบ",
    ),
    Refusal("figures_activity_is_known", lambda: changed(EnterpriseFiguresFactory, activity="x"), "ไม่มีกิจการประเภทนี้"),
    Refusal(
        "size_class_comes_with_its_rule",
        lambda: changed(EnterpriseFiguresFactory, size_rule=""),
        "ขนาดกิจการต้องมีเกณฑ์กำกับ",
    ),
    Refusal(
        "import_year_is_a_fiscal_year",
        lambda: changed(ImportBatchFactory, fiscal_year=2399),
        "ปีต้องอยู่ระหว่าง พ.ศ. 2400 ถึง 2700",
    ),
    Refusal("import_kind_is_known", lambda: changed(ImportBatchFactory, kind="x"), "ไม่มีรายชื่อชนิดนี้"),
    Refusal(
        "import_state_tells_whether_it_was_written",
        lambda: changed(ImportBatchFactory, state="done"),
        "สถานะของการนำเข้าไม่ตรงกับวันที่นำเข้า",
    ),
    Refusal(
        "answered_request_has_its_answer_and_day",
        lambda: changed(PrivacyRequestFactory, state="done"),
        "คำขอที่ตอบแล้วต้องมีคำตอบและวันที่ตอบ",
    ),
    Refusal(
        "request_is_about_one_at_most",
        lambda: changed(
            PrivacyRequestFactory, person=PersonFactory.create(), organisation=OrganisationFactory.create()
        ),
        "คำขอหนึ่งเรื่องเกี่ยวกับบุคคลหรือหน่วยงานอย่างใดอย่างหนึ่ง",
    ),
    Refusal(
        "change_proposal_is_decided_by_another",
        lambda: changed(ChangeProposalFactory, state="ended"),
        "ผู้เสนอรับข้อเสนอของตนเองไม่ได้",
    ),
    Refusal("change_proposal_has_its_reasons", lambda: changed(ChangeProposalFactory, reason=""), "กรุณาระบุเหตุผล"),
    Refusal("request_kind_is_known", lambda: changed(PrivacyRequestFactory, kind="x"), "ไม่มีเรื่องนี้"),
    Refusal(
        "request_state_is_known",
        lambda: changed(PrivacyRequestFactory, state="x", answer="ก", closed_on=date(2026, 11, 20)),
        "ไม่มีสถานะนี้",
    ),
)


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_the_database_refuses_what_breaks_the_rule(refusal: Refusal) -> None:
    refusal.by_the_database()


@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_a_form_says_in_thai_which_rule_is_broken(refusal: Refusal) -> None:
    refusal.by_a_form()


def test_each_constraint_is_tried() -> None:
    assert_each_has_its_refusal("members", REFUSALS)


def test_the_name_of_each_constraint_is_a_sentence_and_its_message_thai() -> None:
    assert_each_is_a_sentence("members")
