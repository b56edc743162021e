"""What a list says: who is a member, with which values, and which rows a person must look at first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from members.imports import days, values
from members.imports.columns import LABELS, Field
from members.imports.gate import refusal
from members.imports.headers import Header, find_header, header_again, only_counts, whole_name
from members.imports.headings import Headings
from members.imports.kinds import RowKind, kind_of, section_name
from members.imports.places import province_named, province_of_heading, sector_named
from members.imports.rows import Member, Problem, Reading, ReadRow
from members.imports.tables import MAX_ROWS, TEXT, Cell, Row, Sheet, letters_of
from members.imports.titles import year_in_titles, year_named
from members.imports.values import ValueProblem


def interpret(
    sheets: Iterable[Sheet],
    *,
    today: date,
    find: Callable[[Sheet], Header | None] = find_header,
    readers: "Mapping[Field, Reader] | None" = None,
) -> Reading:
    """Read every visible sheet that holds a table. Raises FileRefused where there is none.

    Lists of another kind ``find`` their headers and read some of their values in their own way.
    """
    reading = Reading()
    tables: list[tuple[Sheet, Header]] = []
    for sheet in sheets:
        header = None if sheet.hidden else find(sheet)
        if header is not None:
            tables.append((sheet, header))
        elif sheet.hidden:
            reading.remarks.append(Problem(sheet.name, None, "", _("แผ่นงานนี้ซ่อนอยู่ จึงไม่ได้อ่าน")))
    if not tables:
        raise refusal("no_table")
    how = {**_READERS, **(readers or {})}
    lists = [table for table in tables if not only_counts(*table)] or tables
    interpreters = [_SheetInterpreter(sheet, header, reading, today, how) for sheet, header in lists]
    _refuse_too_many(interpreters)
    years = {each.title_year for each in interpreters if each.title_year}
    reading.title_year = min(years) if len(years) == 1 else None
    for interpreter in interpreters:
        # Where each sheet has a year of its own, it's that of its rows; else the officer says which it is.
        interpreter.above.year = interpreter.title_year if len(years) > 1 else None
        interpreter.run()
    if not reading.rows:
        raise refusal("no_rows")
    return reading


def _refuse_too_many(interpreters: "Sequence[_SheetInterpreter]") -> None:
    """Count before any value is read: that is what takes long."""
    if sum(row.number > each.begin for each in interpreters for row in each.sheet.rows) <= MAX_ROWS:
        return
    if sum(sum(1 for _row in copy(each).members()) for each in interpreters) > MAX_ROWS:
        raise refusal("too_many_rows")


_LONGEST: Final = {
    Field.NAME: 200,
    Field.NAME_EN: 200,
    Field.CONTACT: 120,
    Field.PREFIX: 40,
    Field.SURNAME: 80,
    Field.POSITION: 70,
    Field.PRODUCTS: 300,
    Field.CLUSTER: 200,
    Field.SECTOR: 300,
}
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", '"=', "'=")


class _SheetInterpreter:
    def __init__(
        self, sheet: Sheet, header: Header, reading: Reading, today: date, readers: "Mapping[Field, Reader]"
    ) -> None:
        self.sheet, self.header, self.reading, self.today = sheet, header, reading, today
        self.readers, self.begin = readers, header.last
        self.above = Headings(province=province_of_heading(sheet.name))
        self.titles = [cell.text for row in sheet.rows if row.number < header.first for cell in row.cells.values()]
        self.title_year = year_in_titles([*self.titles, sheet.name]) or year_named(sheet.name)
        self.in_common_era = self.hidden = self.formulas = 0
        self.unknown_sectors: set[str] = set()
        self.tail = False

    def run(self) -> None:
        header_rows = self.header.last - self.header.first + 1
        members = 0
        for row in self.members():
            self.reading.rows.append(self._read(row))
            self.hidden += row.hidden
            members += 1
        last = self.sheet.rows[-1].number
        self.reading.skipped += last - self.sheet.shared_rows - header_rows - members
        self._tell()

    def members(self) -> Iterator[Row]:
        """Yield the rows that mean members; header and headings are those of the row that was yielded last."""
        self.above = replace(self.above)  # a copy of the interpreter, which only counts, has its own
        for row in self.sheet.rows:
            if row.number > self.begin and self._takes(row):
                yield row

    def _takes(self, row: Row) -> bool:
        kind = kind_of(row, self.header, tail=self.tail)
        if kind == RowKind.MEMBER:
            again = header_again(row, self.header)
            if again is None:
                return True
            self.header = replace(again, unknown=self.header.unknown)
        elif kind == RowKind.SECTION:
            self.above.enter(section_name(row))
        self.tail = self.tail or kind in {RowKind.SIGNATURE, RowKind.REMARKS}
        return False

    def _read(self, row: Row) -> ReadRow:
        problems: list[Problem] = []
        got: dict[Field, Any] = {}
        for wanted, reader in self.readers.items():
            for column in [column for column, found in self.header.fields.items() if found == wanted]:
                try:
                    value = reader(self, row.cells.get(column))
                except ValueProblem as problem:
                    problems.append(Problem(self.sheet.name, row.number, self._label(column), str(problem)))
                else:
                    got[wanted] = (*got.get(wanted, ()), *value) if isinstance(value, tuple) else value
        member = self._member(row, got, problems)
        self._check_shape(row, problems)
        if not member.name and not any(problem.column == self._name_of(Field.NAME) for problem in problems):
            problems.append(self._problem(row, Field.NAME, _("ไม่มีชื่อสถานประกอบการ กรุณาพิมพ์ชื่อ")))
        elif member.name and not any(sign.isalpha() for sign in member.name):
            problems.append(
                self._problem(row, Field.NAME, _("ชื่อสถานประกอบการไม่มีตัวอักษร ข้อมูลในแถวนี้อาจเลื่อนช่อง กรุณาตรวจสอบทั้งแถว"))
            )
        hints = tuple(hint for hint in (self.above.group, self.sheet.name, *self.titles) if hint)
        return ReadRow(self.sheet.name, row.number, member, tuple(problems), hints)

    def _member(self, row: Row, got: dict[Field, Any], problems: list[Problem]) -> Member:
        year = got.get(Field.YEAR)
        self.in_common_era += bool(year and year.was_common_era)
        return Member(
            name=self._whole(Field.NAME, got, row, problems),
            name_en=got.get(Field.NAME_EN, ""),
            number=got.get(Field.NUMBER, ""),
            contact=self._whole(Field.CONTACT, got, row, problems),
            position=got.get(Field.POSITION, ""),
            phones=tuple(dict.fromkeys(got.get(Field.PHONE, ()))),
            emails=tuple(dict.fromkeys(got.get(Field.EMAIL, ()))),
            province=got.get(Field.PROVINCE, "" if self._has(Field.PROVINCE) else self.above.province),
            sector=got.get(Field.SECTOR, ""),
            products=got.get(Field.PRODUCTS, ""),
            cluster=got.get(Field.CLUSTER, ""),
            joined_year=year.value if year else self.above.year,
            employees=got.get(Field.EMPLOYEES),
            refuses=got.get(Field.CONSENT) is False,
            consented_on=self._consented_on(row, problems) if got.get(Field.CONSENT) else None,
        )

    def _whole(self, wanted: Field, got: dict[Field, Any], row: Row, problems: list[Problem]) -> str:
        """Return a name with what of it stands in columns of its own."""
        name = str(got.get(wanted, ""))
        if not name or wanted != self.header.named_in_parts:
            return name
        name = whole_name(got.get(Field.PREFIX, ""), name, got.get(Field.SURNAME, ""))
        if len(name) > _LONGEST[wanted]:
            told = _("ข้อความยาว %(found)d ตัวอักษร กรุณาย่อให้ไม่เกิน %(longest)d")
            problems.append(self._problem(row, wanted, told % {"found": len(name), "longest": _LONGEST[wanted]}))
        return name

    def _consented_on(self, row: Row, problems: list[Problem]) -> date | None:
        """Return the day of a yes, which only counts with its day: without one the row waits."""
        column = self.header.column_of(Field.CONSENT_DATE)
        try:
            day = days.read_date(row.cells.get(column)) if column is not None else None
            if day is None:
                raise ValueProblem(_("ยินยอมแต่ไม่มีวันที่ กรุณาพิมพ์วันที่ให้ความยินยอม หรือพิมพ์ ไม่ยินยอม"))
            if day.value > self.today:
                raise ValueProblem(_("วันที่ให้ความยินยอมอยู่ในอนาคต กรุณาตรวจสอบ"))
        except ValueProblem as problem:
            problems.append(self._problem(row, Field.CONSENT_DATE, str(problem)))
            return None
        self.in_common_era += day.was_common_era
        return day.value

    def _check_shape(self, row: Row, problems: list[Problem]) -> None:
        """Flag a line of text with more or fewer cells than the header: its values may be in the wrong columns."""
        if row.width is None:
            return
        beyond = [column for column in row.cells if column >= self.header.width]
        if beyond:
            message = _("แถวนี้มี %(found)d ช่อง มากกว่าหัวตารางซึ่งมี %(wanted)d ช่อง ข้อมูลอาจเลื่อนช่อง กรุณาตรวจสอบทั้งแถว")
        elif row.width < self.header.width:
            message = _("แถวนี้มี %(found)d ช่อง น้อยกว่าหัวตารางซึ่งมี %(wanted)d ช่อง ข้อมูลอาจเลื่อนช่อง กรุณาตรวจสอบทั้งแถว")
        else:
            return
        counts = {"found": row.width, "wanted": self.header.width}
        problems.append(Problem(self.sheet.name, row.number, "", message % counts))

    def text(self, wanted: Field) -> Callable[[Cell | None], str]:
        def read(cell: Cell | None) -> str:
            text = values.read_text(cell, longest=_LONGEST[wanted])
            if text and cell is not None and cell.kind == TEXT and _may_be_formula(cell.text):
                self.formulas += 1
            return text

        return read

    def sector(self, cell: Cell | None) -> str:
        text = self.text(Field.SECTOR)(cell)
        code = sector_named(text)
        if text and not code:
            self.unknown_sectors.add(text[:60])
        return code

    def _has(self, wanted: Field) -> bool:
        return self.header.column_of(wanted) is not None

    def _name_of(self, wanted: Field) -> str:
        column = self.header.column_of(wanted)
        return str(LABELS[wanted]) if column is None else self._label(column)

    def _label(self, column: int) -> str:
        return self.header.names.get(column) or str(LABELS[self.header.fields[column]])

    def _problem(self, row: Row, wanted: Field, message: str) -> Problem:
        return Problem(self.sheet.name, row.number, self._name_of(wanted), message)

    def _hidden_columns(self) -> list[str]:
        """Return the names of columns that are hidden and hold something behind the header."""
        hidden = self.sheet.hidden_columns
        rows = [row for row in self.sheet.rows if row.number > self.begin] if hidden else []
        held = {column for row in rows for column in hidden & row.cells.keys()}
        unnamed = _("คอลัมน์ %(letters)s")
        return [self.header.names.get(at) or unnamed % {"letters": letters_of(at)} for at in sorted(held)]

    def _tell(self) -> None:
        """Tell once for the sheet what concerns many rows."""

        def about(message: str, column: str = "") -> Problem:
            return Problem(self.sheet.name, None, column, message)

        if self.hidden:
            hidden = _("มีแถวที่ซ่อนอยู่ %(count)d แถว ซึ่งจะนำเข้าด้วย หากไม่ต้องการให้ลบแถวออกก่อน") % {"count": self.hidden}
            self.reading.notices.append(about(hidden))
        seen = _("คอลัมน์นี้ซ่อนอยู่แต่มีข้อมูล ระบบอ่านเหมือนคอลัมน์ที่มองเห็น หากไม่ต้องการให้ลบคอลัมน์ออกก่อน")
        self.reading.notices += [about(seen, name) for name in self._hidden_columns()]
        if self.formulas:
            kept = _("มีข้อความที่ขึ้นต้นเหมือนสูตร %(count)d ช่อง ระบบเก็บเป็นข้อความและไม่คำนวณ") % {"count": self.formulas}
            self.reading.notices.append(about(kept))
        if self.sheet.cut:
            cut = _("มีข้อมูลอยู่ใต้แถวว่างมากกว่า 200 แถว ซึ่งไม่ได้อ่าน กรุณาลบแถวว่างแล้วนำเข้าใหม่หากต้องการข้อมูลส่วนนั้น")
            self.reading.notices.append(about(cut))
        if self.in_common_era:
            converted = _("มีปี ค.ศ. %(count)d ช่อง ระบบแปลงเป็น พ.ศ. ให้แล้ว กรุณาตรวจสอบ") % {"count": self.in_common_era}
            self.reading.remarks.append(about(converted))
        for name in self.header.unknown:
            self.reading.remarks.append(about(_("ไม่ได้นำเข้าคอลัมน์นี้ เพราะระบบไม่รู้จัก"), name))
        for text in sorted(self.unknown_sectors):
            unknown = _("ไม่รู้จักประเภทอุตสาหกรรม “%(text)s” จึงเว้นสาขาไว้") % {"text": text}
            self.reading.remarks.append(about(unknown, str(LABELS[Field.SECTOR])))


def _may_be_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a text; a dash in front of words is one of a list."""
    stripped = text.lstrip(" \ufeff\u200b\xa0")
    if not stripped.startswith(_FORMULA_STARTS):
        return False
    return stripped[0] not in "-－" or (stripped[1:2].isascii() and stripped[1:2] not in {" ", "-", ""})


def _province(_: _SheetInterpreter, cell: Cell | None) -> str:
    text = values.read_text(cell, longest=200)
    return province_named(text) if text else ""


Reader = Callable[[_SheetInterpreter, Cell | None], Any]
_READERS: Final[dict[Field, Reader]] = {
    Field.NAME: lambda self, cell: self.text(Field.NAME)(cell),
    Field.NAME_EN: lambda self, cell: self.text(Field.NAME_EN)(cell),
    Field.NUMBER: lambda _, cell: values.read_juristic_number(cell),
    Field.CONTACT: lambda self, cell: self.text(Field.CONTACT)(cell),
    Field.PREFIX: lambda self, cell: self.text(Field.PREFIX)(cell),
    Field.SURNAME: lambda self, cell: self.text(Field.SURNAME)(cell),
    Field.POSITION: lambda self, cell: self.text(Field.POSITION)(cell),
    Field.PHONE: lambda _, cell: values.read_phones(cell),
    Field.EMAIL: lambda _, cell: values.read_emails(cell),
    Field.PROVINCE: _province,
    Field.SECTOR: lambda self, cell: self.sector(cell),
    Field.PRODUCTS: lambda self, cell: self.text(Field.PRODUCTS)(cell),
    Field.CLUSTER: lambda self, cell: self.text(Field.CLUSTER)(cell),
    Field.YEAR: lambda self, cell: days.read_year(cell, today=self.today),
    Field.EMPLOYEES: lambda _, cell: values.read_count(cell),
    Field.CONSENT: lambda _, cell: values.read_consent(cell),
}
