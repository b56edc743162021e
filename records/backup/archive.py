"""The file of a backup: a ZIP archive whose manifest names each member with its size and SHA-256.

``manifest.json`` is written last and read first; what it doesn't name has no business in the archive. The archive holds
personal data: only its owner may read it.
"""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Final, Self

from thai.calendar import format_datetime

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
UPLOADS: Final = "uploads/"
AT_ONCE: Final = 1024 * 1024
# What a damaged archive, or one that somebody wrote by hand, makes Python raise.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    NotImplementedError,
)


class BackupError(Exception):
    """Why a backup wasn't made or restored, in Thai, for whoever looks after the server."""


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself. ``rows`` counts each table; ``files`` gives size and SHA-256 of each member."""

    made_at: datetime
    vendor: str
    server: str
    migrations: tuple[tuple[str, str], ...]
    rows: Mapping[str, int]
    files: Mapping[str, tuple[int, str]]

    def as_json(self) -> str:
        told = {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "vendor": self.vendor,
            "server": self.server,
            "migrations": self.migrations,
            "rows": self.rows,
            "files": {name: {"size": size, "sha256": digest} for name, (size, digest) in self.files.items()},
        }
        return json.dumps(told, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read a manifest; raises ValueError or KeyError for what isn't one."""
        told = json.loads(text)
        if not isinstance(told, dict) or told["format"] != FORMAT:
            raise ValueError("another format")
        return cls(
            made_at=datetime.fromisoformat(told["made_at"]),
            vendor=str(told["vendor"]),
            server=str(told["server"]),
            migrations=tuple((str(app), str(name)) for app, name in told["migrations"]),
            rows={str(table): int(count) for table, count in told["rows"].items()},
            files={str(name): (int(of["size"]), str(of["sha256"])) for name, of in told["files"].items()},
        )

    @property
    def database(self) -> str:
        """The member that holds the database."""
        [name] = [name for name in self.files if not name.startswith(UPLOADS)]
        return name

    @property
    def uploads(self) -> list[str]:
        """The members that are files of officers."""
        return [name for name in self.files if name.startswith(UPLOADS)]


@dataclass(frozen=True)
class Snapshot:
    """The database at one moment, in a file, as its engine hands it over; ``packed``: compressed already."""

    path: Path
    packed: bool
    server: str
    migrations: tuple[tuple[str, str], ...]
    rows: Mapping[str, int]


class Writer:
    """Adds members to an archive and remembers what they are."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.files: dict[str, tuple[int, str]] = {}

    def add(self, name: str, path: Path, *, packed: bool = False) -> None:
        """Add a file as ``name``; ``packed``: it is compressed already."""
        info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with path.open("rb") as source, self._archive.open(info, "w", force_zip64=True) as member:
            self.files[name] = copied(source, member)

    def close(self, manifest: Manifest) -> None:
        self._archive.writestr(MANIFEST, manifest.as_json(), compress_type=zipfile.ZIP_DEFLATED)


def copied(source: IO[bytes], target: IO[bytes] | None) -> tuple[int, str]:
    """Copy to the end and return size and SHA-256; without a target only read."""
    size, digest = 0, hashlib.sha256()
    while block := source.read(AT_ONCE):
        size += len(block)
        digest.update(block)
        if target is not None:
            target.write(block)
    return size, digest.hexdigest()


@contextmanager
def new_archive(path: Path) -> Iterator[Writer]:
    """Write an archive that appears under its name when it is whole and on disk, or not at all."""
    unfinished = path.with_suffix(".part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", compresslevel=6) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


class Archive:
    """An archive that is read. Raises ``BackupError`` for what can't be read as one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = Manifest.from_json(self._zip.read(MANIFEST))
            self.manifest.database  # noqa: B018  # exactly one, or ValueError
        except FileNotFoundError as error:
            raise BackupError(f"ไม่พบไฟล์ {path}") from error
        except BROKEN as error:
            raise BackupError(f"{path} ไม่ใช่ไฟล์สำรองของระบบนี้ หรือไฟล์เสียหาย ({error})") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def problems(self) -> list[str]:
        """Read every member to its end and return what isn't as the manifest says; nothing when all is."""
        held = [name for name in self._zip.namelist() if name != MANIFEST]
        strange = sorted(set(held) - self.manifest.files.keys())
        strange += sorted({name for name in held if held.count(name) > 1})
        problems = [f"มีไฟล์ที่ไม่อยู่ในรายการ: {name}" for name in strange]
        for name, expected in self.manifest.files.items():
            if not _is_safe(name):
                problems.append(f"ชื่อไฟล์ไม่ปลอดภัย: {name}")
            elif name not in held:
                problems.append(f"ขาดไฟล์: {name}")
            elif self._read(name) != expected:
                problems.append(f"ไฟล์เสียหาย: {name}")
        return problems

    def _read(self, name: str) -> tuple[int, str] | None:
        try:
            with self._zip.open(name) as member:
                return copied(member, None)
        except BROKEN:
            return None

    def extract(self, name: str, target: Path) -> None:
        """Write one member to ``target``, and compare it with the manifest once more on the way."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with self._zip.open(name) as member, os.fdopen(descriptor, "wb") as file:
                found = copied(member, file)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BackupError(f"ไฟล์เสียหาย: {name}") from error
        if found != self.manifest.files[name]:
            raise BackupError(f"ไฟล์เสียหาย: {name}")

    def needs_bytes(self) -> int:
        """How much its members take on disk."""
        return sum(size for size, _ in self.manifest.files.values())


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def room_below(folder: Path) -> int:
    """Free bytes for this account on the disk of a folder, or of the nearest one above that exists."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def words_of(manifest: Manifest) -> list[str]:
    """What a person wants to know of an archive, a line each."""
    size = sum(size for size, _ in manifest.files.values())
    return [
        f"สำรองเมื่อ {format_datetime(manifest.made_at)} จากฐานข้อมูล {manifest.vendor} {manifest.server}",
        f"ตาราง {len(manifest.rows)} ตาราง รวม {sum(manifest.rows.values()):,} แถว "
        f"ไฟล์ที่นำเข้า {len(manifest.uploads):,} ไฟล์ ขนาดเมื่อคลาย {size:,} ไบต์",
    ]
