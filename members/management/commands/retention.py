"""Blank or delete what has been kept long enough: ``manage.py retention``; with ``--dry-run`` only tell."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from members.privacy.operations import apply_retention, what_is_over


class Command(BaseCommand):
    help = "ลบข้อมูลที่พ้นระยะเวลาเก็บรักษา"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="แสดงจำนวนอย่างเดียว ไม่ลบ")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            is_dry = options["dry_run"]
            told = what_is_over(timezone.localdate()) if is_dry else apply_retention(by=None)
            for each in told:
                self.stdout.write(f"{each.label}: {each.count} รายการ")
            self.stdout.write("ตรวจอย่างเดียว ไม่ได้ลบ" if is_dry else "ลบแล้ว")
