"""What is wrong with an installation, in words for whoever looks after the server.

Each examination returns findings; what it can't see because the database is away isn't examined. Nothing is changed.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from records.backup.age import archives_in, newest_backup
from records.backup.archive import room_below
from records.backup.postgresql import missing_programs
from records.derived import count_wrong, models_with_derived_columns
from records.readiness import Readiness, trigrams_are_there, trigrams_work
from thai.calendar import format_datetime

LEAST_ROOM: Final = 1024**3  # bytes
CLOCKS_APART: Final = timedelta(seconds=5)
# What the PDF files need of the system, by the name of the library and of its Debian package.
LIBRARIES: Final = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


class Weight(StrEnum):
    WRONG = "ผิดปกติ"
    WATCH = "ควรดู"
    FINE = "ปกติ"


@dataclass(frozen=True)
class Finding:
    """``subject`` in one word, and a sentence that says what is so and what to do."""

    weight: Weight
    subject: str
    words: str


def examine(now: datetime) -> Iterator[Finding]:
    """Yield what each examination finds, those that need no database first."""
    yield from of_settings()
    yield from of_disks()
    yield from of_backups(now)
    yield from of_programs()
    checks = Readiness.of_now().checks
    if checks["database"] != "ok":
        yield Finding(Weight.WRONG, "ฐานข้อมูล", "ต่อฐานข้อมูลไม่ได้ ตรวจ DATABASE_URL และบริการ PostgreSQL เหตุผลอยู่ใน log")
        return
    yield Finding(Weight.FINE, "ฐานข้อมูล", f"ตอบแล้ว ({connection.vendor})")
    yield from of_clock(now)
    yield from of_migrations()
    if checks["migrations"] == "ok":  # else there may be nothing yet that could be searched
        yield from of_search()


def of_settings() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        yield Finding(Weight.WATCH, "การตั้งค่า", "ระบบอยู่ในโหมดทดลอง (PRODUCTION=0) อย่าเปิดให้บุคคลภายนอกใช้")
        return
    problems = [str(each.msg) for each in run_checks(tags=[Tags.security], include_deployment_checks=True)]
    if settings.WEB_PROCESSES > 1 and settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        problems.append("WEB_PROCESSES มากกว่า 1 แต่ CACHE_URL ไม่ใช่แคชร่วม ให้ใช้ dbcache://portal_cache")
    if not (Path(settings.STATIC_ROOT or "") / "staticfiles.json").exists():
        problems.append("ยังไม่ได้รวบรวมไฟล์ของหน้าเว็บ ให้สั่ง manage.py collectstatic --noinput")
    yield from (Finding(Weight.WRONG, "การตั้งค่า", problem) for problem in problems)
    if not settings.MAIL_IS_SENT:
        yield Finding(Weight.WATCH, "การตั้งค่า", "ไม่ได้ตั้ง EMAIL_URL ผู้ใช้ขอรหัสผ่านใหม่ทางอีเมลไม่ได้")
    if not problems:
        yield Finding(Weight.FINE, "การตั้งค่า", "พร้อมใช้งานจริง")


def of_disks() -> Iterator[Finding]:
    """Look at each folder that is written: may this account write, and is there room for twice the newest backup?"""
    archives = archives_in(settings.BACKUPS)
    needed = max(LEAST_ROOM, 2 * archives[-1][1].stat().st_size if archives else 0)
    folders = {"UPLOADS": Path(settings.MEDIA_ROOT), "BACKUPS": Path(settings.BACKUPS)}
    if connection.vendor == "sqlite":
        folders["DATABASE_URL"] = Path(connection.settings_dict["NAME"]).parent
    for name, folder in folders.items():
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        if not os.access(nearest, os.W_OK):
            yield Finding(Weight.WRONG, "ดิสก์", f"บัญชีของระบบเขียน {nearest} ไม่ได้ ({name}) ให้แก้เจ้าของโฟลเดอร์")
        elif (room := room_below(folder)) < needed:
            words = f"{folder} ({name}) เหลือเนื้อที่ {room // 1024**2:,} เมกะไบต์ ควรมีอย่างน้อย {needed // 1024**2:,} เมกะไบต์"
            yield Finding(Weight.WRONG, "ดิสก์", words)
        else:
            yield Finding(Weight.FINE, "ดิสก์", f"{folder} ({name}) เขียนได้ เหลือ {room // 1024**2:,} เมกะไบต์")


def of_backups(now: datetime) -> Iterator[Finding]:
    if not settings.BACKUP_HOURS:
        yield Finding(Weight.WATCH, "การสำรองข้อมูล", "BACKUP_HOURS=0 ถือว่าหน่วยงานสำรองข้อมูลด้วยวิธีอื่น")
        return
    newest = newest_backup(settings.BACKUPS)
    if newest is None:
        yield Finding(Weight.WRONG, "การสำรองข้อมูล", f"ยังไม่มีไฟล์สำรองใน {settings.BACKUPS} ให้สั่ง manage.py backup")
    elif now - newest > timedelta(hours=settings.BACKUP_HOURS):
        words = f"สำรองครั้งล่าสุด {format_datetime(newest)} เกิน {settings.BACKUP_HOURS} ชั่วโมงแล้ว ตรวจตัวตั้งเวลาสำรองข้อมูล"
        yield Finding(Weight.WRONG, "การสำรองข้อมูล", words)
    else:
        yield Finding(Weight.FINE, "การสำรองข้อมูล", f"สำรองครั้งล่าสุด {format_datetime(newest)}")


def of_programs() -> Iterator[Finding]:
    if absent := [package for name, package in LIBRARIES.items() if find_library(name) is None]:
        words = f"ทำไฟล์ PDF ไม่ได้ ให้ติดตั้ง: apt-get install {' '.join(absent)}"
        yield Finding(Weight.WRONG, "โปรแกรม", words)
    if connection.vendor == "postgresql" and (missing := missing_programs()):
        words = f"ไม่พบ {', '.join(missing)} จึงสำรองข้อมูลไม่ได้ ให้ติดตั้ง: apt-get install postgresql-client"
        yield Finding(Weight.WRONG, "โปรแกรม", words)


def of_clock(now: datetime) -> Iterator[Finding]:
    """Compare the clock with the database server's, and ask the system whether it follows a source of time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            [theirs] = cursor.fetchone() or [now]
        if abs(theirs - now) > CLOCKS_APART:
            words = f"ต่างจากนาฬิกาของเครื่องฐานข้อมูล {abs(theirs - now).total_seconds():.0f} วินาที ตั้งให้ตรงกับแหล่งเวลาเดียวกัน"
            yield Finding(Weight.WRONG, "นาฬิกา", words)
            return
    followed = follows_a_source_of_time()
    if followed is None:
        yield Finding(Weight.WATCH, "นาฬิกา", f"ไม่ทราบว่าเครื่องปรับเวลาเองหรือไม่ เวลาของเครื่อง {format_datetime(now)}")
    elif followed:
        yield Finding(Weight.FINE, "นาฬิกา", f"ปรับตามแหล่งเวลา ขณะนี้ {format_datetime(now)}")
    else:
        words = "เครื่องไม่ได้ปรับเวลาตามแหล่งเวลาของหน่วยงาน รหัสยืนยันตัวตนอาจใช้ไม่ได้ (ดู systemd-timesyncd)"
        yield Finding(Weight.WRONG, "นาฬิกา", words)


def follows_a_source_of_time() -> bool | None:
    """Return what systemd says, None where it isn't."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    asked = subprocess.run(  # noqa: S603  # our own words
        [program, "show", "--property=NTPSynchronized", "--value"], capture_output=True, text=True, check=False
    )
    return {"yes": True, "no": False}.get(asked.stdout.strip())


def of_migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations))
    if plan:
        yield Finding(Weight.WRONG, "ตาราง", f"ยังไม่ได้ปรับตาราง {len(plan)} รายการ ให้สั่ง manage.py migrate")
    if unknown:
        words = f"ฐานข้อมูลมาจากระบบรุ่นใหม่กว่า ({'.'.join(unknown[0])}) ให้ติดตั้งรุ่นที่ตรงกัน"
        yield Finding(Weight.WRONG, "ตาราง", words)
    if not plan and not unknown:
        yield Finding(Weight.FINE, "ตาราง", "ตรงกับรุ่นของระบบ")


def of_search() -> Iterator[Finding]:
    if not trigrams_are_there():
        yield Finding(Weight.WRONG, "การค้นหา", "ฐานข้อมูลไม่มีส่วนขยาย pg_trgm ให้ผู้ดูแลฐานข้อมูลสั่ง CREATE EXTENSION pg_trgm")
        return
    examined: dict[str, Callable[[], bool]] = {
        "การค้นหาภาษาไทยใช้ไม่ได้ เพราะ locale ของฐานข้อมูลเป็น C ต้องสร้างฐานข้อมูลใหม่ด้วย C.UTF-8": trigrams_work,
        "คอลัมน์คำค้นไม่ตรงกับชื่อ ให้สั่ง manage.py check_derived": _derived_columns_are_right,
    }
    wrong = [words for words, passes in examined.items() if not passes()]
    yield from (Finding(Weight.WRONG, "การค้นหา", words) for words in wrong)
    if not wrong:
        yield Finding(Weight.FINE, "การค้นหา", "ไทรแกรมและคอลัมน์คำค้นถูกต้อง")


def _derived_columns_are_right() -> bool:
    return not any(count_wrong(model, newest=1000) for model in models_with_derived_columns())
