"""Portal and base are asked in turns, as often as each other."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks.measure import World, measure
from benchmarks.servers import Server
from benchmarks.table import comparisons, memory, table
from benchmarks.works import Work

WORKS = [
    Work("yearly table, unchanged", "/years/", "/", 1.5, 1.2, base="hello", again=True),
    Work("largest cluster", "/a", "/a", 4, 2),
    Work("middle cluster", "/b", "/b", 4, 2),
    Work("admin list, first page", "/c", "/c", 20, 12, signed_in=True),
    Work("admin list, deep page", "/d", "/d", 20, 12, signed_in=True),
    Work("CSV", "/e", "/e", file=True),
]


class Answers(BaseHTTPRequestHandler):
    """Answers everything, 304 to who has the ETag, and remembers what it was asked."""

    asked: list[tuple[int, str, str]] = []

    def do_GET(self) -> None:
        assert isinstance(self.server, ThreadingHTTPServer)
        self.asked.append((self.server.server_port, self.path, self.headers.get("Cookie", "")))
        self.send_response(304 if self.headers.get("If-None-Match") else 404 if self.path == "/nowhere" else 200)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *values: object) -> None:  # noqa: A002  # its name in the standard library
        """Say nothing."""


@contextmanager
def server() -> Iterator[Server]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
            yield Server(running.server_port, process, {})
        running.shutdown()


@pytest.fixture
def world() -> Iterator[World]:
    Answers.asked.clear()
    with server() as portal, server() as floor, server() as hello:
        yield World("tiny", portal, floor, hello, "abc", WORKS)


def test_portal_and_base_are_asked_in_turns(world: World) -> None:
    told: list[str] = []
    found = measure([world], runs=lambda work: 2 if work.file else 3, tell=told.append)
    assert told == ["-1 / 3", "0 / 3", "1 / 3", "2 / 3", "3 / 3"]
    assert {name: (len(times.portal), len(times.base)) for (_size, name), times in found.items()} == {
        work.name: (2, 2) if work.file else (3, 3) for work in WORKS
    }
    turns = [(port, path, cookie) for port, path, cookie in Answers.asked if path == "/c"]
    assert turns[:2] == [(world.portal.port, "/c", "sessionid=abc"), (world.floor.port, "/c", "")]
    assert {port for port, path, _cookie in Answers.asked if path == "/"} == {world.hello.port}


def test_an_answer_that_is_not_the_expected_one_ends_the_measuring(world: World) -> None:
    wrong = World("tiny", world.portal, world.floor, world.hello, "", [Work("x", "/nowhere", "/")])
    with pytest.raises(RuntimeError, match="/nowhere answers 404"):
        measure([wrong], runs=lambda work: 1, tell=lambda text: None)


def test_the_table_has_a_line_for_each_work_with_ratio_and_growth(world: World) -> None:
    larger = World("small", world.portal, world.floor, world.hello, "abc", WORKS)
    found = measure([world, larger], runs=lambda work: 1, tell=lambda text: None)
    lines = table([world, larger], found).splitlines()
    assert len(lines) == 2 + len(WORKS)
    assert lines[0].endswith("| must | aim | growth tiny → small (base) |")
    assert lines[2].startswith("| yearly table, unchanged (base: a Django page that says hello) |")
    assert lines[2].count("**") == 4
    assert "| 1.5 × | 1.2 × |" in lines[2]
    assert [line.split(":")[0] for line in comparisons([world], found)] == ["- tiny"]


def test_memory_is_that_of_the_process_and_its_children(world: World) -> None:
    megabytes = world.portal.pss_mb()
    assert 1 < megabytes < 200
    assert memory({"tiny": megabytes}, {"tiny": 150.0}) == [
        f"- tiny: memory (PSS) {megabytes:.0f} MB when started, 150 MB after all exports (must 200)"
    ]
