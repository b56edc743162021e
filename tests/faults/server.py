"""A server of the portal as it runs in production, and officers who save through it as fast as it answers."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from members.models import User
from tests.config.test_gunicorn import free_port, lines_until

GUNICORN = (sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn")
OFFICERS = 3
TOKEN = "t" * 32  # of the form, as the cookie that is sent with it
GIVE_UP = 10  # seconds: an answer that comes later is none
AWAY = (OSError, HTTPException)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Portal:
    """The running server, and a session of an officer in it."""

    def __init__(self, process: subprocess.Popen[str], port: int, session: str) -> None:
        self.process = process
        self._port = port
        self._address = f"http://127.0.0.1:{port}"
        self._session = session
        self._open = urllib.request.build_opener(NoRedirect).open

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Return status and page; 0 when there was no answer, which an officer takes for not saved."""
        data = urlencode(form | {"csrfmiddlewaretoken": TOKEN}).encode() if form is not None else None
        cookies = f"{settings.SESSION_COOKIE_NAME}={self._session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        request = urllib.request.Request(self._address + path, data, {"Cookie": cookies})  # noqa: S310  # our own
        try:
            with self._open(request, timeout=GIVE_UP) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except TimeoutError:
            raise
        except AWAY:
            return 0, ""

    def to(self, session: Session) -> "Portal":
        """The same server, as another officer reaches it."""
        return Portal(self.process, self._port, session.session_key)

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        of_master = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in of_master.split()]


class Officers:
    """Save one sector after the other, each with its provenance; ``saved`` are those that were acknowledged."""

    def __init__(self, portal: Portal, name: str = "ผ้า") -> None:
        self.portal = portal
        self.name = name
        self.saved: list[str] = []
        self.answers: list[tuple[int, str]] = []
        self.over = Event()

    def _save_on(self, officer: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            code = f"s{officer}-{number}"
            form = {"code": code, "name": f"{self.name} {code}", "name_en": f"Cloth {code}"}
            form |= {"position": "0", "tsic_edition": "2552", "tsic_divisions": "13"}
            status, page = self.portal.ask("/admin/clusters/sector/add/", form)
            self.answers.append((status, page))
            assert status != 200, "the form was refused: " + " ".join(re.findall(r"errorlist.*?</ul>", page, re.DOTALL))
            if status == 302:
                self.saved.append(code)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with ThreadPoolExecutor(OFFICERS) as people:
            working: list[Future[None]] = [people.submit(self._save_on, officer) for officer in range(OFFICERS)]
            try:
                yield
            finally:
                self.over.set()
            for each in working:
                each.result()

    def wait_for(self, count: int, statuses: Sequence[int] = (302,)) -> None:
        """Wait until so many more answers of these kinds have come."""
        begin = len(self.answers)
        while sum(status in statuses for status, _ in self.answers[begin:]) < count:
            ended = self.portal.process.poll() is not None or any(status == 200 for status, _ in self.answers)
            assert not ended, "the server ended, or refused the form"
            Event().wait(0.01)


def session_of(account: User) -> Session:
    client = Client()
    client.force_login(account)
    return Session.objects.get(pk=client.session.session_key)


@contextmanager
def portal_on(
    address: str,
    session: Session,
    *,
    before: Sequence[str] = (),
    application: str = "config.wsgi",
    **environment: str,
) -> Iterator[Portal]:
    """Run the web server on the database at ``address``; ``before`` it: commands that limit it."""
    port = free_port()
    variables = {**os.environ, "PORT": str(port), "DATABASE_URL": address, **environment}
    process = subprocess.Popen(
        [*before, *GUNICORN, application], cwd=settings.BASE_DIR, env=variables, stdout=subprocess.PIPE, text=True
    )
    try:
        lines_until(process, "http://")
        yield Portal(process, port, session.session_key)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def told_in_thai(page: str) -> str:
    """Return the heading of a page."""
    found = re.search(r"<h1>(.*?)</h1>", page)
    return found[1] if found else ""
