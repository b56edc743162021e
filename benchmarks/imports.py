"""Measure how lists come in: ``python -m benchmarks.imports``, on the PostgreSQL server that ``DATABASE_URL`` names.

The confirm step of a list, with history and the rows of its batch, against COPY of exactly the same rows into the same
tables, with their indexes and constraints, in one transaction; in turns, since what slows the machine slows both.
"""

import argparse
import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from benchmarks.servers import Database, database

ROWS: Final = 5_000
ROUNDS: Final = 5
MUST, AIM = 12, 4
INSIDE: Final = "--inside"
HEADER: Final = (
    "ลำดับที่",
    "ชื่อสถานประกอบการ",
    "เลขทะเบียนนิติบุคคล",
    "ชื่อผู้ติดต่อ",
    "โทรศัพท์",
    "อีเมล",
    "จังหวัด",
    "ประเภทอุตสาหกรรม",
    "ผลิตภัณฑ์หลัก",
    "กลุ่มคลัสเตอร์",
    "ปีที่เข้าร่วม (พ.ศ.)",
    "จำนวนพนักงาน (คน)",
    "ยินยอมเปิดเผยข้อมูล",
    "วันที่ให้ความยินยอม",
)


@dataclass
class Times:
    """Seconds of each round."""

    check: list[float] = field(default_factory=list)
    confirm: list[float] = field(default_factory=list)
    copy: list[float] = field(default_factory=list)
    undo: list[float] = field(default_factory=list)


def rows(count: int, first: int, clusters: Sequence[str]) -> Iterator[list[Any]]:
    """Yield invented members; two numbers, a mail and consents each, as lists of today have them."""
    for n in range(first, first + count):
        number = f"0{29900000000 + n * 7:011d}"
        number += str((11 - sum(int(digit) * (13 - at) for at, digit in enumerate(number)) % 11) % 10)
        yield [
            n,
            f"บริษัท ตัวอย่างวัดความเร็ว {n} จำกัด",
            number,
            f"นางสาวตัวอย่าง วัดผล{n}",
            f"08{10000000 + n:08d}, 053-2{n % 100000:05d}",
            f"m{n}@speed.example",
            ("เชียงใหม่", "ลำปาง", "ขอนแก่น", "ชลบุรี")[n % 4],
            "อาหาร",
            "น้ำพริก แคบหมู ไส้อั่ว",
            clusters[n % len(clusters)],
            2566,
            n % 180 + 1,
            "ยินยอม" if n % 2 else "",
            "12/01/2566" if n % 2 else "",
        ]


def listed(count: int, first: int, clusters: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([list(HEADER), *rows(count, first, clusters)])
    return text.getvalue().encode("utf-8-sig")


def seconds(done: Callable[[], object]) -> float:
    begin = perf_counter()
    done()
    return perf_counter() - begin


def measure(count: int, rounds: int) -> Times:
    """Bring lists in and take them back, and copy the same rows; Django is set up, the database is filled."""
    import django  # noqa: PLC0415  # settings read the address of the database that was made for this

    django.setup()
    from benchmarks.imported_rows import Round  # noqa: PLC0415  # models come after the set-up

    times = Times()
    for number in range(-1, rounds):
        held = Round.begun(partial(listed, count, 1 + (number + 1) * count))
        found = held.measured()
        if number >= 0:
            for name, each in found.items():
                getattr(times, name).append(each)
        sys.stderr.write(f"{number + 1} / {rounds} {found}\n")
    return times


def table(times: Times, count: int) -> str:
    confirm, copy = median(times.confirm), median(times.copy)
    ratio = confirm / copy
    return "\n".join(
        [
            f"import of {count:,} rows, confirm step with history  {confirm:.2f} s  COPY {copy:.2f} s"
            f"  {ratio:.1f} ×  (must {MUST}, aim {AIM})",
            f"check and preview {median(times.check):.2f} s, undo {median(times.undo):.2f} s",
        ]
    )


def main(arguments: Sequence[str]) -> str:
    parser = argparse.ArgumentParser(prog="benchmarks.imports", description=__doc__)
    parser.add_argument("--size", default="medium", help="the sample world beside which lists come in")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument(INSIDE, action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.inside:
        return table(measure(asked.rows, asked.rounds), asked.rows)
    with database(Database(os.environ["DATABASE_URL"]), asked.size) as (made, _session):
        command = [sys.executable, "-m", "benchmarks.imports", INSIDE, "--rows", str(asked.rows)]
        done = subprocess.run(  # noqa: S603  # this module
            [*command, "--rounds", str(asked.rounds)],
            env={**os.environ, "DATABASE_URL": made.url, "DJANGO_SETTINGS_MODULE": "config.settings"},
            cwd=Path(__file__).parent.parent,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
