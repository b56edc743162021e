"""The admin's site: Thai, in the order of the work, clean for a strict policy."""

import re

import pytest
from django.apps import apps
from django.db.models import Model

from clusters.models import CentreProvince, Cluster, ClusterProvince
from members.models import Consent, Contact, Different, Merge
from programmes.models import LockRequest
from records.admin.site import Section
from records.models import Record
from tests import factories
from tests.admin_pages import SHOWN_MODELS, address, make_row, officer, pages_of, signed_in, text_of

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)")


def test_the_index_follows_the_work() -> None:
    sections = signed_in().get("/admin/").context["app_list"]
    assert [section["name"] for section in sections] == [section.label for section in Section]
    assert sections[0]["models"][0]["object_name"] == "Round"


def test_every_record_is_managed_in_the_admin() -> None:
    shown = {model["model"] for part in signed_in().get("/admin/").context["app_list"] for model in part["models"]}
    assert shown == set(SHOWN_MODELS)
    records = {model for model in apps.get_models() if issubclass(model, Record)}
    # Rows of their owners' pages, and what stands on a page of its own: of a year's locks, of organisations alike.
    assert records - shown == {ClusterProvince, CentreProvince, Contact, Consent, LockRequest, Merge, Different}


def test_an_officer_sees_only_what_he_may() -> None:
    sections = signed_in(officer("view_cluster")).get("/admin/").context["app_list"]
    assert [model["object_name"] for section in sections for model in section["models"]] == ["Cluster"]


def test_the_start_page_leads_to_what_one_may_do() -> None:
    opening, bringing_in = "เปิดปีงบประมาณถัดไป", "นำเข้ารายชื่อจากไฟล์ Excel หรือ CSV"
    shown = text_of(signed_in().get("/admin/"))
    assert opening in shown
    assert bringing_in in shown
    shown = text_of(signed_in(officer("view_cluster", "add_importbatch")).get("/admin/"))
    assert opening not in shown
    assert bringing_in in shown


def test_who_may_nothing_is_told_so() -> None:
    assert "ท่านไม่มีสิทธิ์ดูหรือแก้ไขรายการใด" in text_of(signed_in(factories.UserFactory.create()).get("/admin/"))


def test_the_head_says_as_whom_one_works() -> None:
    shown = text_of(signed_in(factories.UserFactory.create(email="som@example.go.th", role="approver")).get("/admin/"))
    assert "som@example.go.th (ผู้อนุมัติ)" in shown


def test_a_long_list_of_choices_is_folded_until_one_is_chosen() -> None:
    path, sectors = address(Cluster, "changelist"), 'data-filter-title="สาขาอุตสาหกรรม"'
    chosen = {"sector__id__exact": str(factories.SectorFactory.create_batch(12)[0].pk)}
    assert f"{sectors}>" in signed_in().get(path).content.decode()
    assert f"{sectors} open>" in signed_in().get(path, chosen).content.decode()


def test_a_package_has_its_page() -> None:
    assert signed_in().get("/admin/clusters/").status_code == 200


def test_the_admin_is_in_thai_whatever_the_browser_asks_for() -> None:
    shown = signed_in().get("/admin/", headers={"accept-language": "en"})
    assert 'lang="th"' in shown.content.decode()


@pytest.mark.parametrize("model", SHOWN_MODELS)
def test_no_page_has_a_style_or_a_script_of_its_own(model: type[Model]) -> None:
    row, client = make_row(model), signed_in()
    for page in pages_of(model, row):
        html = client.get(page).content.decode()
        assert INLINE.findall(html) == [], page


def test_a_page_links_to_its_public_one() -> None:
    held = factories.RoundFactory.create(fiscal_year=2560)
    html = signed_in().get(f"/admin/programmes/round/{held.pk}/change/").content.decode()
    assert 'href="/years/2560/"' in html


def test_every_page_names_its_icon_so_that_no_browser_asks_for_another() -> None:
    cluster, client = factories.ClusterFactory.create(), signed_in()
    for page in ("/admin/", *pages_of(type(cluster), cluster), "/admin/members/user/add/"):
        assert '<link rel="icon" href="/static/img/icon.svg"' in client.get(page).content.decode(), page
