"""Count rows whose search or sort key is wrong: ``manage.py check_derived``. Exit code 1 when there are any."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from records.derived import count_wrong, models_with_derived_columns


class Command(BaseCommand):
    help = "ตรวจว่าคอลัมน์คำค้นและลำดับพจนานุกรมตรงกับชื่อทุกแถว"

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = {model._meta.label: count_wrong(model) for model in models_with_derived_columns()}
        for label, count in wrong.items():
            self.stdout.write(f"{label}: ผิด {count} แถว" if count else f"{label}: ถูกต้อง")
        if total := sum(wrong.values()):
            raise CommandError(f"พบคอลัมน์ที่ไม่ตรง {total} แถว เปิดแต่ละรายการแล้วบันทึกใหม่ ระบบจะคำนวณให้ถูกต้อง")
