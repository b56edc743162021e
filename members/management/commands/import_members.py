"""Bring in a list of members: ``manage.py import_members FILE [--cluster C0001] [--year 2566]``. Safe to repeat."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from clusters.models import Cluster
from members.imports.gate import MAX_BYTES, FileRefused, refusal
from members.imports.list_kinds import read_list
from members.imports.operations import import_members, preview
from members.imports.outcome import Report, refused, report
from members.imports.plan import Options
from members.imports.read import read
from members.models import ImportBatch
from thai.calendar import ThaiCalendarError, parse_fiscal_year
from thai.text import normalise


class Command(BaseCommand):
    """Ends with 0 when the file was accepted, 1 when rows or the file wait for a person, 2 when it was refused."""

    help = "นำเข้ารายชื่อสมาชิกจากไฟล์ .xlsx .xls หรือ .csv ทำซ้ำได้โดยไม่มีข้อมูลซ้ำ"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="ไฟล์รายชื่อ")
        parser.add_argument("--cluster", default="", help="รหัสคลัสเตอร์ที่นำเข้า เช่น C0001")
        parser.add_argument("--year", default="", help="ปีงบประมาณของรายชื่อ (พ.ศ.) เช่น 2566")
        parser.add_argument(
            "--kind", default=ImportBatch.Kind.MEMBERS, choices=ImportBatch.Kind.values, help="ชนิดของรายชื่อ"
        )
        parser.add_argument("--dry-run", action="store_true", help="ตรวจอย่างเดียว ไม่บันทึก")
        parser.add_argument("--confirm-clean", action="store_true", help="นำเข้าแถวที่ถูกต้อง แม้มีแถวที่รอการตัดสินใจ")
        parser.add_argument("--json", action="store_true", help="พิมพ์ผลเป็น JSON ในบรรทัดสุดท้าย")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            try:
                told = _run(options)
            except FileRefused as refusal_:
                told = refused(refusal_)
            self._say(told, dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(told.as_json(), ensure_ascii=False))
        if told.outcome.exit_code:
            raise SystemExit(told.outcome.exit_code)

    def _say(self, told: Report, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("ตรวจอย่างเดียว ไม่ได้บันทึก"))
        if told.reason:
            self.stdout.write(told.reason)
        self.stdout.write(
            _("แถวที่นำเข้าได้ %(ok)d รอการตัดสินใจ %(flagged)d ไม่ใช่สมาชิก %(skipped)d")
            % {"ok": told.ok, "flagged": told.flagged, "skipped": told.skipped}
        )
        self.stdout.write(
            _("เพิ่ม %(created)d แก้ไข %(changed)d คงเดิม %(unchanged)d ราย")
            % {"created": told.created, "changed": told.changed, "unchanged": told.unchanged}
        )
        for problem in told.problems:
            row = _("แถว %(row)d") % {"row": problem.row} if problem.row else ""
            place = " · ".join(part for part in (problem.sheet, row, problem.column) if part)
            self.stdout.write(f"  {place}: {problem.message}" if place else f"  {problem.message}")


def _run(options: dict[str, Any]) -> Report:
    """Read, compare and, unless something waits for a person, write. Raises FileRefused."""
    today = timezone.localdate()
    year, cluster = _year(options["year"]), _cluster(options["cluster"])
    path = Path(options["file"])
    data = _content(path)
    kind = options["kind"]
    reading, extras = read_list(kind, read(data, path.name), today=today)
    fingerprint = hashlib.sha256(data).hexdigest()
    chosen = Options(cluster, year, normalise(path.name), fingerprint, kind=kind, extras=extras)
    if options["dry_run"]:
        imported = preview(reading, chosen, today=today)
    else:
        imported = import_members(reading, chosen, by=None, today=today, only_if_clean=not options["confirm_clean"])
    is_clean = not (imported.plan.flagged or reading.notices)
    would_write = options["confirm_clean"] or is_clean
    return report(reading, imported, would_write=would_write, default_year=year or reading.title_year)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusal("too_large")
        return path.read_bytes()
    except OSError as error:
        raise refusal("not_found") from error


def _year(text: str) -> int | None:
    try:
        return parse_fiscal_year(str(text)) if text else None
    except ThaiCalendarError as error:
        raise FileRefused(str(error)) from error


def _cluster(code: str) -> Cluster | None:
    if not code:
        return None
    cluster = Cluster.objects.filter(code=normalise(code).upper()).first()
    if cluster is None:
        raise FileRefused(_("ไม่มีคลัสเตอร์รหัส %(code)s กรุณาตรวจสอบรหัส เช่น C0001") % {"code": code[:20]})
    return cluster
