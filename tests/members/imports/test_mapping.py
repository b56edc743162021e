"""What a column holds follows from its name, unless a person has said otherwise; the centre's next file knows it."""

from clusters.models import Cluster, PromotionCentre
from members.imports.mapping import apply_mapping, columns_of, header_key, remembered
from members.imports.operations.batches import ask_again, confirm
from members.imports.tables import Sheet
from members.imports.texts import read_text
from members.models import ImportBatch, Organisation
from tests.factories import SuperuserFactory
from tests.members.imports.batches import checked, sent, worked
from tests.members.imports.files import text

MEMBERS = ImportBatch.Kind.MEMBERS
HEADER = ["กิจการ", "สิ่งที่ทำ", "จังหวัด"]


def sheets(*header: str) -> list[Sheet]:
    return read_text(text([list(header), ["ร้านก", "ผ้าไหม", "เชียงใหม่"]]).encode())


def fields(read: list[Sheet]) -> dict[str, str]:
    return {column.name: column.field for column in columns_of(read, MEMBERS)}


def test_each_column_is_shown_with_what_it_holds() -> None:
    assert fields(sheets(*HEADER)) == {"กิจการ": "name", "สิ่งที่ทำ": "", "จังหวัด": "province"}


def test_a_person_s_word_comes_before_the_name() -> None:
    read = sheets(*HEADER)
    apply_mapping(read, {"สิ่งที่ทำ": "products", "จังหวัด": ""}, MEMBERS)
    assert fields(read) == {"กิจการ": "name", "ผลิตภัณฑ์หลัก": "products", "(ไม่นำเข้า)": ""}


def test_where_no_name_is_known_a_mapping_makes_the_header() -> None:
    read = sheets("ก", "ข", "ค", "ง")
    assert fields(read) == {"ก": "", "ข": "", "ค": "", "ง": ""}
    apply_mapping(read, {"ก": "name", "ข": "province", "จ": "phone"}, MEMBERS)
    assert fields(read) == {"ชื่อสถานประกอบการ": "name", "จังหวัด": "province", "ค": "", "ง": ""}
    read[0].hidden = True
    assert columns_of(read, MEMBERS) == []
    assert columns_of([Sheet("ว่าง")], MEMBERS) == []


def test_without_a_mapping_nothing_is_touched() -> None:
    read = sheets(*HEADER)
    apply_mapping(read, {}, MEMBERS)
    assert read == sheets(*HEADER)


def test_a_name_is_known_whatever_its_spaces_and_capitals() -> None:
    assert header_key("  Main   PRODUCT ") == "main product"


def test_a_batch_is_read_as_its_columns_were_mapped_and_the_next_of_the_centre_too(clusters: list[Cluster]) -> None:
    header, row = ["กิจการ", "สิ่งที่ทำ", "คลัสเตอร์"], ["ร้านก", "ผ้าไหม", clusters[0].name]
    centre = PromotionCentre.objects.get(number=0)
    officer = SuperuserFactory.create(centre=centre)
    batch = checked(row, header=header, by=officer)
    assert [(name, field) for _sheet, _index, name, field in batch.columns][1] == ("สิ่งที่ทำ", "")
    said = {"สิ่งที่ทำ": "products"}
    batch = worked(ask_again(batch, cluster=None, fiscal_year=2566, mapping=said, by=officer))
    assert batch.columns[1][3] == "products"
    assert remembered(batch) == {}  # it isn't brought in yet
    worked(confirm(batch, only_clean=False, by=officer))
    assert Organisation.objects.get().main_products == "ผ้าไหม"
    assert sent(row, header=header, by=SuperuserFactory.create(centre=centre)).mapping == said
    assert sent(row, header=header, by=SuperuserFactory.create()).mapping == {}
