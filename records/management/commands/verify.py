"""Check an archive without touching anything: ``manage.py verify portal-….zip``. Exit code 1 when it isn't whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.backup import Archive, BackupError
from records.backup.archive import words_of
from records.backup.operations import verify


class Command(BaseCommand):
    help = "ตรวจว่าไฟล์สำรองครบถ้วนและกู้คืนได้ โดยไม่แตะต้องระบบ"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="ไฟล์สำรอง portal-….zip")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            problems = verify(options["archive"])
            with Archive(options["archive"]) as archive:
                self.stdout.write("\n".join(words_of(archive.manifest)))
        except BackupError as error:
            raise CommandError(str(error)) from error
        if problems:
            raise CommandError("ไฟล์สำรองใช้ไม่ได้:\n- " + "\n- ".join(problems))
        self.stdout.write("ไฟล์สำรองครบถ้วน กู้คืนได้")
