"""Work through the files that wait: ``manage.py run_imports``; with ``--wait`` as a service that goes on waiting."""

import os
from argparse import ArgumentParser
from time import sleep
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from members.imports.worker import work

_PAUSE: Final = 2  # seconds
_GENTLY: Final = 10  # steps behind the processes that answer


class Command(BaseCommand):
    help = "ตรวจและนำเข้าไฟล์ที่เจ้าหน้าที่ส่งไว้ และลบไฟล์ต้นฉบับที่ครบกำหนดเก็บ"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--wait", action="store_true", help="ทำงานต่อเนื่อง ไม่จบเมื่อไม่มีไฟล์รอ")

        parser.add_argument("--gently", action="store_true", help="ให้หน้าเว็บได้ใช้เครื่องก่อน")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["gently"]:
            os.nice(_GENTLY)
        while True:
            work()
            if not options["wait"]:
                return
            sleep(_PAUSE)
            close_old_connections()
