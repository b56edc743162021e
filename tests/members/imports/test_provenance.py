"""How old a value is."""

from members.imports.provenance import Provenance, reason_of
from members.models import Organisation
from records.history import written_by
from tests.factories import OrganisationFactory
from tests.members.imports.conftest import Import
from tests.members.imports.files import member


def test_the_history_tells_the_year_the_content_and_the_file_of_a_list() -> None:
    assert reason_of(2566, "ก.xlsx", "01234567") == "นำเข้ารายชื่อปีงบประมาณ 2566 01234567 ก.xlsx"
    assert len(reason_of(None, "ก" * 300, "0123456789")) == 100


def test_a_list_replaces_what_an_older_list_or_itself_brought(db: None) -> None:
    with written_by(None, reason=reason_of(2566, "a", "b")):
        row = OrganisationFactory.create()
    provenance = Provenance(Organisation, [row])
    assert [provenance.is_older_than(year, row, "name") for year in (2565, 2566, 2567, None)] == [
        False,
        True,
        True,
        False,
    ]


def test_what_a_person_wrote_is_newer_than_any_list_of_that_year(db: None) -> None:
    row = OrganisationFactory.create()
    row.refresh_from_db()
    provenance = Provenance(Organisation, [row])
    assert not provenance.is_older_than(2566, row, "name")
    assert provenance.is_older_than(2700, row, "name")


def test_each_field_has_its_own_age(db: None) -> None:
    with written_by(None, reason=reason_of(2566, "a", "b")):
        row = OrganisationFactory.create(main_products="ก")
    row.main_products = "ข"
    row.save()
    provenance = Provenance(Organisation, [row])
    assert provenance.is_older_than(2567, row, "name")
    assert not provenance.is_older_than(2567, row, "main_products")


def test_an_older_list_fills_blanks_and_replaces_nothing(imported: Import) -> None:
    imported(member(1, products=None), year=2567)
    plan = imported(member(1, province="ลำปาง", products="แคบหมู", phone="053-276951"), year=2566).plan
    assert [(change.label, change.new) for change in plan.rows[0].changes] == [
        ("ผลิตภัณฑ์หลัก", "แคบหมู"),
        ("จำนวนพนักงาน (คน) 2566", "11"),
    ]
    assert str(Organisation.objects.get().province) == "เชียงใหม่"
