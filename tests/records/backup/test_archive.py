"""What stands in an archive is what its manifest says, and nothing of it lands elsewhere."""

import json
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from records.backup.archive import Archive, BackupError, Manifest, new_archive, words_of


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path, database, upload = tmp_path / "a.zip", tmp_path / "db", tmp_path / "upload"
    database.write_bytes(random.Random(1).randbytes(3_000_000))  # noqa: S311  # no secret
    upload.write_bytes(b"u")
    with new_archive(path) as writer:
        writer.add("database.sqlite3", database)
        writer.add("uploads/ก.csv", upload, packed=True)
        made_at = datetime(2026, 11, 25, 2, tzinfo=UTC)
        writer.close(Manifest(made_at, "sqlite", "3", (("members", "0001_initial"),), {"t": 2}, writer.files))
    return path


def changed(whole: Path, *, add: dict[str, bytes] | None = None, **manifest: Any) -> Path:
    """Return a copy with other members or another manifest, as somebody could make it by hand."""
    path = whole.with_name("changed.zip")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "manifest.json":
                new.writestr(name, old.read(name))
        for name, content in (add or {}).items():
            new.writestr(name, content)
        told = json.loads(old.read("manifest.json"))
        new.writestr("manifest.json", json.dumps({**told, **manifest}))
    return path


def problems(path: Path) -> list[str]:
    with Archive(path) as archive:
        return archive.problems()


def test_a_whole_archive_has_no_problem_and_tells_of_itself(whole: Path) -> None:
    with Archive(whole) as archive:
        assert archive.problems() == []
        assert archive.needs_bytes() == 3_000_001
        first, second = words_of(archive.manifest)
    assert "2569" in first
    assert "รวม 2 แถว ไฟล์ที่นำเข้า 1 ไฟล์" in second


def test_what_the_manifest_does_not_name_is_a_problem(whole: Path) -> None:
    assert problems(changed(whole, add={"uploads/more": b"x"})) == ["มีไฟล์ที่ไม่อยู่ในรายการ: uploads/more"]


def test_what_is_missing_or_other_than_the_manifest_says_is_a_problem(whole: Path, tmp_path: Path) -> None:
    files = {"database.sqlite3": {"size": 1, "sha256": "0"}, "uploads/ก.csv": {"size": 1, "sha256": "0"}}
    path = changed(whole, files=files | {"uploads/gone": {"size": 1, "sha256": "0"}})
    assert problems(path) == ["ไฟล์เสียหาย: database.sqlite3", "ไฟล์เสียหาย: uploads/ก.csv", "ขาดไฟล์: uploads/gone"]
    with Archive(path) as archive, pytest.raises(BackupError, match="เสียหาย"):
        archive.extract("database.sqlite3", tmp_path / "out")


@pytest.mark.parametrize("name", ["uploads/../../x", "uploads/a\\b", "uploads/a\0b"])
def test_a_name_that_leads_out_of_the_folder_is_a_problem(whole: Path, name: str) -> None:
    files = {"database.sqlite3": {"size": 1, "sha256": "0"}, name: {"size": 1, "sha256": "0"}}
    assert f"ชื่อไฟล์ไม่ปลอดภัย: {name}" in problems(changed(whole, files=files))


@pytest.mark.parametrize("manifest", [{"format": 2}, {"made_at": "yesterday"}, {"files": {}}, {"rows": []}])
def test_another_manifest_is_no_backup_of_this_portal(whole: Path, manifest: dict[str, Any]) -> None:
    with pytest.raises(BackupError, match="ไม่ใช่ไฟล์สำรองของระบบนี้"):
        Archive(changed(whole, **manifest))
    with pytest.raises(BackupError, match="ไม่พบไฟล์"):
        Archive(whole.with_name("nowhere.zip"))


def test_every_flipped_byte_of_the_data_is_seen(whole: Path) -> None:
    content = whole.read_bytes()
    for place in range(100, 2_900_000, 290_000):  # within the packed database
        path = whole.with_name("flipped.zip")
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :])
        assert problems(path) == ["ไฟล์เสียหาย: database.sqlite3"]


def test_an_archive_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), new_archive(tmp_path / "b.zip") as writer:
        writer.add("database.sqlite3", tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
