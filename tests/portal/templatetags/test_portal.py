"""The tags of the public pages."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from clusters.reports.province_map import ProvinceArea
from portal.templatetags.portal import BarPart, address_in, bar_parts, current, map_areas


@pytest.mark.parametrize(
    ("active", "here", "other"),
    [("th", "/privacy/?page=2", "/en/privacy/?page=2"), ("en", "/en/privacy/?page=2", "/privacy/?page=2")],
)
def test_the_same_page_in_the_other_language_keeps_its_query(active: str, here: str, other: str) -> None:
    with override(active):
        assert address_in("en" if active == "th" else "th", RequestFactory().get(here)) == other


def test_an_address_that_is_no_page_leads_home_in_the_other_language() -> None:
    assert "nowhere" not in address_in("en", RequestFactory().get("/nowhere/"))


def test_without_a_request_there_are_no_alternates() -> None:
    assert Template("{% load portal %}{% alternate_links %}").render(Context()) == ""


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/years/", ' aria-current="page"'), ("/years/2550/", ' aria-current="true"'), ("/history/", "")],
)
def test_the_menu_tells_the_page_from_the_part_it_is_in(path: str, expected: str) -> None:
    assert current(Context({"request": RequestFactory().get(path)}), "/years/") == expected


def test_parts_of_a_bar_lie_end_to_end_and_unknown_takes_no_room() -> None:
    laid = bar_parts([("continued", 17), ("returning", None), ("pilot", 0), ("new", Decimal(5))], 40)
    assert laid == [
        BarPart("continued", "0.000", "42.500", "57.500"),
        BarPart("new", "42.500", "12.500", "45.000"),
    ]


def test_an_unknown_figure_says_so_and_zero_stays_zero() -> None:
    figure = '{% include "components/figure.html" with label="ก" value=value unit="กลุ่ม" only %}'
    assert "ไม่ทราบ" in Template(figure).render(Context({"value": None}))
    assert "ไม่ทราบ" not in Template(figure).render(Context({"value": 0}))
    assert '<span class="figure-number">0</span>' in Template(figure).render(Context({"value": 0}))


def test_each_province_of_a_map_is_a_link_and_the_chosen_one_says_so() -> None:
    areas = [ProvinceArea("10", "กรุงเทพ <มหานคร>", 1234, 4), ProvinceArea("50", "เชียงใหม่", 1, 1)]
    written = map_areas(areas, "/static/p.svg", "?q=ก&province=", "50")
    assert 'href="?q=ก&amp;province=10"><title>กรุงเทพ &lt;มหานคร&gt; 1,234</title>' in written
    assert 'map-shade-1 map-here" href="?q=ก&amp;province=50" aria-current="true">' in written
    assert written.count("aria-current") == 1
