"""Every public page in English: what stays Thai on it says that it is Thai."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client

from clusters.models import Cluster
from members.models import Consent, Contact, Organisation
from tests.addresses import PUBLIC
from tests.factories import (
    ConsentFactory,
    ContactFactory,
    EnterpriseFiguresFactory,
    LinkageFactory,
    MembershipFactory,
    OfficeFactory,
    OrganisationFactory,
    SoleTraderFactory,
    SupportFactory,
)

THAI = re.compile(r"[\u0e01-\u0e5b]")
DATA = (".json", ".csv", ".pdf", ".xlsx")  # what a document says stands there as it is, without elements to mark it
READ = ("title", "alt", "aria-label", "placeholder", "content", "data-copied", "data-not-copied")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

# States of the pages that their address alone doesn't show.
STATES = {
    "/years/?from=2550&to=2552": 200,
    "/years/?from=2553&to=2556&scope=department": 200,
    "/years/?scope=department": 200,
    "/years/2546/": 200,
    "/years/2547/": 200,
    "/years/2553/": 200,
    "/years/2556/": 200,
    "/years/2565/": 200,
    "/clusters/?q=zz": 200,
    "/clusters/?q=silk": 200,
    "/organisations/?q=zz": 200,
    "/organisations/?q=ผ้า&province=40&kind=cooperative": 200,
    "/organisations/?cluster=x": 400,
    "/years/?from=abc&scope=x": 400,
    "/search/?q=silk": 200,
    "/search/?q=zz": 200,
    "/clusters/?page=99": 400,
    "/nowhere/": 404,
}
PAGES = {address.path: address.status for address in PUBLIC.values() if address.localised} | STATES


# Names that have no English: a page's title and description can't mark them.
NAME = "วิสาหกิจชุมชนทอผ้า"


class Unmarked(HTMLParser):
    """The Thai texts of a page, and its attributes that are read out, outside elements with lang="th"."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def _take(self, texts: Iterator[str], language: str) -> None:
        self.texts += [text.strip() for text in texts if language != "th" and THAI.search(text)]

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        language = named.get("lang") or self._language
        self._take((named.get(name) or "" for name in READ), language)
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in {name for name, _language in self._open}:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        self._take(iter([data]), self._language)


@pytest.fixture
def without_english(history: None) -> None:
    """An organisation and a cluster with all that pages show, none of which has an English form."""
    organisation = OrganisationFactory.create(
        name=NAME, trade_name="ร้านทอผ้า", main_products="ผ้าทอมือ", address="หมู่ 1", kind=Organisation.Kind.COOPERATIVE
    )
    partner = SoleTraderFactory.create(trade_name="ร้านย้อมผ้า", main_products="ย้อมผ้า")
    cluster = Cluster.objects.get(code="C0001")
    cluster.vision, cluster.core_industry = "ผ้าไหมไทยสู่ตลาดโลก", "ทอผ้าไหม"
    cluster.save()
    for member in (organisation, partner):
        MembershipFactory.create(cluster=cluster, organisation=member)
    SupportFactory.create(cluster=cluster, organisation=organisation)
    LinkageFactory.create(from_organisation=organisation, to_organisation=partner)
    EnterpriseFiguresFactory.create(organisation=organisation)
    ContactFactory.create(person=None, organisation=organisation, kind=Contact.Kind.PHONE, value="02-202-4414 ต่อ 12")
    ConsentFactory.create(person=None, organisation=organisation, item=Consent.Item.PHONE)
    office = OfficeFactory.create(cluster=cluster)
    for item in (Consent.Item.OFFICE, Consent.Item.NAME):
        ConsentFactory.create(person=office.person, item=item)


@pytest.mark.usefixtures("without_english")
@pytest.mark.parametrize("path", sorted(path for path in PAGES if not path.endswith(DATA)))
def test_thai_on_an_english_page_stands_in_an_element_that_says_so(client: Client, path: str) -> None:
    response = client.get(f"/en{path}")
    assert response.status_code == PAGES[path]
    page = response.content.decode()
    assert '<html lang="en">' in page
    head, body = page.split("</head>")
    assert Unmarked(head.replace(NAME, "")).texts == []
    assert Unmarked(body).texts == []


@pytest.mark.usefixtures("history")
def test_the_sentence_of_a_year_reads_as_english_and_marks_the_title_of_its_document(client: Client) -> None:
    page = client.get("/en/years/2550/").content.decode()
    assert (
        "Fiscal year 2550: documents report 27 groups (17 continued, 5 new, 5 funded by OSMEP). "
        "None is recorded by name yet. "
        '(Source: <span lang="th">ประวัติความเป็นมา, เว็บไซต์คลัสเตอร์ กรมส่งเสริมอุตสาหกรรม</span>)'
    ) in page


@pytest.mark.usefixtures("history")
def test_the_notice_of_the_departments_budget_says_in_english_who_paid_for_the_others(client: Client) -> None:
    page = client.get("/en/years/?scope=department").content.decode()
    assert "2550: 22 groups rather than 27 because OSMEP funded 5" in page


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ('<p lang="th">ไทย</p><p>กลุ่ม</p>', ["กลุ่ม"]),
        ('<div lang="th"><p>ไทย<br>ไทย</p><p lang="en">กลุ่ม</p></div>', ["กลุ่ม"]),
        ('<input placeholder="ค้นหา"><img alt="แผนที่" />', ["ค้นหา", "แผนที่"]),
        ("<p>groups</p>", []),
    ],
)
def test_thai_that_is_not_marked_is_found(page: str, texts: list[str]) -> None:
    assert Unmarked(page).texts == texts
