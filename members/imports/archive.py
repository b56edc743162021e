"""Looks into a zip before anything opens it: what it says it holds, and what comes out of it.

The directory of a zip can lie, so every part is unpacked once, in pieces that are thrown away.
"""

import io
import zipfile
import zlib
from typing import Final

from members.imports.tables import Unreadable

MAX_PARTS: Final = 1_000
MAX_UNPACKED: Final = 100 * 1024 * 1024
# A sheet of blank cells packs to a fiftieth, text that repeats to a thousandth: only large parts are suspect.
MAX_RATIO: Final = 150
RATIO_COUNTS_FROM: Final = 20 * 1024 * 1024
_PIECE: Final = 256 * 1024
_OVERLAP: Final = 32
_FORBIDDEN: Final = tuple(
    sign.encode(code) for sign in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def check_archive(data: bytes) -> None:
    """Let a workbook of Excel pass. Raises Unreadable for anything that isn't one, or that hides something."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_directory(parts)
            unpacked = 0
            for part in parts:
                unpacked += _check_part(archive, part, MAX_UNPACKED - unpacked)
    except _DAMAGED as error:
        raise Unreadable("broken") from error


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS:
        raise Unreadable("too_many_parts")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable("password")
    if len(set(names)) < len(names):
        raise Unreadable("broken")
    _check_names(names)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable("inflates")


def _check_names(names: list[str]) -> None:
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise Unreadable("macros")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Unreadable("other_spreadsheet")
    if not any(name.startswith("xl/") or name.endswith("/workbook.xml") for name in names):
        raise Unreadable("no_workbook")
    if any("externallinks/" in name for name in names):
        raise Unreadable("external_links")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int) -> int:
    """Unpack one part and return its size, which must be the one that the directory tells."""
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable("broken")
    if part.compress_size > 2 * part.file_size + 64 or _packs_too_well(part):
        raise Unreadable("inflates")
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, before = 0, b""
    with archive.open(part) as unpacked:
        while piece := unpacked.read(_PIECE):
            size += len(piece)
            if size > allowed:
                raise Unreadable("inflates")
            seen = before + piece
            if is_xml and any(sign in seen for sign in _FORBIDDEN):
                raise Unreadable("entities")
            if part.filename == "[Content_Types].xml" and b"macroEnabled" in seen:
                raise Unreadable("macros")
            before = piece[-_OVERLAP:]
    return size


def _packs_too_well(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_COUNTS_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)
