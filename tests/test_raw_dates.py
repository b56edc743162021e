"""No public page shows a year of the common era where a person reads one."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.addresses import PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history")]

COMMON_ERA = re.compile(r"(?<![\d,.])(?:19[5-9]\d|20[0-9]\d)(?![\d,])")

# Where such a year is meant, and why.
MEANT = (
    r"<blockquote.*?</blockquote>",  # evidence, never changed
    r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>',  # titles and names in English
    r"CLUSTER DAY 2012",  # the title of a document
    r"\bfiscal 20\d\d\b",  # the year as a document writes it
    r"©\s*20\d\d",  # of a licence
    r"https?://[^\s<]+",
    r"\(?Oct \d{4} – Sep \d{4}\)?",  # in English the span of a fiscal year is told in both eras
    r"\d{4}(?:–\d{2,4})? \(B\.E\. [^)]*\)",  # in English a year in both eras
    r"B\.E\. \d{4} \(\d{4}\)",
    r"2007 (?:เป็นปี ค\.ศ\.|is a year)[^<]*",  # what the reader has typed
)


def read_by_people(page: str) -> str:
    """Return the words of a page without those that are meant, and without what only the browser reads."""
    body = page[page.index("<body") :]
    for pattern in MEANT:
        body = re.sub(pattern, " ", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_page_shows_a_year_of_the_common_era(client: Client, prefix: str) -> None:
    pages = [
        a.path
        for name, a in PUBLIC.items()
        if name.startswith("portal:") and not a.path.endswith(("json", "csv", "pdf", "xlsx"))
    ]
    found = {}
    for path in [*pages, "/years/?from=2550&to=2552", "/years/?scope=department", "/years/?from=2007"]:
        text = read_by_people(client.get(prefix + path).content.decode())
        if years := [text[max(0, m.start() - 30) : m.end() + 20] for m in COMMON_ERA.finditer(text)]:
            found[prefix + path] = years
    assert found == {}


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("<body>10 June 2004</body>", True),
        ("<body>2006-10-01</body>", True),
        ("<body>10 มิถุนายน 2547 จำนวน 2,019 กลุ่ม</body>", False),
        ("<body><blockquote>ปี 2004</blockquote></body>", False),
    ],
)
def test_the_search_finds_what_it_should(written: str, found: bool) -> None:
    assert bool(COMMON_ERA.search(read_by_people(written))) is found
