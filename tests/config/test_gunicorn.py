"""The web server, started as `make run` starts it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from config import env


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(folder: Path, port: int, **environment: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
    variables = {
        **os.environ,
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        **environment,
    }
    process = subprocess.Popen(
        command, cwd=env.BASE_DIR, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def lines_until(process: subprocess.Popen[str], pattern: str) -> str:
    """Return what the server says up to the line that matches; the test's own time limit ends a silent server."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if re.search(pattern, line):
            return said
    raise AssertionError(f"The server ended without saying {pattern!r}:\n{said}")


def test_the_server_tells_its_address_and_answers_there(tmp_path: Path) -> None:
    port = free_port()
    with server(tmp_path, port) as process:
        assert f"http://127.0.0.1:{port}/" in lines_until(process, "http://")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/admin/css/base.css") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"].startswith("text/css")
        assert process.poll() is None


def test_every_line_of_the_log_is_json_where_that_is_asked_for(tmp_path: Path) -> None:
    port = free_port()
    with server(tmp_path, port, LOG_FORMAT="json") as process:
        lines_until(process, "http://")
        with suppress(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/nowhere/")
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[0]), signal.SIGKILL)
        said = [json.loads(line) for line in lines_until(process, "SIGKILL").splitlines() if line]
    assert said[-1]["logger"] == "gunicorn.error"
    assert "django.request" in {line["logger"] for line in said}


def test_a_port_that_is_taken_is_told_plainly(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with server(tmp_path, port) as process:
            said = lines_until(process, "PORT=")
            assert process.wait(timeout=30) == 1
    assert f"127.0.0.1:{port}" in said
    assert "Traceback" not in said
