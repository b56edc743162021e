"""Asking for a document."""

import hashlib
import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches

from programmes.paper import make
from programmes.paper.make import NoPaper, missing_packages, paper

PAGE = "<html><body><p>%s</p></body></html>"


@pytest.fixture(autouse=True)
def looked_up_anew() -> Iterator[None]:
    missing_packages.cache_clear()
    yield
    missing_packages.cache_clear()


def test_the_same_content_is_made_once() -> None:
    html = PAGE % time.time()
    first = paper(html)
    kept = [key for key in (f"paper-{hashlib.sha256(html.encode()).hexdigest()}",) if caches["papers"].get(key)]
    assert first.startswith(b"%PDF")
    assert len(kept) == 1
    assert paper(html) == first
    caches["papers"].delete(kept[0])


@pytest.mark.parametrize("folder", ["/proc/nobody/writes/here", "/proc/version"])
def test_a_document_that_can_not_be_kept_is_given_all_the_same(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["papers"], "_dir", folder)
    assert paper(PAGE % time.time()).startswith(b"%PDF")


def test_a_machine_with_the_libraries_lacks_nothing_and_one_without_is_told_the_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert missing_packages() == ()
    missing_packages.cache_clear()
    monkeypatch.setattr(make, "LIBRARIES", {"libnowhere.so.9": "libnowhere9"})
    assert missing_packages() == ("libnowhere9",)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit(3)", "libpango-1.0-0"),
        ("import sys; sys.exit(1)", "ยาวเกินกว่า"),
        ("print('no document')", "ยาวเกินกว่า"),
        ("import time; time.sleep(9)", "ยาวเกินกว่า"),
    ],
)
def test_what_cannot_be_made_says_why_and_what_to_do(monkeypatch: pytest.MonkeyPatch, program: str, said: str) -> None:
    monkeypatch.setattr(make, "CHILD", ("-c", program))
    monkeypatch.setattr(make, "SECONDS", 1)
    with pytest.raises(NoPaper, match=said):
        paper(PAGE % time.time())


def test_who_comes_while_all_turns_are_taken_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "SECONDS", 0.01)
    turns = [make._turns.acquire() for _ in range(make.AT_ONCE)]
    try:
        with pytest.raises(NoPaper, match="ลองใหม่"):
            paper(PAGE % time.time())
    finally:
        for _turn in turns:
            make._turns.release()
