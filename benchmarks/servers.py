"""Databases filled with the sample world, and the servers that are asked: the portal as in production, floor, hello."""

import http.client
import os
import re
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Final
from urllib.parse import unquote, urlsplit

import psycopg2

ROOT: Final = Path(__file__).resolve().parent.parent
PROCESSES: Final = 2
STARTS_WITHIN: Final = 60
SECRET_KEY: Final = secrets.token_urlsafe(48)
SESSION: Final = """
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from members.models import User
from members.signin.accounts import second_factor_was_set
user = User.objects.create_superuser(email="bench@example.go.th", password="{password}")
user = second_factor_was_set(user)
request = HttpRequest()
session = request.session = SessionStore()
login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
session.save()
print("session", session.session_key)
"""


@dataclass(frozen=True)
class Database:
    """A database that holds a world of one size."""

    url: str

    @property
    def dsn(self) -> str:
        parts = urlsplit(self.url)
        named = {
            "dbname": parts.path.removeprefix("/"),
            "user": parts.username,
            "password": parts.password,
            "host": unquote(parts.hostname or ""),
            "port": parts.port,
        }
        return " ".join(f"{name}='{value}'" for name, value in named.items() if value)

    def rows(self, sql: str) -> list[tuple[str, ...]]:
        """Ask in a transaction of its own, or write (VACUUM and CREATE DATABASE want none)."""
        asked = psycopg2.connect(self.dsn)
        asked.autocommit = True
        try:
            with asked.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            asked.close()


@contextmanager
def database(server: Database, size: str) -> Iterator[tuple[Database, str]]:
    """Make a database, fill it, yield it with the key of an officer's session, and drop it again."""
    name = f"bench_{size}"
    server.rows(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    server.rows(f"CREATE DATABASE {name}")
    made = Database(re.sub(r"/[^/]*$", f"/{name}", server.url))
    settings = production(made, 0)
    try:
        for command in ("migrate --verbosity 0", "load_history", f"load_demo --force --size {size}"):
            manage(command.split(), settings | {"DATABASE_STATEMENT_TIMEOUT": "0"})
        made.rows("VACUUM ANALYZE")
        told = manage(["shell", "-v", "0", "-c", SESSION.format(password=secrets.token_hex())], settings)
        yield made, told.split("session ")[1].strip()
    finally:
        server.rows(f"DROP DATABASE {name} WITH (FORCE)")


def manage(command: list[str], settings: Mapping[str, str]) -> str:
    whole = [sys.executable, "manage.py", *command]
    done = subprocess.run(whole, cwd=ROOT, env=settings, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return done.stdout


def production(made: Database, port: int) -> dict[str, str]:
    """Return the environment of an installation that faces the public, behind a proxy that speaks https."""
    return {
        **os.environ,
        "PRODUCTION": "1",
        "DEBUG": "0",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_PROXY": "1",
        "DATABASE_URL": made.url,
        "WEB_PROCESSES": str(PROCESSES),
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }


@dataclass(frozen=True)
class Server:
    """A running web server."""

    port: int
    process: "subprocess.Popen[bytes]"
    headers: Mapping[str, str]

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)

    def status(self, path: str, **headers: str) -> int:
        asked = self.connection()
        asked.request("GET", path, headers={**self.headers, **headers})
        status = asked.getresponse().status
        asked.close()
        return status

    def pss_mb(self) -> float:
        """Return the memory of its processes, each shared page counted once among those that share it."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        total = 0
        for pid in (self.process.pid, *children):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += int(re.findall(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)[0])
        return total / 1024


@contextmanager
def portal(made: Database) -> Iterator[Server]:
    """Start the portal as docs/operations.md does."""
    port = free_port()
    settings = production(made, port)
    manage(["collectstatic", "--noinput", "--verbosity", "0"], settings)
    command = ["-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
    with _running(command, settings, port, {"X-Forwarded-Proto": "https"}) as server:
        yield server


@contextmanager
def plain(application: str, settings: Mapping[str, str]) -> Iterator[Server]:
    """Start a bare application on the same web server with as many processes and threads."""
    port = free_port()
    command = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(PROCESSES), "--threads", "8"]
    command += ["--worker-class", "gthread", "--no-control-socket", "--log-level", "error", application]
    with _running(command, {**os.environ, **settings}, port, {}) as server:
        yield server


@contextmanager
def _running(
    command: list[str], settings: Mapping[str, str], port: int, headers: Mapping[str, str]
) -> Iterator[Server]:
    with ExitStack() as stack:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)  # noqa: S603
        stack.callback(_end, process)
        server = Server(port, process, headers)
        begin = monotonic()
        while not _answers(server):
            if process.poll() is not None or monotonic() - begin > STARTS_WITHIN:
                raise RuntimeError(f"{command} doesn't answer")
            sleep(0.1)
        yield server


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(timeout=30)


def _answers(server: Server) -> bool:
    try:
        return server.status("/healthz") == 200
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
