"""The chapter on files that come in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from tests import factories
from tests.browser.guide.conftest import Walk
from tests.browser.test_admin import sign_in
from tests.members.imports.files import HEADER, member, members, put_clusters, xlsx
from tests.programmes.management.commands.test_load_history import address_of_the_test_database
from tests.snapshot import put_reference

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 60_000  # a process of its own works through the file


def test_the_chapter_holds(
    page: Page, walk: Callable[[str], Walk], settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_reference()
    put_clusters()
    factories.SuperuserFactory.create(email="boss@example.go.th")
    settings.IMPORT_WORKER = True
    monkeypatch.setenv("DATABASE_URL", address_of_the_test_database())
    monkeypatch.setenv("UPLOADS", str(settings.MEDIA_ROOT))
    file = tmp_path / "รายชื่อ.xlsx"
    file.write_bytes(xlsx([list(HEADER), *members(3), member(4, phone="1")]))
    state = page.locator("#state-heading")
    chapter = walk("imports")
    sign_in(page)
    page.goto("/admin/members/importbatch/add/")
    page.locator("[name=fiscal_year]").fill("2566")
    chapter.picture("imports-upload", "#content")
    page.locator("[name=uploads]").set_input_files(file)
    page.get_by_role("button", name="ส่งไฟล์และตรวจ").click()
    expect(state).to_have_text("รอยืนยัน", timeout=WAIT)
    chapter.picture("imports-check", "#content", text_of=".import-counts")
    page.get_by_label("นำเข้าเฉพาะแถวที่ถูกต้อง").check()
    chapter.picture("imports-confirm", page.locator("section", has=page.locator("#confirm-heading")))
    page.get_by_role("button", name="ยืนยันการนำเข้า").click()
    expect(state).to_have_text("นำเข้าแล้ว", timeout=WAIT)
    chapter.picture("imports-done", "#content", text_of=".import-counts")
