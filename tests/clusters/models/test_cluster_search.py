"""Clusters found and put in order by the database itself, the same on both."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusters.models import Cluster
from tests.factories import ClusterFactory
from thai.text import SHORTEST_SUBSTRING, search_terms

pytestmark = pytest.mark.django_db

NAMES: Final = (
    "น้ำผึ้งเชียงใหม่",
    "ผ้าไหม ขอนแก่น Silk",
    "เครื่องเงิน ๒๕๕๐ กำแพงเพชร",
    "เซรามิกส์ ลำปาง 100% (Ceramics)",
    "น้ำมันปาล์ม_กระบี่",
    "แก้ว\\คริสตัล ก็ดี",
)
ENCODINGS: Final[dict[str, Callable[[str], str]]] = {
    "as written": lambda name: name,
    "sara am in two signs": lambda name: name.replace("ำ", "ํา"),
    "sara am in two signs around the tone mark": lambda name: re.sub("([่-๋])ำ", "ํ\\1า", name),
    "Thai digits": lambda name: name.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
    "Arabic digits": lambda name: name.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")),
    "capitals": str.upper,
    "without tone marks": lambda name: re.sub("[่-๋]", "", name),
}
# The rows don't change from example to example: one set of them serves all.
with_shared_rows = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def found_by(query: str) -> list[str]:
    return list(Cluster.objects.matching(query).values_list("name", flat=True))


@pytest.fixture
def named_clusters() -> None:
    for name in NAMES:
        ClusterFactory.create(name=name, name_en="")


@st.composite
def parts_of_names(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name, and a part of it in one of its encodings."""
    name = draw(st.sampled_from(NAMES))
    written = draw(st.sampled_from(sorted(ENCODINGS)).map(ENCODINGS.__getitem__))(name)
    start = draw(st.integers(0, len(written) - 1))
    return name, written[start : draw(st.integers(start + 1, len(written)))]


@pytest.mark.usefixtures("named_clusters")
@with_shared_rows
@given(parts_of_names())
def test_a_cluster_is_found_by_every_part_of_its_name_of_three_signs(drawn: tuple[str, str]) -> None:
    name, part = drawn
    found = found_by(part)
    key = search_terms(part).key
    if len(key) >= SHORTEST_SUBSTRING:
        assert name in found
    elif key:
        begins_every_code = "c000".startswith(key)
        assert set(found) == {o for o in NAMES if begins_every_code or search_terms(o).key.startswith(key)}


@pytest.mark.usefixtures("named_clusters")
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("น", [0, 4]),
        ("ก", []),
        ("c", [0, 1, 2, 3, 4, 5]),
        ("C0", [0, 1, 2, 3, 4, 5]),
        ("c000", [0, 1, 2, 3, 4, 5]),
        ("C0002", [1]),
        ("๐๐๐๓", [2]),
        ("100%", [3]),
        ("%", []),
        ("___", []),
        ("ปาล์ม_", [4]),
        ("แก้ว\\", [5]),
        ("\\\\\\", []),
        ("\x00\x00\x00", [0, 1, 2, 3, 4, 5]),
        ("ขอน\x00แก่น", [1]),
        ("้", []),
        ("", [0, 1, 2, 3, 4, 5]),
        ("' OR 1=1 --", []),
    ],
)
def test_odd_queries_find_what_they_say(query: str, numbers: list[int]) -> None:
    assert sorted(found_by(query)) == sorted(NAMES[number] for number in numbers)


@pytest.mark.usefixtures("named_clusters")
@pytest.mark.parametrize("sign", ["ก", "a", "้", "%", "\\", "ำ", " "])
def test_a_query_of_a_million_signs_is_answered(sign: str) -> None:
    assert found_by(sign * 1_000_000) == (list(found_by("")) if sign == " " else [])


def test_an_english_name_of_the_cluster_is_searched_too() -> None:
    ClusterFactory.create(name="ผ้าไหม", name_en="Golden Silk")
    ClusterFactory.create(name="ไม้ยางพารา", name_en="")
    assert found_by("den s") == ["ผ้าไหม"]
    assert found_by("go") == ["ผ้าไหม"]
    assert found_by("si") == []


def test_a_part_never_reaches_from_one_name_into_the_next() -> None:
    ClusterFactory.create(name="ผ้าไหม", name_en="Silk")
    assert found_by("ไหมsilk") == found_by("ไหม silk") == found_by("ไหม\nsilk") == []


def test_clusters_stand_in_the_order_of_the_dictionary() -> None:
    """By code point every word that begins with เ แ โ ใ ไ would come last; a Thai collation would ignore the key."""
    in_order = ["กล้วยไม้", "เกลือ", "ขนม", "เครื่องเงิน", "แคบหมู", "ไม้", "ยาง", "เหล็ก", "Silk"]
    for name in reversed(in_order):
        ClusterFactory.create(name=name)
    assert list(Cluster.objects.values_list("name", flat=True)) == in_order
    assert list(Cluster.objects.order_by("sort_key").values_list("name", flat=True)) == in_order
