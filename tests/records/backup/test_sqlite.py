"""What SQLite itself finds wrong is told before anything is put back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from records.backup.archive import BackupError
from records.backup.sqlite import problems_of, put_back, take
from tests.installations import empty_database

pytestmark = pytest.mark.sqlite


def test_a_copy_whose_rows_point_nowhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        copy.executescript("CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a (id));")
        assert problems_of(path) == []
        copy.executescript("INSERT INTO b VALUES (7)")
        assert "foreign key" in problems_of(path)[0]
    (tmp_path / "noise").write_bytes(b"noise" * 1000)
    assert "เปิดฐานข้อมูลในไฟล์สำรองไม่ได้" in problems_of(tmp_path / "noise")[0]


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_not_there_or_can_not_be_written_is_told(tmp_path: Path) -> None:
    with empty_database(tmp_path) as other:
        with pytest.raises(BackupError, match="คัดลอกฐานข้อมูลไม่สำเร็จ"):
            take(other, tmp_path)
        taken = take(connection, tmp_path)
        other.settings_dict["NAME"] = tmp_path
        with pytest.raises(BackupError, match="ฐานข้อมูลเดิมไม่เปลี่ยนแปลง"):
            put_back(other, taken.path)
