"""The chapter on opening a round."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from clusters.models import Cluster
from members.models import User
from programmes.models import Funder
from tests.browser.guide.conftest import Walk
from tests.factories import ParticipationFactory, RoundFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("boss")]


@pytest.fixture
def last_year(boss: User) -> list[Cluster]:
    department = Funder.objects.get(code="dip")
    held = RoundFactory.create(fiscal_year=2570)
    names = ("ผ้าไหมชัยภูมิ", "สมุนไพรปราจีนบุรี", "เซรามิกลำปาง")
    made = [ParticipationFactory.create(round=held, cluster__name=name, funder=department) for name in names]
    return [each.cluster for each in made]


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk], last_year: list[Cluster]) -> None:
    chapter, department = walk("round"), Funder.objects.get(code="dip")
    page.goto("/admin/programmes/round/open/?year=2571")
    silk, herbs, pottery = last_year
    for cluster in (silk, herbs):
        page.locator(f"[name=c{cluster.pk}-decision][value=stay]").check()
        page.locator(f"[name=c{cluster.pk}-funder]").select_option(str(department.pk))
    page.locator(f"[name=c{pottery.pk}-decision][value=leave]").check()
    page.locator(f"[name=c{pottery.pk}-outcome]").select_option("graduated")
    chapter.picture("round-table", "fieldset >> nth=0")
    page.get_by_role("button", name="ดูผลรวมก่อนเปิด").click()
    page.wait_for_selector(".round-totals")
    chapter.picture("round-totals", ".round-totals")
    page.get_by_role("button", name="เปิดปีงบประมาณ 2571").click()
    page.wait_for_selector(".messagelist")
    chapter.picture("round-opened", ".messagelist")
