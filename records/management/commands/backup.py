"""Back up database and uploads while the portal is used: ``manage.py backup``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from records.backup import BackupError, make_backup
from records.backup.operations import forget_old_backups


class Command(BaseCommand):
    help = "สำรองฐานข้อมูลและไฟล์ที่นำเข้าเป็นไฟล์เดียว ทำได้ระหว่างใช้งาน"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="โฟลเดอร์ที่เก็บ ถ้าไม่ระบุใช้ค่า BACKUPS")
        parser.add_argument("--keep", type=int, help="จำนวนไฟล์ที่เก็บไว้ ถ้าไม่ระบุใช้ค่า BACKUPS_KEPT (0 = ทั้งหมด)")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["to"] or settings.BACKUPS
        keep = settings.BACKUPS_KEPT if options["keep"] is None else options["keep"]
        try:
            path = make_backup(connection, Path(settings.MEDIA_ROOT), folder, now=timezone.now())
        except BackupError as error:
            raise CommandError(f"สำรองข้อมูลไม่สำเร็จ: {error}") from error
        self.stdout.write(f"สำรองข้อมูลและตรวจแล้ว: {path} ({path.stat().st_size:,} ไบต์)")
        for old in forget_old_backups(folder, keep=keep):
            self.stdout.write(f"ลบไฟล์สำรองเก่า: {old.name}")
