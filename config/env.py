"""The only reader of the environment: every setting that an installation may change, with its type and meaning.

An empty value counts as unset. Values that can't be read, and whatever forbids production (``config.checks``), are
told all at once and nothing starts. ``docs/operations.md`` shows the same table to those who run the portal.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

from config.checks import DEFAULT_SECRET_KEY, ProductionValues, production_problems

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Variable:
    """One variable of the environment, as the table of ``docs/operations.md`` shows it."""

    name: str
    kind: str
    default: str
    meaning: str


Value = TypeVar("Value")

VARIABLES: list[Variable] = []
_unreadable: list[str] = []
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def _read(variable: Variable, default: Value, parse: Callable[[str], Value]) -> Value:
    """Return the variable's value, or ``default`` when it is unset, empty or unreadable (which is noted)."""
    VARIABLES.append(variable)
    text = environ.Env.ENVIRON.get(variable.name, "").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        _unreadable.append(f"{variable.name}: {error}. / {variable.name}: อ่านค่าไม่ได้ ต้องเป็น {variable.kind}")
        return default


def _text(name: str, default: str, meaning: str, *, shown: str | None = None) -> str:
    return _read(Variable(name, "text", default if shown is None else shown, meaning), default, str)


def _bool(name: str, default: bool, meaning: str, *, shown: str | None = None) -> bool:
    def parse(text: str) -> bool:
        if text.lower() in _TRUE + _FALSE:
            return text.lower() in _TRUE
        raise ValueError(f"{text!r} is neither 1 nor 0")

    return _read(Variable(name, "1 or 0", shown or str(int(default)), meaning), default, parse)


def _int(name: str, default: int, meaning: str, *, shown: str | None = None) -> int:
    def parse(text: str) -> int:
        if text.isascii() and text.isdecimal():
            return int(text)
        raise ValueError(f"{text!r} isn't a whole number from 0")

    return _read(Variable(name, "number", shown or str(default), meaning), default, parse)


def _list(name: str, default: list[str], meaning: str, *, shown: str | None = None) -> list[str]:
    def parse(text: str) -> list[str]:
        return [part.strip() for part in text.split(",") if part.strip()]

    return _read(Variable(name, "list, with commas", shown or ", ".join(default), meaning), default, parse)


def _choice(name: str, choices: Sequence[str], meaning: str) -> str:
    """The first choice is the default."""

    def parse(text: str) -> str:
        if text in choices:
            return text
        raise ValueError(f"{text!r} isn't one of {', '.join(choices)}")

    return _read(Variable(name, " or ".join(choices), choices[0], meaning), choices[0], parse)


def _folder(name: str, default: str, meaning: str) -> Path:
    """A folder that isn't absolute lies in the project's."""

    def parse(text: str) -> Path:
        return BASE_DIR / text

    return _read(Variable(name, "folder", default, meaning), parse(default), parse)


def _mail(url: str) -> dict[str, Any]:
    if not url.startswith(("smtp://", "smtp+tls://", "smtp+ssl://")):
        raise ValueError("it begins with none of smtp://, smtp+tls:// and smtp+ssl://")
    mail: dict[str, Any] = environ.Env.email_url_config(url)
    if not mail["EMAIL_HOST"]:
        raise ValueError("it names no host")
    return mail


def _database(url: str) -> dict[str, Any]:
    """Return Django's settings of the database at ``url``; a socket's folder may stand for the host, as ``%2Frun``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # an unknown engine is refused below, in our words
        database: dict[str, Any] = environ.Env.db_url_config(url)
    engine = database.get("ENGINE")
    if engine not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ValueError("it begins with neither sqlite:/// nor postgres://")
    if engine.endswith("sqlite3") and database["NAME"] != ":memory:":
        database["NAME"] = str(BASE_DIR / database["NAME"])
    database["HOST"] = unquote(database.get("HOST") or "")
    return database


def _cache(url: str) -> dict[str, Any]:
    try:
        cache: dict[str, Any] = environ.Env.cache_url_config(url)
    except ImproperlyConfigured as error:
        raise ValueError(str(error)) from error
    return cache


# -- what runs --------------------------------------------------------------------------------------------------------
PRODUCTION = _bool("PRODUCTION", False, "The portal faces the public: refuses to start on unsafe settings.")
DEBUG = _bool("DEBUG", False, "Django's debug pages and a server that reloads; for developers, never in production.")
SECRET_KEY = _text(
    "SECRET_KEY",
    DEFAULT_SECRET_KEY,
    "Signs sessions and links; at least 50 random characters, kept secret.",
    shown="for development only",
)

# -- who may reach it -------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = _list(
    "ALLOWED_HOSTS",
    [] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"],
    "Host names under which the portal answers.",
    shown="this machine; none in production",
)
CSRF_TRUSTED_ORIGINS = _list(
    "CSRF_TRUSTED_ORIGINS", [], "Origins (https://…) whose forms are taken, where a proxy hides https.", shown="none"
)
BEHIND_PROXY = _bool(
    "BEHIND_PROXY", False, "Believe X-Forwarded-Proto; only behind a proxy that always sets it and drops the client's."
)
TRUSTED_PROXIES = _int(
    "TRUSTED_PROXIES",
    int(BEHIND_PROXY),
    "How many proxies before the portal add to X-Forwarded-For; the visitor's address is read from there.",
    shown="0; 1 with BEHIND_PROXY",
)
SSL_REDIRECT = _bool("SSL_REDIRECT", PRODUCTION, "Send visitors from http to https.", shown="0; 1 in production")
HSTS_SECONDS = _int(
    "HSTS_SECONDS", 31_536_000, "In production, how long browsers insist on https for this host, in seconds."
)

# -- where the data are -----------------------------------------------------------------------------------------------
DATABASE = _read(
    Variable(
        "DATABASE_URL",
        "address",
        "sqlite:///var/portal.sqlite3",
        "postgres://user:password@host:5432/name, or SQLite; a socket's folder as host is written %2Frun%2Fpostgresql.",
    ),
    _database("sqlite:///var/portal.sqlite3"),
    _database,
)
ALLOW_SQLITE = _bool("ALLOW_SQLITE", False, "SQLite is meant, in production too (one machine, few writers).")
DATABASE_CONN_MAX_AGE = _int(
    "DATABASE_CONN_MAX_AGE", 600, "How long a PostgreSQL connection is kept open between requests, in seconds."
)
DATABASE_STATEMENT_TIMEOUT = _int(
    "DATABASE_STATEMENT_TIMEOUT", 15_000, "PostgreSQL ends a statement after this many milliseconds; 0 for a long job."
)
CACHE = _read(
    Variable(
        "CACHE_URL",
        "address",
        "locmemcache://",
        "Cache of the web processes; dbcache://portal_cache (`manage.py createcachetable` makes it) is shared.",
    ),
    _cache("locmemcache://"),
    _cache,
)

UPLOADS = _folder(
    "UPLOADS", "var/uploads", "Files that officers brought in; read by the portal alone, kept with the database."
)
IMPORT_WORKER = _bool(
    "IMPORT_WORKER",
    True,
    "Web processes start the process that works through these files; 0 if `manage.py run_imports --wait` is a service.",
)

# -- backups ----------------------------------------------------------------------------------------------------------
BACKUPS = _folder("BACKUPS", "var/backups", "Where `manage.py backup` puts its archives; better another disk.")
BACKUPS_KEPT = _int("BACKUPS_KEPT", 14, "How many of its archives `manage.py backup` keeps; 0 keeps all.")
BACKUP_HOURS = _int(
    "BACKUP_HOURS",
    26,
    "A newest backup older than so many hours is told to headquarters; 0: backups are made elsewhere.",
)

# -- the web server ---------------------------------------------------------------------------------------------------
BIND_ADDRESS = _text("BIND_ADDRESS", "127.0.0.1", "Address on which the web server listens.")
PORT = _int("PORT", 8000, "Port on which the web server listens.")
WEB_PROCESSES = _int("WEB_PROCESSES", 1, "Web processes; about one per core on PostgreSQL.")
WEB_THREADS = _int("WEB_THREADS", 8, "Requests that one web process answers at the same time.")

# -- who signs in -----------------------------------------------------------------------------------------------------
# In production nothing switches it off.
SECOND_FACTOR_REQUIRED = (
    _bool(
        "SECOND_FACTOR_REQUIRED",
        PRODUCTION,
        "Staff sign in with a second factor; in production always, elsewhere if this is 1.",
        shown="0; always 1 in production",
    )
    or PRODUCTION
)
SESSION_IDLE_MINUTES = _int("SESSION_IDLE_MINUTES", 60, "Who does nothing for so many minutes is signed out.")
SESSION_HOURS = _int("SESSION_HOURS", 12, "Who signed in so many hours ago signs in again, whatever they do.")

# -- mail -------------------------------------------------------------------------------------------------------------
MAIL = _read(
    Variable(
        "EMAIL_URL",
        "address",
        "none: mail is printed by the server; in production it isn't offered",
        "smtp://host:25, smtp+tls://user:password@host:587 or smtp+ssl://user:password@host:465.",
    ),
    None,
    _mail,
)
MAIL_FROM = _text("MAIL_FROM", "portal@localhost", "Sender of the portal's mail.")

# -- open data --------------------------------------------------------------------------------------------------------
DATA_CONTACT = _text("DATA_CONTACT", "", "E-mail address that the page of open data names for questions.", shown="none")

# -- what it tells ----------------------------------------------------------------------------------------------------
LOG_FORMAT = _choice("LOG_FORMAT", ["text", "json"], "Form of the lines on standard error.")
LOG_LEVEL = _choice("LOG_LEVEL", ["INFO", "DEBUG", "WARNING", "ERROR"], "The least weighty line that is logged.")

# -- how the programme counts ------------------------------------------------------------------------------------------
SIZE_RULE = _choice(
    "SIZE_RULE",
    ["2562-revenue", "2562-higher"],
    "What decides the size of an enterprise when staff and revenue give different ones: revenue, or the higher.",
)

# -- the first account ------------------------------------------------------------------------------------------------
SUPERUSER_EMAIL = _text(
    "SUPERUSER_EMAIL", "admin@portal.localhost", "Account that `manage.py ensure_superuser` makes when there is none."
)


def _refusal() -> str:
    """Return why the portal doesn't start, or nothing."""
    problems = list(_unreadable)
    if PRODUCTION:
        values = ProductionValues(
            secret_key=SECRET_KEY,
            debug=DEBUG,
            allowed_hosts=ALLOWED_HOSTS,
            database_engine=DATABASE["ENGINE"],
            allow_sqlite=ALLOW_SQLITE,
            ssl_redirect=SSL_REDIRECT,
            behind_proxy=BEHIND_PROXY,
            csrf_trusted_origins=CSRF_TRUSTED_ORIGINS,
        )
        problems += production_problems(values)
    if not problems:
        return ""
    heading = "The portal doesn't start with these settings: / ระบบไม่เริ่มทำงานเพราะการตั้งค่าต่อไปนี้"
    return "\n".join([heading, *(f"  - {problem}" for problem in problems)])


if _refusal():
    raise SystemExit(_refusal())
