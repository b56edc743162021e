"""Load the programme's history: ``manage.py load_history``. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from programmes.operations import load_history


class Command(BaseCommand):
    help = "นำเข้าประวัติโครงการจากเอกสาร ทำซ้ำได้โดยไม่มีข้อมูลซ้ำ"

    def handle(self, *args: Any, **options: Any) -> None:
        tally = load_history()
        counts = tally.counts
        if not tally.wrote:
            self.stdout.write(f"ประวัติโครงการเป็นปัจจุบันอยู่แล้ว ไม่มีการเปลี่ยนแปลง ({counts['unchanged']} รายการ)")
        else:
            self.stdout.write(
                f"นำเข้าประวัติโครงการแล้ว: เพิ่ม {counts['created']} ปรับปรุง {counts['changed']} "
                f"คงเดิม {counts['unchanged']} รายการ"
            )
        if counts["kept"]:
            self.stdout.write(f"เจ้าหน้าที่แก้ไขไว้แล้ว จึงไม่เปลี่ยน {counts['kept']} รายการ")
