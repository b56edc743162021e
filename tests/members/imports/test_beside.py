"""Two tables side by side are two tables: nobody of the second is lost."""

from members.imports.beside import tables_beside
from members.imports.interpret import interpret
from members.imports.tables import Sheet
from members.imports.texts import read_text
from members.imports.workbooks import read_workbook
from tests.members.imports.conftest import TODAY
from tests.members.imports.files import CLUSTERS, Cells, number, text, xlsx

HEADER = ["ลำดับ", "ชื่อสถานประกอบการ", "เลขทะเบียนนิติบุคคล", "จังหวัด"]


def row(n: int) -> Cells:
    return [n, f"บริษัท ทดสอบ {n} จำกัด", number(n), "ลำพูน"]


def beside(*rows: Cells) -> list[Sheet]:
    (sheet,) = read_workbook(xlsx(rows))
    return tables_beside(sheet)


def test_members_of_every_table_are_read_and_nothing_is_counted_twice() -> None:
    rows: list[Cells] = [
        ["รายชื่อ ปีงบประมาณ 2566"],
        [CLUSTERS[0], *[None] * 4, CLUSTERS[1]],
        [*HEADER, None, *HEADER],
        *([*row(n), None, *row(n + 10)] for n in (1, 2)),
        [*row(3)],
        ["รวม 5 ราย"],
    ]
    reading = interpret(beside(*rows), today=TODAY)
    assert [(each.sheet, each.number, each.member.number) for each in reading.rows] == [
        *(("รายชื่อสมาชิก", n + 3, number(n)) for n in (1, 2, 3)),
        *(("รายชื่อสมาชิก (คอลัมน์ F)", n + 3, number(n + 10)) for n in (1, 2)),
    ]
    assert [CLUSTERS[1] in each.cluster_hints for each in reading.rows] == [False] * 3 + [True] * 2
    assert (reading.skipped, reading.title_year) == (3, 2566)


def test_a_line_of_text_is_as_wide_as_its_own_table() -> None:
    data = text([[*HEADER, *HEADER], *([*row(n), *row(n + 10)] for n in (1, 2))])
    (sheet,) = read_text(data.encode())
    reading = interpret(tables_beside(sheet), today=TODAY)
    assert all(each.is_clean for each in reading.rows)
    assert len(reading.rows) == 4


def test_one_table_stays_whole() -> None:
    every: list[list[Cells]] = [
        [HEADER, row(1)],
        [["ผู้ประกอบการ", None, "ผู้ติดต่อ"], ["ชื่อ", "โทรศัพท์", "ชื่อ", "โทรศัพท์"]],
        [["พนักงาน", None, None, None], ["ชาย", "หญิง", "ชาย", "หญิง"]],
        [["ก"]] * 21 + [[*HEADER, *HEADER]],
    ]
    for rows in every:
        (sheet,) = read_workbook(xlsx(rows))
        assert tables_beside(sheet) == [sheet]
