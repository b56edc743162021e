"""Groups per year, as pages and files."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from programmes.models import Participation
from tests.factories import ClusterFactory, ParticipationFactory, ReportedFigureFactory, RoundFactory

pytestmark = pytest.mark.django_db

MADE_ANEW = {"Cache-Control": "no-cache"}


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def text_of(html: str) -> str:
    """Return what a reader sees, white space folded."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def row_of(page: str, year: str) -> str:
    """Return the table's row of a year as text."""
    (row,) = [r for r in re.findall(r"<tr>.*?</tr>", page, flags=re.S) if re.search(rf">{year}<", r)]
    return text_of(row)


def data(client: Client, address: str) -> Any:
    return json.loads(body(client, address))


@pytest.mark.usefixtures("history")
class TestYears:
    def test_every_year_since_2546_stands_in_the_table(self, client: Client) -> None:
        page = body(client, "/years/")
        assert "ไม่ทราบ" in row_of(page, "2546")
        assert " 27 17 5 " in row_of(page, "2550")
        assert "สสว." in row_of(page, "2550")
        assert "ไม่พบเอกสาร" in row_of(page, "2556–2563")
        assert "แผน" in row_of(page, "2554")
        assert "อย่างน้อย 29" in row_of(page, "2553")
        assert "ตีความอื่น: B C" in row_of(page, "2553")

    def test_each_figure_opens_its_statement_on_the_page(self, client: Client) -> None:
        page = body(client, "/years/")
        links = set(re.findall(r'href="#(f-[^"]+)"', page))
        assert len(links) == 22
        assert links <= set(re.findall(r'id="(f-[^"]+)"', page))

    def test_the_department_turns_27_into_22_and_says_why(self, client: Client) -> None:
        page = body(client, "/years/?scope=department")
        assert " 22 17 5 " in row_of(page, "2550")
        assert "ปี 2550 เป็น 22 กลุ่ม ไม่ใช่ 27 กลุ่ม เพราะ 5 กลุ่มใช้งบ สสว." in text_of(page)
        assert "เอกสารไม่ระบุแหล่งงบ" in row_of(page, "2551")

    def test_a_difference_is_named_a_difference_and_nobody_is_said_to_have_left(self, client: Client) -> None:
        page = body(client, "/years/")
        assert "ต่างกัน 5 กลุ่ม ขอบเขตงบต่างกันหรือไม่ระบุ" in row_of(page, "2551")
        assert "ไม่ดำเนินการต่อ" not in text_of(re.findall(r"<tbody>.*</tbody>", page, flags=re.S)[0])

    def test_no_total_over_years_stands_anywhere(self, client: Client) -> None:
        for address in ("/years/", "/years/?from=2549&to=2553", "/years.json", "/years.csv"):
            assert not re.search(r"\b(137|140|143)\b", body(client, address))

    def test_asked_for_the_number_of_groups_the_page_gives_the_range_with_its_working(self, client: Client) -> None:
        page = text_of(body(client, "/years/"))
        assert "เอกสารไม่ระบุจำนวนกลุ่มที่ไม่ซ้ำกัน" in page
        assert "อยู่ระหว่าง 35 ถึง 43 กลุ่ม" in page
        assert "40 ถึง 43 กลุ่ม" in page

    def test_the_files_take_the_pages_selection_along(self, client: Client) -> None:
        assert 'href="/years.csv?scope=department"' in body(client, "/years/?scope=department")

    def test_an_open_end_of_the_span_is_that_of_what_is_known(self, client: Client) -> None:
        assert [y["from"] for y in data(client, "/years.json?from=2564")["years"]] == [2564, 2565]
        assert [y["from"] for y in data(client, "/years.json?to=2547")["years"]] == [2546, 2547]
        assert [y["from"] for y in data(client, "/years.json?from=2566")["years"]] == [2566]


@pytest.mark.usefixtures("history")
class TestBrief:
    def test_a_span_gives_a_sentence_per_year_with_a_button_to_copy_it(self, client: Client) -> None:
        page = body(client, "/years/?from=2550&to=2552")
        assert "ปี 2550 เอกสารรายงาน 27 กลุ่ม (ต่อเนื่อง 17 ใหม่ 5 ใช้งบ สสว. 5)" in text_of(page)
        assert re.findall(r'data-copy-target="([^"]+)"', page) == [f"sentence-{year}" for year in (2550, 2551, 2552)]
        assert all(f'id="sentence-{year}"' in page for year in (2550, 2551, 2552))

    def test_it_says_what_is_not_known(self, client: Client) -> None:
        page = text_of(body(client, "/years/?from=2551&to=2552"))
        assert "ยังไม่มีรายชื่อ: 2551 (30 กลุ่ม), 2552 (34 กลุ่ม)" in page
        assert "ผลการดำเนินงาน: ไม่พบตัวเลขในเอกสารของปีเหล่านี้" in page
        assert "ห้ามบวกจำนวนข้ามปี" in page

    def test_results_that_documents_give_are_said_with_their_source(self, client: Client) -> None:
        page = text_of(body(client, "/years/?from=2550&to=2550"))
        assert "ความสำเร็จของการรวมกลุ่ม 2550: ร้อยละ 83.4 [K]" in page
        assert "มูลค่าการผลิต 2550: มากกว่า 19,000,000 บาท [K]" in page

    def test_years_are_read_in_thai_digits(self, client: Client) -> None:
        assert "2550–2552" in body(client, "/years/?from=๒๕๕๐&to=พ.ศ. 2552")

    def test_years_of_which_nothing_is_known_are_said_to_be_unknown(self, client: Client) -> None:
        assert "ไม่พบเอกสารที่บอกจำนวนกลุ่มของปีเหล่านี้" in body(client, "/years/?from=2557&to=2558")


@pytest.mark.usefixtures("history")
class TestYear:
    def test_2547_and_2548_show_the_one_figure_of_both(self, client: Client) -> None:
        for year in (2547, 2548):
            page = text_of(body(client, f"/years/{year}/"))
            assert "ปี 2547–2548 รวมเป็นตัวเลขเดียว" in page
            assert "ผ้าไหม ขอนแก่น" in page

    def test_a_year_without_names_says_that_none_are_made_up(self, client: Client) -> None:
        assert "พอร์ทัลไม่สร้างชื่อขึ้นเอง" in body(client, "/years/2550/")

    def test_the_readings_of_2553_stand_in_notes(self, client: Client) -> None:
        page = text_of(body(client, "/years/2553/"))
        assert all(f"การตีความ {reading}" in page for reading in "ABC")

    def test_a_plan_is_marked_as_one(self, client: Client) -> None:
        assert "ตัวเลขของปีนี้เป็นแผน ไม่ใช่ผล" in body(client, "/years/2565/")

    def test_a_year_inside_the_known_span_without_documents_says_so(self, client: Client) -> None:
        assert "ไม่พบเอกสารที่บอกตัวเลขของปีนี้" in body(client, "/years/2560/")

    def test_a_year_beyond_the_known_span_is_no_page_and_names_the_span(self, client: Client) -> None:
        page = text_of(body(client, "/years/2600/", 404))
        assert "มีข้อมูลตั้งแต่ปีงบประมาณ 2546 ถึง 2565" in page

    def test_a_year_of_the_common_era_is_told_its_be_year(self, client: Client) -> None:
        assert "2550" in text_of(body(client, "/years/2007/", 404)).split("ไม่มีหน้า")[0]

    def test_thai_digits_lead_to_the_plain_address(self, client: Client) -> None:
        answer = client.get("/years/๒๕๕๐/")
        assert (answer.status_code, answer["Location"]) == (301, "/years/2550/")

    def test_the_department_alone_is_the_same_choice_as_on_the_table(self, client: Client) -> None:
        assert "งบกรมส่งเสริมอุตสาหกรรม 22 กลุ่ม" in body(client, "/years/2550/?scope=department")

    def test_its_files_hold_that_year(self, client: Client) -> None:
        assert [y["from"] for y in data(client, "/years/2550.json")["years"]] == [2550]
        assert data(client, "/years/2550.json?scope=department")["years"][0]["reported"]["total"] == 22
        rows = list(csv.DictReader(io.StringIO(body(client, "/years/2550.csv").removeprefix("\ufeff"))))
        assert {row["from_year_be"] for row in rows} == {"2550"}


WRONG = [
    ("from=2007", "from"),
    ("from=²", "from"),
    ("to=99999999999999999999", "to"),
    ("from=2552&to=2550", "to"),
    ("scope=osmep", "scope"),
    ("scope=all&scope=department", "scope"),
    ("from=%00", "from"),
]


@pytest.mark.usefixtures("history")
class TestWrongParameters:
    @pytest.mark.parametrize(("query", "parameter"), WRONG)
    def test_a_wrong_value_is_named_on_the_page_and_in_the_files(
        self, client: Client, query: str, parameter: str
    ) -> None:
        assert f"({parameter})" in body(client, f"/years/?{query}", 400)
        assert f"({parameter})" in body(client, f"/years.csv?{query}", 400)
        problems = json.loads(body(client, f"/years.json?{query}", 400))["problems"]
        assert [f"({parameter})" in problem["parameter"] for problem in problems] == [True]

    @pytest.mark.parametrize("ending", ["/", ".json", ".csv"])
    def test_a_wrong_scope_of_one_year_is_named(self, client: Client, ending: str) -> None:
        assert "(scope)" in body(client, f"/years/2550{ending}?scope=none", 400)

    def test_a_page_beyond_the_end_is_named(self, client: Client) -> None:
        assert "มีเพียง 1 หน้า" in body(client, "/years/2547/?page=2", 400)

    @pytest.mark.parametrize("address", ["/years/2600.json", "/years/2600.csv", "/years/abc/", "/years/2550๐/"])
    def test_what_is_no_year_is_no_page(self, client: Client, address: str) -> None:
        assert client.get(address, follow=True).status_code == 404


class TestWithoutContent:
    def test_an_empty_portal_says_that_nothing_is_there_yet(self, client: Client) -> None:
        assert "ยังไม่มีข้อมูลจำนวนกลุ่ม" in body(client, "/years/")
        assert data(client, "/years.json")["years"] == []
        assert body(client, "/years.csv").count("\n") == 1

    def test_a_year_of_an_empty_portal_is_no_page(self, client: Client) -> None:
        assert "ยังไม่มีข้อมูลของปีงบประมาณ 2550" in body(client, "/years/2550/", 404)

    def test_an_asked_span_is_answered_even_when_nothing_is_known(self, client: Client) -> None:
        assert [y["from"] for y in data(client, "/years.json?from=2550")["years"]] == [2550]


def fill(groups: int) -> None:
    held = RoundFactory.create(fiscal_year=2560)
    for number in range(groups):
        entry = list(Participation.Entry)[number % 5]
        ParticipationFactory.create(round=held, entry=entry)
        ReportedFigureFactory.create(from_year=2540 + number)


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/years/", 8), ("/years.json", 8), ("/years.csv", 8), ("/years/?from=2560&to=2562", 8), ("/years/2560/", 29)],
)
def test_the_cost_does_not_grow_with_the_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int
) -> None:
    fill(1)
    client.get(address, headers=MADE_ANEW)  # what filters offer is remembered
    with django_assert_num_queries(queries):
        client.get(address, headers=MADE_ANEW)
    fill(20)
    with django_assert_num_queries(queries):
        client.get(address, headers=MADE_ANEW)


def test_the_names_of_a_year_are_cut_into_pages(client: Client) -> None:
    held = RoundFactory.create(fiscal_year=2560)
    for _ in range(51):
        ParticipationFactory.create(round=held)
    assert 'href="?page=2"' in body(client, "/years/2560/")
    assert body(client, "/years/2560/?page=2").count("<td>C0") == 1


class TestFlows:
    def test_complete_years_tell_who_went_on_and_each_number_opens_to_as_many_names(self, client: Client) -> None:
        clusters = [ClusterFactory.create() for _ in range(4)]
        for year, there in {2566: (0, 1), 2567: (0, 2), 2568: (0, 1, 3)}.items():
            held = RoundFactory.create(fiscal_year=year, list_complete=True)
            for number in there:
                ParticipationFactory.create(round=held, cluster=clusters[number])
        page = body(client, "/years/")
        links = re.findall(r'<a href="(/years/[0-9]{4}/\?figure=[a-z_:]+)#names">([0-9]+)</a>', page)
        assert len(links) == 14  # each band, and the one funder's part of it
        for address, number in links:
            assert body(client, address).count('<th scope="row"><a href="/clusters/C') >= int(number)
            assert f"({number})</h2>" in body(client, address)
        assert "flow.js" in page
        assert "chart.umd" in page  # its address, for who asks for the drawing; no script of the page

    def test_years_without_two_complete_lists_have_no_flow_and_load_no_script_for_it(self, client: Client) -> None:
        ParticipationFactory.create(round=RoundFactory.create(fiscal_year=2568, list_complete=True))
        page = body(client, "/years/")
        assert "flow.js" not in page
        assert "chart.umd" not in page


@pytest.mark.usefixtures("history")
def test_the_head_of_a_year_leads_to_its_parts(client: Client) -> None:
    for year in ("2548", "2550"):
        page = body(client, f"/years/{year}/")
        parts = re.findall(r'<li class="page-part"><a href="#([^"]+)">', page)
        assert {"groups-title", "recorded", "sources-title"} <= set(parts)
        assert [part for part in parts if f'id="{part}"' not in page] == []
