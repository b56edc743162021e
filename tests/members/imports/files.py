"""Files as offices send them, made for tests: invented members, in any layout."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlwt  # type: ignore[import-untyped]  # it carries no types
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from stdnum.th import moa

from clusters.models import Cluster, Sector
from tests.factories import ClusterFactory

CLUSTERS = ("คลัสเตอร์อาหารล้านนา", "คลัสเตอร์เซรามิกลำปาง", "คลัสเตอร์เครื่องจักรกลการเกษตรอีสาน", "คลัสเตอร์ชิ้นส่วนยานยนต์ตะวันออก")
HEADER = (
    "ลำดับที่",
    "ชื่อสถานประกอบการ",
    "เลขทะเบียนนิติบุคคล",
    "ชื่อผู้ติดต่อ",
    "ตำแหน่ง",
    "โทรศัพท์",
    "อีเมล",
    "จังหวัด",
    "ประเภทอุตสาหกรรม",
    "ผลิตภัณฑ์หลัก",
    "กลุ่มคลัสเตอร์",
    "ปีที่เข้าร่วม (พ.ศ.)",
    "จำนวนพนักงาน (คน)",
    "ยินยอมเปิดเผยข้อมูล",
    "วันที่ให้ความยินยอม",
)
ENGLISH = (
    "No.",
    "Company Name",
    "Registration No.",
    "Contact Person",
    "Position",
    "Telephone",
    "E-mail",
    "Province",
    "Industry",
    "Main Products",
    "Cluster",
    "Year Joined",
    "Employees",
    "Consent",
    "Consent Date",
)

Cells = list[Any]


def number(n: int) -> str:
    """Return a juristic number of the impossible year 2599 that is valid by its check digit."""
    digits = f"01055990{n:04d}"
    return digits + moa.calc_check_digit(digits)


def member(n: int, **changed: Any) -> Cells:
    """Return the row of an invented member in the order of ``HEADER``; name a column to say something else there."""
    row: dict[str, Any] = {
        "seq": n,
        "name": f"บริษัท ทดสอบล้านนา {n} จำกัด",
        "number": number(n),
        "contact": f"นางสาวทดสอบ ระบบดี{n}",
        "position": "ผู้จัดการ",
        "phone": f"081-234-{n:04d}",
        "email": f"sme{n}@factory.example",
        "province": "เชียงใหม่",
        "sector": "อาหารแปรรูป",
        "products": "น้ำพริกหนุ่ม",
        "cluster": CLUSTERS[0],
        "year": 2565,
        "employees": 10 + n,
        "consent": "ยินยอม",
        "consented_on": "12/01/2566",
    }
    assert set(changed) <= set(row)
    return list((row | changed).values())


def members(count: int, first: int = 1) -> list[Cells]:
    return [member(n) for n in range(first, first + count)]


def listed(count: int = 5, *, header: Sequence[str] = HEADER) -> list[Cells]:
    return [list(header), *members(count)]


def xlsx(
    rows: Iterable[Cells] = (), *, change: Callable[[Worksheet], object] | None = None, **sheets: list[Cells]
) -> bytes:
    """Return a workbook of one sheet, ``change``d as a person would, and of more sheets by name."""
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    first.title = "รายชื่อสมาชิก"
    for row in rows:
        first.append(row)
    for name, others in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in others:
            sheet.append(row)
    if change is not None:
        change(first)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def xls(rows: Iterable[Cells]) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    sheet = workbook.add_sheet("รายชื่อ")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def text(rows: Iterable[Cells], *, separator: str = ",", end: str = "\r\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    return file.getvalue()


def page(rows: Iterable[Cells], *, charset: str = "utf-8") -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>\n" for row in rows)
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>'
    return f"{head}<table border=1>{lines}</table></body></html>".encode(
        "cp874" if charset == "windows-874" else charset
    )


def put_clusters() -> list[Cluster]:
    sector = Sector.objects.first()
    return [ClusterFactory.create(name=name, **({"sector": sector} if sector else {})) for name in CLUSTERS]
