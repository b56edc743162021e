"""The chapter on a reported figure."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from programmes.models import Source
from tests.browser.guide.conftest import Walk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("boss")]


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk]) -> None:
    chapter = walk("reported-figure")
    source = Source.objects.get(code="P3")
    page.goto(f"/admin/programmes/reportedfigure/add/?from_year=2566&to_year=2566&source={source.pk}")
    page.locator("[name=measure]").select_option("total")
    page.locator("[name=value]").fill("31")
    page.locator("[name=quotation]").fill("ปี ๒๕๖๖ ดำเนินการ ๓๑ กลุ่ม")
    page.locator("[name=year_basis]").select_option("stated")
    page.locator("[name=scope]").select_option("not_stated")
    chapter.picture("figure-add", "form#reportedfigure_form")
    page.locator("input[name=_save]").click()
    page.wait_for_url("**/reportedfigure/")
    chapter.picture("figure-list", "#content", text_of="#result_list thead")
