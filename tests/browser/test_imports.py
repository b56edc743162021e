"""Files that come in, in Chromium: by keyboard, by dropping them, with problems, to the end and back."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pytest_django.fixtures import Settings

from clusters.models import Cluster
from members.models import ImportBatch, Organisation
from tests import factories
from tests.admin_pages import address
from tests.browser.conftest import Guard
from tests.browser.test_admin import sign_in
from tests.members.imports.files import HEADER, member, members, put_clusters, xlsx
from tests.programmes.management.commands.test_load_history import address_of_the_test_database
from tests.snapshot import put_reference

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/members/importbatch/"
MOST_TABS = 250
WAIT = 60_000  # a process of its own works through the files


@pytest.fixture(autouse=True)
def boss(transactional_db: None) -> Any:
    put_reference()
    put_clusters()
    return factories.SuperuserFactory.create(email="boss@example.go.th")


@pytest.fixture(autouse=True)
def real_worker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages start the process that works, in the database and the folder of this test."""
    settings.IMPORT_WORKER = True
    monkeypatch.setenv("DATABASE_URL", address_of_the_test_database())
    monkeypatch.setenv("UPLOADS", str(settings.MEDIA_ROOT))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list with a telephone that nobody can read, and a cluster that nobody knows."""
    path = tmp_path / "รายชื่อ 2566.xlsx"
    path.write_bytes(xlsx([list(HEADER), *members(3), member(4, phone="1"), member(5, cluster="คลัสเตอร์ไผ่")]))
    return path


def ready(page: Page, state: str) -> None:
    expect(page.locator("#state-heading")).to_have_text(state, timeout=WAIT)


def tab_to(page: Page, wanted: Locator) -> None:
    """Go with the tabulator alone to what is wanted, as far as a patient officer would."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} isn't reached by the keyboard")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    tab_to(page, wanted)
    page.keyboard.press(key)


def send(page: Page, file: Path, year: str) -> None:
    """Choose a file, which is the browser's own window, type its year and send it."""
    with page.expect_file_chooser() as chooser:
        press(page, page.locator("[name=uploads]"))
    chooser.value.set_files(file)
    tab_to(page, page.locator("[name=fiscal_year]"))
    page.keyboard.type(year)
    page.keyboard.press("Enter")
    ready(page, "รอยืนยัน")


def test_the_whole_way_of_a_file_with_problems_by_keyboard_alone(page: Page, file: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page)
    page.goto(address(Cluster, "change", Cluster.objects.order_by("pk")[0].pk))
    press(page, page.get_by_role("link", name="นำเข้ารายชื่อจากไฟล์"))
    page.wait_for_url("**/add/**")
    send(page, file, "๒๕๖๖")
    expect(page.get_by_role("row", name="บริษัท ทดสอบล้านนา 4 จำกัด")).to_contain_text("หมายเลขโทรศัพท์ไม่ถูกต้อง")
    with page.expect_download() as taken:
        press(page, page.get_by_role("link", name="ดาวน์โหลดแถวที่รอแก้ไข"))
    corrected = load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes()))
    press(page, page.get_by_label("นำเข้าเฉพาะแถวที่ถูกต้อง"), "Space")
    press(page, page.get_by_role("button", name="ยืนยันการนำเข้า"))
    ready(page, "นำเข้าแล้ว")
    assert Organisation.objects.count() == 3
    sheet = corrected.active
    assert sheet is not None
    sheet["F2"] = "081-234-5678"
    sheet.delete_rows(3)
    corrected.save(file)
    press(page, page.get_by_role("link", name="การนำเข้าไฟล์").first)
    page.wait_for_url(f"**{LIST}")
    press(page, page.get_by_role("link", name="นำเข้ารายชื่อจากไฟล์"))
    page.wait_for_url("**/add/**")
    send(page, file, "2566")
    press(page, page.get_by_role("button", name="ยืนยันการนำเข้า"))
    ready(page, "นำเข้าแล้ว")
    assert Organisation.objects.count() == 4
    press(page, page.get_by_role("button", name="ยกเลิกการนำเข้าชุดนี้"))
    ready(page, "ยกเลิกการนำเข้าแล้ว")
    assert Organisation.objects.count() == 3


DROP = """([names, content]) => {
  const data = new DataTransfer();
  for (const name of names) { data.items.add(new File([content], name, {type: "text/csv"})); }
  const zone = document.querySelector("[data-drop]");
  zone.dispatchEvent(new DragEvent("dragover", {dataTransfer: data, bubbles: true, cancelable: true}));
  zone.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def test_files_are_dropped_and_their_names_stay_text(page: Page) -> None:
    sign_in(page)
    page.goto(LIST + "add/")
    content = "ชื่อสถานประกอบการ,กลุ่มคลัสเตอร์\nร้านก,คลัสเตอร์อาหารล้านนา\n"
    page.evaluate(DROP, [["<img src=x onerror=alert(1)>.csv"], content])
    page.evaluate(DROP, [["=1+1 2566.csv"], content])
    expect(page.locator("[data-drop-list] li")).to_have_text(["<img src=x onerror=alert(1)>.csv", "=1+1 2566.csv"])
    page.get_by_role("button", name="ส่งไฟล์และตรวจ").click()
    expect(page.get_by_text("รอยืนยัน").first).to_be_visible(timeout=WAIT)
    expect(page.get_by_role("link", name="<img src=x onerror=alert(1)>.csv")).to_be_visible()
    assert ImportBatch.objects.count() == 2


def test_without_scripts_the_page_comes_to_its_result_by_itself(without_javascript: Page, file: Path) -> None:
    page = without_javascript
    sign_in(page)
    page.goto(LIST + "add/")
    page.locator("[name=uploads]").set_input_files(file)
    page.locator("[name=fiscal_year]").fill("2566")
    page.get_by_role("button", name="ส่งไฟล์และตรวจ").click()
    ready(page, "รอยืนยัน")


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], guard: Guard, file: Path
) -> None:
    guard.expect("Applying inline style")  # axe's own probes
    factories.MembershipFactory.create(cluster=Cluster.objects.order_by("pk")[0], from_year=2560)
    sign_in(page)
    page.goto(LIST + "add/")
    found = {"upload": axe(page)}
    page.locator("[name=uploads]").set_input_files(file)
    page.get_by_role("button", name="ส่งไฟล์และตรวจ").click()
    ready(page, "รอยืนยัน")
    for query in ("", "?outcome=all", "?outcome=absent"):
        page.goto(page.url.split("?")[0].split("#")[0] + query)
        page.wait_for_load_state("load")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width, query
        found[query] = axe(page)
    page.goto(LIST)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport_width
    found["list"] = axe(page)
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert settings.IMPORT_WORKER
