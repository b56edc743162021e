"""Every kind of lists has its columns, its template and its reader; a package above may bring its own."""

import pytest

from members.imports.columns import Field
from members.imports.list_kinds import column_of, guess_kind, header_of, labels_of, other_models, read_list, registered
from members.imports.tables import Sheet
from members.imports.texts import read_text
from members.imports.written_files import template_csv, template_header
from members.models import ImportBatch
from tests.factories import IndicatorFactory
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import text

Kind = ImportBatch.Kind


@pytest.fixture(autouse=True)
def an_indicator(db: None) -> None:
    """Columns of results are those that headquarters keep."""
    IndicatorFactory.create()


def template(kind: str) -> list[Sheet]:
    return read_text((template_csv(kind) + ",".join("ก" * len(template_header(kind)))).encode())


@pytest.mark.parametrize("kind", Kind.values)
def test_a_template_is_known_by_its_own_columns(kind: str) -> None:
    assert guess_kind(template(kind)) == kind


@pytest.mark.parametrize("kind", Kind.values)
def test_each_column_of_a_template_is_taken_for_what_it_is_called(kind: str) -> None:
    header = header_of(template(kind)[0], kind)
    assert header is not None
    held = [column_of(header, index, kind) for index in sorted(header.names)]
    assert "" not in held
    assert set(held) <= set(labels_of(kind))


def test_kinds_above_say_what_they_write() -> None:
    assert registered(Kind.MEMBERS) is None
    assert [model.__name__ for model in other_models()] == ["Round", "Participation", "Measurement"]


def test_a_column_of_another_kind_is_none_of_members() -> None:
    sheet = read_text(text([["ชื่อสถานประกอบการ", "จังหวัด", "บริการ"], ["ก", "ลำพูน", "ฝึกอบรม"]]).encode())[0]
    header = header_of(sheet, "")
    assert header is not None
    assert [column_of(header, at, Kind.MEMBERS) for at in range(3)] == [Field.NAME, Field.PROVINCE, ""]
    assert column_of(header, 2, Kind.PARTNERS) == "service"
    reading, extras = read_list(Kind.PARTNERS, [sheet], today=TODAY)
    assert (len(reading.rows), len(extras)) == (1, 1)
