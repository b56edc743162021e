"""Asks the child process for a document, and remembers what it made by its content."""

import ctypes
import hashlib
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache as remembered
from threading import BoundedSemaphore
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from programmes.paper.child import MISSING
from records.errors import RuleBroken

logger = logging.getLogger(__name__)

MEMORY: Final = 1024 * 1024 * 1024  # bytes of addresses; what is really used is a tenth of it
PROCESSOR_SECONDS: Final = 40
SECONDS: Final = 60
KEPT_SECONDS: Final = 24 * 60 * 60
AT_ONCE: Final = 2
CHILD: Final[tuple[str, ...]] = ("-m", "programmes.paper.child")
# What the library loads, and the Debian package that brings it.
LIBRARIES: Final = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
_turns = BoundedSemaphore(AT_ONCE)


class NoPaper(RuleBroken):  # as its base
    """The document can't be made now; the message says why and what to do."""


class NoLibraries(NoPaper):  # as its base
    """No document can be made on this machine until somebody installs what is missing."""


@remembered
def missing_packages() -> tuple[str, ...]:
    """Return the Debian packages that this machine lacks; looked up once for each process."""
    return tuple(package for library, package in LIBRARIES.items() if not _is_there(library))


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def paper(html: str) -> bytes:
    """Return the page as a PDF, made now or earlier from the same content. Raises ``NoPaper``."""
    key = f"paper-{hashlib.sha256(html.encode()).hexdigest()}"
    with _kept_or_not():
        known: bytes | None = caches["papers"].get(key)
        if known is not None:
            return known
    made = _made(html)
    with _kept_or_not():
        caches["papers"].set(key, made, KEPT_SECONDS)
    return made


@contextmanager
def _kept_or_not() -> Iterator[None]:
    """A document is given also where none can be kept: the disk is full, or the folder somebody else's."""
    try:
        yield
    except OSError as barred:
        logger.warning("Documents on paper aren't kept: %s", barred)


def _made(html: str) -> bytes:
    static = str(settings.BASE_DIR / "static")
    command = [sys.executable, *CHILD, static, str(MEMORY), str(PROCESSOR_SECONDS)]
    if not _turns.acquire(timeout=SECONDS):
        raise NoPaper(_("มีผู้ขอเอกสาร PDF พร้อมกันหลายราย กรุณาลองใหม่ในอีกสักครู่"))
    try:
        child = subprocess.run(  # noqa: S603  # our own module; the page comes by its standard input
            command, input=html.encode(), capture_output=True, cwd=settings.BASE_DIR, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as expired:
        raise NoPaper(_too_much()) from expired
    finally:
        _turns.release()
    if child.returncode == MISSING:
        raise NoLibraries(without_libraries())
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF"):
        raise NoPaper(_too_much())
    return child.stdout


def without_libraries() -> str:
    """Say what is missing, for readers and for those who look after the machine."""
    packages = " ".join(missing_packages() or LIBRARIES.values())
    return _(
        "เครื่องแม่ข่ายยังสร้าง PDF ไม่ได้ เพราะขาดชุดโปรแกรม %(packages)s ให้ผู้ดูแลระบบติดตั้ง ระหว่างนี้ใช้ XLSX หรือพิมพ์จากหน้าเว็บแทน"
    ) % {"packages": packages}


def _too_much() -> str:
    return _("เอกสารนี้ยาวเกินกว่าจะสร้างเป็น PDF ได้ในเวลาที่กำหนด ให้เลือกบางส่วนของปี หรือใช้ XLSX แทน")
