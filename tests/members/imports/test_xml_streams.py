"""XML as a stream."""

import io

import pytest

from members.imports.tables import LONGEST_CELL, Unreadable
from members.imports.xml_streams import Ended, Gathered, local_name, stream, unescaped


def test_names_lose_their_namespace() -> None:
    assert [local_name(name) for name in ("{urn:x}row", "x:row", "row")] == ["row"] * 3


def test_signs_that_excel_escapes_come_back() -> None:
    assert unescaped("ก_x000D_\nข_x") == "ก\r\nข_x"


def test_of_a_long_text_only_the_beginning_is_gathered() -> None:
    gathered = Gathered()
    for _ in range(1000):
        gathered.add("ก" * 10_000)
    assert LONGEST_CELL < len(gathered.take()) <= 2 * (LONGEST_CELL + 1)
    assert gathered.take() == ""


def test_a_doctype_is_refused() -> None:
    part = io.BytesIO(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Unreadable, match="entities"):
        stream(part, lambda *_: None, lambda _: None, lambda _: None)


def test_who_stops_early_gets_the_rest() -> None:
    def end(name: str) -> None:
        if name == "b":
            raise Ended

    with pytest.raises(Ended) as ended:
        stream(io.BytesIO(b"<a><b></b><c>1</c></a>"), lambda *_: None, end, lambda _: None)
    assert b"<c>1</c></a>" in ended.value.rest
