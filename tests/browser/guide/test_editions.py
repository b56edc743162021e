"""The chapter on the year's report and its editions."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from programmes.edition_files import KINDS, issue
from programmes.models import Funder, Participation
from programmes.operations.editions import draft_edition, publish_edition
from tests.browser.guide.conftest import Walk
from tests.factories import ParticipationFactory, RoundFactory, SuperuserFactory
from tests.programmes.published import closed, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("boss")]


def test_the_chapter_holds(page: Page, walk: Callable[[str], Walk]) -> None:
    chapter, held = walk("editions"), RoundFactory.create(fiscal_year=2568)
    for name in ("ผ้าไหมชัยภูมิ", "สมุนไพรปราจีนบุรี"):
        dip = Funder.objects.get(code="dip")
        ParticipationFactory.create(round=held, cluster__name=name, entry="new", funder=dip)
    closed(held)
    page.goto("/admin/programmes/edition/add/")
    page.get_by_label("ปีงบประมาณที่ปิดแล้ว").select_option(str(held.pk))
    chapter.picture("editions-draft", "#content-main")
    draft = draft_edition(held, by=SuperuserFactory.create())
    page.goto(f"/admin/programmes/edition/{draft.pk}/preview/")
    chapter.picture("editions-preview", "#content-main", text_of="#content-main table >> nth=0")
    kinds = {name: kind for name, kind in KINDS.items() if name != "pdf"}
    publish_edition(draft, seen=draft.sha256, by=SuperuserFactory.create(), issue=partial(issue, kinds=kinds))
    part = Participation.objects.in_round(opened(held)).earliest("pk")
    part.entry = Participation.Entry.PILOT
    part.save()
    closed(held)
    page.goto(f"/admin/programmes/edition/{draft.pk}/differences/")
    chapter.picture("editions-differences", "#content-main", text_of="#content-main h1, #content-main caption")
