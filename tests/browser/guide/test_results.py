"""The chapter on targets and results."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from members.models import User
from programmes.models import Funder, Indicator, Measurement
from programmes.operations.results import submit_result
from tests.browser.guide.conftest import Walk
from tests.factories import MeasurementFactory, ParticipationFactory, RoundFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("boss")]


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk], boss: User) -> None:
    chapter, held = walk("results"), RoundFactory.create(fiscal_year=2568)
    names = ("ผ้าไหมชัยภูมิ", "สมุนไพรปราจีนบุรี")
    dip = Funder.objects.get(code="dip")
    silk, herbs = (ParticipationFactory.create(round=held, cluster__name=name, funder=dip) for name in names)
    sales = Indicator.objects.entered().order_by("position").first()
    assert sales is not None
    page.goto(f"/admin/programmes/round/{held.pk}/results/")
    page.locator(f"[name=v-{silk.pk}-{sales.pk}-0]").fill("1250000")
    chapter.picture("results-grid", ".result-scroll", text_of=".result-grid caption")
    author = UserFactory.create(role=User.Role.EDITOR, email="somsak@example.go.th")
    draft = MeasurementFactory.create(participation=herbs, indicator=sales, value=900000, enterprises=8, author=author)
    submit_result(draft, by=author, version_read=draft.version)
    page.goto("/admin/programmes/measurement/waiting/")
    page.get_by_role("checkbox", name="อนุมัติ").check()
    chapter.picture("results-waiting", "#content-main", text_of="#content-main h1, #content-main p")
    page.get_by_role("button", name="บันทึก").click()
    page.wait_for_selector(".messagelist")
    assert Measurement.objects.get(pk=draft.pk).state == Measurement.State.APPROVED
    page.goto(f"/admin/programmes/round/{held.pk}/results/")
    chapter.picture("results-approved", ".result-scroll", text_of=".result-grid caption")
