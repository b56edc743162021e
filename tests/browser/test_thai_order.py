"""The sort key against an independent oracle: the order that Chromium gives to Thai words."""

from itertools import pairwise

import geothai
from playwright.sync_api import Page

from tests.thai.words import IN_ORDER
from thai.text import sort_key

# The words as the browser sorts them, each with how it compares with the word before it.
SORT = """words => {
    const {compare} = new Intl.Collator("th");
    const sorted = [...words].sort(compare);
    return sorted.map((word, place) => [word, place ? Math.sign(compare(sorted[place - 1], word)) : 0]);
}"""


def misplaced(page: Page, words: list[str]) -> list[tuple[str, str]]:
    """Return the neighbours in the browser's order that our keys order otherwise, or tell apart where it doesn't."""
    in_order = page.evaluate(SORT, words)
    return [
        (before, word)
        for (before, _), (word, compared) in pairwise(in_order)
        if (sort_key(before) > sort_key(word)) - (sort_key(before) < sort_key(word)) != compared
    ]


def test_words_and_names_of_firms_are_in_the_browsers_order(page: Page) -> None:
    assert len(set(IN_ORDER)) >= 200
    assert misplaced(page, IN_ORDER) == []


def test_the_words_in_our_list_stand_in_the_browsers_order(page: Page) -> None:
    assert [word for word, _ in page.evaluate(SORT, IN_ORDER)] == IN_ORDER


def test_all_districts_in_both_languages_are_in_the_browsers_order(page: Page) -> None:
    districts = [district for province in geothai.provinces() for district in geothai.districts(province.code)]
    names = {name for district in districts for name in (district.name_th, district.name_en)}
    assert len(names) > 1500
    assert misplaced(page, sorted(names)) == []
