"""The process that makes documents."""

import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pypdf import PdfReader

from programmes.paper.child import MISSING, thai_glyphs

STATIC = settings.BASE_DIR / "static"
MEMORY = 1024 * 1024 * 1024
PAGE = '<html lang="th"><head><title>t</title><link rel="stylesheet" href="css/paper.css"></head><body>%s</body></html>'


def made(body: str, *, memory: int = MEMORY, before: str = "pass") -> "subprocess.CompletedProcess[bytes]":
    """Run the child; ``before`` is what happens in its process first."""
    code = f"import sys; {before}; from programmes.paper.child import main; main({str(STATIC)!r}, '{memory}', '30')"
    return subprocess.run(
        [sys.executable, "-c", code],
        input=(PAGE % body).encode(),
        capture_output=True,
        cwd=settings.BASE_DIR,
        check=False,
    )


def test_thai_is_read_back_as_it_was_written_and_the_document_is_tagged() -> None:
    written = "สำนักงานดำเนินการกับน้ำ และจำนวนกลุ่มปี 2567 ก่อนหน้า"
    reader = PdfReader(BytesIO(made(f"<p>{written}</p>").stdout))
    read = "".join(reader.pages[0].extract_text().split())
    plain = unicodedata.normalize("NFKC", "".join(written.replace("กับน้ำ", "").split()))
    assert plain in unicodedata.normalize("NFKC", read).replace("กับนํ้า", "").replace("กับน้ํา", "")
    root: Any = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "th"


def test_no_page_makes_it_read_another_file_or_ask_the_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'ความลับ'; }")
    links = [f"file://{secret}", f"file://{STATIC}/../../{secret.name}", "http://127.0.0.1:9/x.css"]
    body = "".join(f'<link rel="stylesheet" href="{link}">' for link in links) + "<p>เปิดเผย</p>"
    child = made(body)
    assert child.returncode == 0
    assert "ความลับ" not in PdfReader(BytesIO(child.stdout)).pages[0].extract_text()


@pytest.mark.parametrize(
    "before",
    [
        "sys.modules['weasyprint'] = None",  # the package isn't there
        "import ctypes.util, cffi; cffi.FFI.dlopen = lambda *a, **k: (_ for _ in ()).throw(OSError('no pango'))",
    ],
)
def test_without_library_it_says_so_by_its_status(before: str) -> None:
    assert made("<p>x</p>", before=before).returncode == MISSING


def test_it_ends_when_it_takes_too_much_memory() -> None:
    assert made("<p>x</p>", memory=60 * 1024 * 1024).returncode not in {0}


@pytest.mark.parametrize("megabytes", [60, 120, 1024])
def test_what_it_learns_of_fonts_stays_its_own_however_it_ends(megabytes: int) -> None:
    before = known_of_fonts()
    made("<p>x</p>", memory=megabytes * 1024 * 1024)
    assert known_of_fonts() == before


def known_of_fonts() -> dict[str, float]:
    """Return the machine's lists of fonts with the moment of their writing."""
    lists = Path("/var/cache/fontconfig").glob("*.cache-*")
    return {path.name: path.stat().st_mtime for path in lists}


def test_each_glyph_shows_one_sign_variants_too() -> None:
    glyphs = thai_glyphs(STATIC)
    assert {"ำ", "ํ", "า", "้", "ก"} <= set(glyphs.values())
    assert len(glyphs) > len(set(glyphs.values()))
