"""Pages of results and editions in the browser: of officers, of coordinators, and what everyone sees of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from members.models import User
from programmes.models import Edition, Funder, Indicator, Measurement, Participation
from programmes.operations.editions import draft_edition
from tests import factories
from tests.browser.conftest import Guard
from tests.programmes.published import closed, opened, publish
from tests.snapshot import put_history

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class World:
    """A published year with results that are open again, and the draft of another edition; the accounts that look."""

    part: Participation
    edition: Edition
    draft: Edition
    sales: Indicator
    boss: User
    coordinator: User

    @property
    def public(self) -> list[str]:
        progress = f"/clusters/{self.part.cluster.code}/progress/"
        year = "/years/2568/"
        return [
            progress,
            year,
            f"{year}?figure=recorded:funder:dip:flow_new",
            f"{year}editions/1/",
            "/data/",
            "/years/",
        ]

    @property
    def of_officers(self) -> list[str]:
        held = self.part.round_id
        return [
            f"/admin/programmes/round/{held}/results/",
            f"/admin/programmes/round/{held}/results/?period=1",
            "/admin/programmes/measurement/waiting/",
            "/admin/programmes/edition/",
            "/admin/programmes/edition/add/",
            f"/admin/programmes/edition/{self.edition.pk}/preview/",
            f"/admin/programmes/edition/{self.draft.pk}/preview/",
            f"/admin/programmes/edition/{self.edition.pk}/differences/",
            "/years/2568/",
        ]

    @property
    def sheet(self) -> str:
        return f"/account/results/{self.part.cluster.code}/2568/"


@pytest.fixture
def world(transactional_db: None) -> World:
    put_history()
    boss = factories.SuperuserFactory.create(email="boss@example.go.th")
    rounds = [factories.RoundFactory.create(fiscal_year=year, list_complete=True) for year in (2567, 2568)]
    dip = Funder.objects.get(code="dip")
    sales, jobs = Indicator.objects.entered().order_by("position")[:2]
    for number in range(4):
        cluster = factories.ClusterFactory.create(name=f"กลุ่มเครื่องปั้นดินเผาและเซรามิก {number}")
        for held in rounds[number % 2 :]:
            part = factories.ParticipationFactory.create(round=held, cluster=cluster, entry="new", funder=dip)
        for indicator in (sales, jobs):
            factories.MeasurementFactory.create(participation=part, indicator=indicator, enterprises=5, approved=True)
            factories.TargetFactory.create(participation=part, indicator=indicator)
        factories.AssessmentFactory.create(participation=part)
        factories.MembershipFactory.create(cluster=cluster, from_year=2567)
    factories.MeasurementFactory.create(participation=part, indicator=Indicator.objects.entered()[2], state="submitted")
    edition = publish(closed(rounds[1]))
    part.refresh_from_db()
    held = opened(rounds[1])
    part = Participation.objects.get(pk=part.pk)
    part.entry = "pilot"
    part.save()
    draft = draft_edition(closed(held), by=factories.SuperuserFactory.create(), reason="แก้ประเภทการเข้าร่วม")
    opened(held)
    person = factories.OfficeFactory.create(cluster=part.cluster, role="cda", from_year=2560, to_year=None).person
    coordinator = factories.UserFactory.create(email="cda@example.com", role=User.Role.COORDINATOR, person=person)
    return World(Participation.objects.get(pk=part.pk), edition, draft, sales, boss, coordinator)


def sign_in(page: Page, account: User) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(factories.PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda address: "login" not in address)


def problems_of(page: Page, axe: Callable[[Page], list[str]], pages: list[str], width: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in pages:
        page.goto(path)
        page.wait_for_load_state("load")
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found[f"{path} is wide"] = wide
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        if problems := axe(page):
            found[path] = problems
    return found


def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(
    page: Page, viewport_width: int, axe: Callable[[Page], list[str]], world: World, guard: Guard
) -> None:
    guard.expect("Applying inline style")  # axe's own probes
    assert problems_of(page, axe, world.public, viewport_width) == {}
    sign_in(page, world.boss)
    assert problems_of(page, axe, world.of_officers, viewport_width) == {}
    page.context.clear_cookies()
    sign_in(page, world.coordinator)
    assert problems_of(page, axe, ["/account/results/", world.sheet], viewport_width) == {}


def test_a_coordinator_fills_the_sheet_by_keyboard_alone_and_without_scripts(
    page: Page, without_javascript: Page, world: World
) -> None:
    sign_in(page, world.coordinator)
    page.goto("/account/results/")
    page.get_by_role("link", name="2568").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{world.sheet}")
    first = page.locator("input[name^=v-]:visible").nth(2)
    first.focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.wait_for_load_state("load")
    expect(page.locator("main")).to_contain_text("บันทึกแล้ว 1 ช่อง")
    sign_in(without_javascript, world.coordinator)
    without_javascript.goto(world.sheet)
    box = without_javascript.locator("input[name^=v-]:visible").nth(3)
    box.fill("สิบสอง")
    without_javascript.get_by_role("button", name="บันทึกร่าง").click()
    expect(without_javascript.locator("[aria-invalid=true]")).to_have_count(1)
    assert Measurement.objects.filter(author=world.coordinator).count() == 1


def test_a_year_with_results_is_printed_without_its_buttons(page: Page, world: World) -> None:
    page.emulate_media(media="print")
    for path in ("/years/2568/", f"/clusters/{world.part.cluster.code}/progress/", "/data/"):
        page.goto(path)
        assert page.locator("main table:visible").count() > 0, path
        for left_out in ("main button", "header input", "nav a"):
            expect(page.locator(f"{left_out}:visible")).to_have_count(0)
