"""Say what is wrong with this installation: ``manage.py doctor``. Exit code 1 when anything is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from records.doctor import Weight, examine


class Command(BaseCommand):
    help = "ตรวจการติดตั้ง: การตั้งค่า ดิสก์ การสำรองข้อมูล นาฬิกา ตาราง และการค้นหา"
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine(timezone.now()))
        for finding in findings:
            self.stdout.write(f"{finding.weight.value:<8}{finding.subject}: {finding.words}")
        if wrong := sum(finding.weight == Weight.WRONG for finding in findings):
            raise CommandError(f"พบสิ่งผิดปกติ {wrong} เรื่อง")
