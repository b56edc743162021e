"""Collect the strings of the interface from what is written and installed, and make the catalogues of both languages.

Our own strings are Thai in the source and get their English in ``locale/en``. The strings of Django and of the other
packages are English and get Thai in ``locale/th``, where the package brings none or a bad one.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import django.conf
from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
DOMAINS = ("django", "djangojs")
OPTIONAL = (
    "django.contrib.humanize",
    "django.contrib.postgres",
)  # whose tags and fields may be used without installing them
SKIPPED = {"tests", "migrations", "vendor", "locale"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
HEADER = "Written by locale/update.py; only the translations are edited by hand."
HEADERS = {
    "th": [("Language", "th"), ("Plural-Forms", "nplurals=1; plural=0;")],
    "en": [("Language", "en"), ("Plural-Forms", "nplurals=2; plural=(n != 1);")],
}

Key = tuple[str | None, str]


class FixedCatalog(Catalog):
    """A catalogue without dates and tools in its header, so the same strings give the same bytes."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, fuzzy=False, header_comment=f"# {HEADER}")
        content = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
        self._fixed_headers = [("MIME-Version", "1.0"), *content, *HEADERS[language]]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return self._fixed_headers


class Collected(NamedTuple):
    """The strings of one domain: our own ones, those of the packages, and those to which the packages give Thai."""

    own: dict[Key, Message]
    foreign: dict[Key, Message]
    shipped: set[Key]


def key(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def forms(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the forms of a message or translation, one or several, as a list."""
    return [value or ""] if value is None or isinstance(value, str) else list(value)


def is_translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(forms(message.string))


# Collecting


def source_of(path: Path) -> tuple[str, str]:
    """Return the extraction method for ``path`` and its text, templates turned into what the method reads."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return "python", text
    if path.suffix == ".js":
        return "javascript", text
    return "python", "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def strings_in(path: Path) -> Iterator[tuple[str | None, str | tuple[str, ...]]]:
    """Give the context and the singular, or singular and plural, of every string marked for translation in a file."""
    method, text = source_of(path)
    for _line, found, _comments, context in extract(method, BytesIO(text.encode()), KEYWORDS):
        if found:
            yield context, found


def files_under(folder: Path, domain: str) -> Iterator[Path]:
    """Give the files of a package, or a folder of templates or scripts, in which strings of ``domain`` can stand."""
    suffixes = {"django": {".py", ".html", ".txt", ".xml", ".svg"}, "djangojs": {".js"}}[domain]
    for path in sorted(folder.rglob("*")):
        inside = {folder.name, *path.relative_to(folder).parts}
        may_hold = path.suffix in {".py", ".js"} or "templates" in inside
        if path.suffix in suffixes and may_hold and not inside & SKIPPED:
            yield path


def collect_files(folders: list[Path], domain: str, base: Path) -> dict[Key, Message]:
    catalog = Catalog()
    for folder in folders:
        for path in files_under(folder, domain):
            for context, found in strings_in(path):
                catalog.add(found, context=context, locations=[(path.relative_to(base).as_posix(), 0)])
    return {key(message): message for message in catalog if message.id}


def app_folders() -> dict[str, Path]:
    """Return the folder of each installed app by name, without loading the models."""
    configs = [AppConfig.create(entry) for entry in settings.INSTALLED_APPS]
    return {config.name: Path(config.path) for config in configs}


def own_folders() -> list[Path]:
    """Return our packages and the folders of pages and scripts."""
    packages = {path for path in app_folders().values() if path.parent == ROOT}
    return [path for path in sorted({*packages, ROOT / "config", ROOT / "templates", ROOT / "static"}) if path.is_dir()]


def package_folders() -> dict[str, Path]:
    """Return the folder of Django itself and of every package whose strings a person can meet, by its name."""
    core = Path(django.conf.__file__).parent
    folders = {"django.conf": core}
    folders |= {name: core.parent.joinpath(*name.split(".")[1:]) for name in OPTIONAL}
    folders |= {name: path for name, path in app_folders().items() if path.parent != ROOT}
    return dict(sorted(folders.items()))


def english_of(folder: Path, domain: str) -> dict[Key, Message]:
    """Return a package's own strings: its English catalogue, or what its source marks when it has none."""
    path = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        has_catalogues = any((folder / "locale").glob(f"*/LC_MESSAGES/{domain}.po"))
        return collect_files([folder], domain, folder.parent) if has_catalogues else {}
    with path.open("rb") as file:
        return {key(message): message for message in read_po(file) if message.id}


def thai_of(folder: Path, domain: str) -> set[Key]:
    """Return the strings to which the installed package gives Thai, by what is used at run time."""
    path = folder / "locale" / "th" / "LC_MESSAGES" / f"{domain}.mo"
    if not path.exists():
        return set()
    with path.open("rb") as file:
        translated = [message for message in read_mo(file) if message.id and is_translated(message)]
    for message in translated:  # Babel leaves the contexts of a compiled catalogue as bytes
        message.context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return {key(message) for message in translated}


def collect(domain: str) -> Collected:
    foreign: dict[Key, Message] = {}
    shipped: set[Key] = set()
    for name, folder in package_folders().items():
        shipped |= thai_of(folder, domain)
        for entry, message in english_of(folder, domain).items():
            known = foreign.setdefault(entry, Message(message.id, context=message.context))
            known.id = message.id if not isinstance(message.id, str) else known.id
            known.locations.append((name, 0))
    return Collected(collect_files(own_folders(), domain, ROOT), foreign, shipped)


# Writing


def catalogue_path(language: str, domain: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def written(language: str, domain: str) -> dict[Key, Message]:
    """Return the messages of our catalogue as it stands in the folder."""
    path = catalogue_path(language, domain)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key(message): message for message in read_po(file) if message.id}


def wanted(language: str, strings: Collected, old: dict[Key, Message]) -> dict[Key, Message]:
    """Return what the catalogue must hold: in Thai what the packages lack or we say better, in English all our own."""
    if language == "en":
        return {entry: message for entry, message in strings.own.items() if entry not in strings.foreign}
    return {
        entry: message
        for entry, message in strings.foreign.items()
        if entry not in strings.shipped or is_translated(old.get(entry))
    }


def build(language: str, domain: str, strings: Collected) -> FixedCatalog:
    """Return the catalogue with its known translations kept and what is no longer used left out."""
    old = written(language, domain)
    catalog = FixedCatalog(language)
    for entry, message in sorted(
        wanted(language, strings, old).items(), key=lambda item: (item[0][1], item[0][0] or "")
    ):
        known = old.get(entry)
        keep = known.string if known and isinstance(known.id, str) == isinstance(message.id, str) else None
        names = sorted({name for name, _line in message.locations})
        catalog.add(message.id, keep, context=message.context, locations=[(name, 0) for name in names])
        if known and known.fuzzy:
            catalog.get(message.id, message.context).flags.add("fuzzy")  # type: ignore[union-attr]
    return catalog


def compiled(catalog: Catalog, language: str) -> bytes:
    """Return the bytes of the .mo file; the same strings always give the same bytes."""
    fixed = FixedCatalog(language)
    for message in catalog:
        if message.id and is_translated(message):
            fixed.add(message.id, message.string, context=message.context)
    target = BytesIO()
    write_mo(target, fixed)
    return target.getvalue()
