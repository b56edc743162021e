"""Keep both languages of the interface complete: ``python locale/update.py``, and ``--check`` among the checks.

Without an option it writes what it finds into the catalogues, keeps their translations, drops what is no longer used,
and compiles them. With ``--check`` it changes nothing, names what is missing or wrong, and fails if there is anything.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "locale")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from babel.messages import Message  # noqa: E402 - the paths and the settings come first
from babel.messages.pofile import read_po, write_po  # noqa: E402
from catalogues import (  # noqa: E402
    DOMAINS,
    HEADERS,
    Collected,
    build,
    catalogue_path,
    collect,
    compiled,
    files_under,
    forms,
    is_translated,
    own_folders,
    wanted,
    written,
)
from django.template.base import Lexer, Token, TokenType  # noqa: E402

THAI = re.compile(r"[\u0e01-\u0e5b]")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-+0#]*\d*(?:\.\d+)?[a-zA-Z%]|\{\w*\}")
MARKED = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
# Thai that stays Thai: a name or a title of a document, and a quotation, which components/source_note.html marks.
FOREIGN = re.compile(r'lang="th"[^>]*>[^<]*|\bquotation="[^"]*"')


def update() -> None:
    """Write the catalogues of both languages and compile them; a domain without strings has no files."""
    for domain in DOMAINS:
        strings = collect(domain)
        for language in HEADERS:
            catalog = build(language, domain, strings)
            path = catalogue_path(language, domain)
            if not len(catalog):
                path.unlink(missing_ok=True)
                path.with_suffix(".mo").unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalog, width=0, include_lineno=False)
            path.with_suffix(".mo").write_bytes(compiled(catalog, language))


def places(message: Message) -> str:
    return ", ".join(sorted({name for name, _line in message.locations}))


def untranslated(language: str, domain: str, strings: Collected) -> Iterator[str]:
    """Name each string of ours without English, and each of a package without Thai."""
    known = written(language, domain)
    for entry, message in wanted(language, strings, known).items():
        if not is_translated(known.get(entry)):
            yield f"locale/{language}/{domain}.po has no translation of {entry[1]!r} ({places(message)})"
        elif language == "en" and message.id in forms(known[entry].string):
            yield f"locale/{language}/{domain}.po repeats {entry[1]!r} instead of translating it ({places(message)})"


def english_sources(strings: Collected) -> Iterator[str]:
    """Name each string of our own that isn't Thai; the strings of the packages may be used again as they are."""
    for entry, message in strings.own.items():
        if not THAI.search(entry[1]) and entry not in strings.foreign:
            yield f"{places(message)}: the source string {entry[1]!r} isn't Thai"


def placeholders(text: str) -> list[str]:
    """Return what is filled in: named places once, places by order as often as they stand."""
    found = [place for place in PLACEHOLDER.findall(text) if place != "%%"]
    named = {place for place in found if re.search(r"\w{2,}|\(\w", place)}
    return sorted([*named, *(place for place in found if place not in named)])


def misplaced(message: Message) -> str | None:
    """Say what is wrong with the places of a translation; only a form for one may leave out the number."""
    source, targets = placeholders(forms(message.id)[-1]), forms(message.string)
    for target in targets:
        found = placeholders(target)
        complete = found == source or (target is not targets[-1] and set(found) <= set(source))
        if not complete:
            return f"{found} instead of {source}"
        if any("%" in place for place in found) and "%" in PLACEHOLDER.sub("", target):
            return "a sign % that isn't doubled"
    return None


def wrong_places(language: str, domain: str) -> Iterator[str]:
    for entry, message in written(language, domain).items():
        if is_translated(message) and (wrong := misplaced(message)):
            yield f"locale/{language}/{domain}.po: {entry[1]!r} has {wrong}"


def stale(language: str, domain: str) -> Iterator[str]:
    """Name a compiled catalogue that doesn't say what its source says."""
    path = catalogue_path(language, domain)
    target = path.with_suffix(".mo")
    if not path.exists():
        if target.exists():
            yield f"{target.relative_to(ROOT)} has no source"
        return
    with path.open("rb") as file:
        fresh = compiled(read_po(file), language)
    if not target.exists() or target.read_bytes() != fresh:
        yield f"{target.relative_to(ROOT)} is stale: run python locale/update.py"


def says_thai(token: Token) -> bool:
    """Tell whether a token, outside blocks of translation, holds Thai that isn't marked."""
    if token.token_type == TokenType.COMMENT or token.contents.split(" ")[0] in {
        "translate",
        "trans",
        "blocktranslate",
        "blocktrans",
    }:
        return False
    text = token.contents if token.token_type == TokenType.TEXT else MARKED.sub("", token.contents)
    return bool(THAI.search(FOREIGN.sub("", text)))


def unmarked(path: Path, base: Path = ROOT) -> Iterator[str]:
    """Name the places of a template where Thai stands that no other language can replace."""
    closed_by = ""
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        word = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if closed_by:
            closed_by = "" if word == closed_by else closed_by
        elif word in {"blocktranslate", "blocktrans", "comment"}:
            closed_by = f"end{word}"
        elif says_thai(token):
            first = next(line.strip() for line in token.contents.splitlines() if THAI.search(line))
            yield f"{path.relative_to(base)}:{token.lineno}: Thai that isn't marked for translation: {first[:60]!r}"


def unmarked_templates() -> Iterator[str]:
    for folder in own_folders():
        for path in files_under(folder, "django"):
            if path.suffix != ".py":
                yield from unmarked(path)


def problems() -> list[str]:
    """Return everything that is missing or wrong, a line each; empty when both languages are complete."""
    found = list(unmarked_templates())
    for domain in DOMAINS:
        strings = collect(domain)
        found += english_sources(strings)
        for language in HEADERS:
            found += untranslated(language, domain, strings)
            found += wrong_places(language, domain)
            found += stale(language, domain)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Collect and compile the translations of the interface.")
    parser.add_argument("--check", action="store_true", help="change nothing, fail if something is missing or wrong")
    if not parser.parse_args().check:
        update()
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found) or "Both languages are complete.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
