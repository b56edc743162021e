"""Write the ledger of erasures, which names nobody: ``manage.py export_erasures > erasures.jsonl``."""

from typing import Any

from django.core.management.base import BaseCommand

from members.models import Erasure
from members.privacy.operations.erasure import ledger_line


class Command(BaseCommand):
    help = "พิมพ์บัญชีการลบข้อมูลส่วนบุคคล เพื่อเก็บไว้นอกระบบ"

    def handle(self, *args: Any, **options: Any) -> None:
        for line in Erasure.objects.order_by("pk"):
            self.stdout.write(ledger_line(line))
