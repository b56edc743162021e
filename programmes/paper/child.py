"""Makes one document in a process of its own: ``python -m programmes.paper.child STATIC MEMORY SECONDS <html >pdf``.

What a long page takes of memory and time ends here; the web server never loads the library. Django isn't loaded.
Only files of the portal's own static folder are read: no page can make it ask the network.
"""

import hashlib
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

MISSING: Final = 3  # exit status: the system's libraries aren't there
FONT: Final = "vendor/ibm-plex-sans-thai-looped/IBMPlexSansThaiLooped-Regular.woff2"  # both weights number alike
THAI: Final = range(0x0E00, 0x0E80)
# What fontconfig reads instead of the machine's own settings.
FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><cachedir>{folder}</cachedir></fontconfig>
"""


def limit(memory: int, seconds: int) -> None:
    """Let this process take so much memory in all, and so much of a processor's time."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def keep_apart_from_other_programs(folder: Path) -> None:
    """Let what is learnt of the machine's fonts stay in a folder of this process.

    A process that ends at its limit while it looks through them would leave an empty list behind, and no program of
    the machine would find a font any more.
    """
    settings = folder / "fonts.conf"
    settings.write_text(FONTS.format(folder=folder))
    os.putenv("FONTCONFIG_FILE", str(settings))


def thai_glyphs(static: Path) -> dict[int, str]:
    """Return which Thai sign each glyph of our font shows, variants of a sign included."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(static / FONT) as font:
        signs = {name: chr(code) for code, name in font.getBestCmap().items() if code in THAI}
        names = font.getGlyphOrder()
    return {number: signs[base] for number, name in enumerate(names) if (base := name.partition(".")[0]) in signs}


def read_back_as_written(weasyprint: Any, glyphs: dict[int, str]) -> None:
    """Let the document say of each glyph which sign it is, so that its text can be searched and copied.

    The library takes it from where a glyph stands in the text. Of SARA AM, which is drawn by two glyphs, that gives
    nothing for the one, and both signs for the other wherever it stands.
    """
    build = weasyprint.pdf.build_fonts_dictionary

    def told(pdf: Any, fonts: Any, *args: Any) -> Any:
        for font in fonts.values():
            font.to_unicode |= {number: glyphs[number] for number in font.to_unicode if number in glyphs}
        return build(pdf, fonts, *args)

    weasyprint.pdf.build_fonts_dictionary = told


def document(html: str, static: Path) -> bytes:
    """Return the page as a tagged PDF; the same page gives the same bytes."""
    import weasyprint  # noqa: PLC0415

    class OwnFiles(weasyprint.URLFetcher):  # type: ignore[misc]  # a package without types
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = Path(url.removeprefix("file://")).resolve()
            if not url.startswith("file://") or static not in path.parents:
                raise ValueError(f"not a file of the portal: {url}")
            return super().fetch(url, headers)

    read_back_as_written(weasyprint, thai_glyphs(static))
    fetcher = OwnFiles(allowed_protocols=["file"])
    page = weasyprint.HTML(string=html, base_url=f"{static.as_uri()}/", url_fetcher=fetcher)
    name = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    written: bytes = page.write_pdf(pdf_tags=True, pdf_identifier=name)
    return written


def main(static: str, memory: str, seconds: str) -> None:
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        keep_apart_from_other_programs(Path(folder))
        limit(int(memory), int(seconds))
        try:
            sys.stdout.buffer.write(document(sys.stdin.buffer.read().decode(), Path(static).resolve()))
        except (OSError, ImportError) as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(MISSING)


if __name__ == "__main__":
    main(*sys.argv[1:])
