"""Reported figures in the admin: added and superseded, never edited, never deleted."""

from decimal import Decimal
from typing import Any

import pytest

from programmes.models import ReportedFigure, Source
from tests import factories
from tests.admin_pages import address, officer, signed_in, text_of

pytestmark = pytest.mark.django_db

ADD = address(ReportedFigure, "add")


def typed(document: Source, **others: Any) -> dict[str, Any]:
    return {
        "from_year": "๒๕๕๐",
        "to_year": "2550",
        "measure": "total",
        "value": "27",
        "qualifier": "exact",
        "scope": "not_stated",
        "year_basis": "stated",
        "source": document.pk,
        "quotation": "รวมเป็น 27 กลุ่ม",
        "preferred": "on",
        **others,
    }


def test_a_figure_is_added_with_the_unit_of_what_it_counts() -> None:
    response = signed_in().post(ADD, typed(factories.SourceFactory.create()))
    assert response.status_code == 302
    figure = ReportedFigure.objects.get()
    assert (figure.from_year, figure.value, figure.unit) == (2550, Decimal(27), "groups")
    assert "unit" not in signed_in().get(ADD).context["adminform"].form.fields


def test_a_value_that_is_not_typed_is_unknown_and_not_0() -> None:
    signed_in().post(ADD, typed(factories.SourceFactory.create(), value=""))
    assert ReportedFigure.objects.get().value is None
    assert "ไม่ทราบ" in text_of(signed_in().get(address(ReportedFigure, "changelist")))


@pytest.mark.parametrize(
    "missing",
    [{"source": ""}, {"quotation": ""}, {"scope": ""}, {"year_basis": ""}, {"scope": "department"}, {"measure": ""},
     {"value": "2.5"}, {"value": "-1"}, {"from_year": "2007"}, {"from_year": "2551"}],
    ids=str,
)  # fmt: skip
def test_a_figure_without_its_source_quotation_scope_or_bases_is_refused(missing: dict[str, str]) -> None:
    response = signed_in().post(ADD, typed(factories.SourceFactory.create(), **missing))
    assert response.status_code == 200
    assert not ReportedFigure.objects.exists()


def test_a_figure_can_not_be_edited_or_deleted_by_anybody() -> None:
    figure = factories.ReportedFigureFactory.create()
    client = signed_in()
    assert client.post(address(ReportedFigure, "change", figure.pk), {"value": "28"}).status_code == 403
    assert client.post(address(ReportedFigure, "delete", figure.pk), {"post": "yes"}).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [figure.pk], "post": "yes"}
    client.post(address(ReportedFigure, "changelist"), sent)
    assert ReportedFigure.objects.get().value == 27


def test_a_figure_is_superseded_with_a_reason() -> None:
    old, boss = factories.ReportedFigureFactory.create(), factories.SuperuserFactory.create()
    client = signed_in(boss)
    page = f"{ADD}?supersedes={old.pk}"
    assert page.replace("&", "&amp;") in client.get(address(ReportedFigure, "change", old.pk)).content.decode()
    begun = client.get(page).context["adminform"].form.initial
    assert (begun["value"], begun["quotation"], begun["replaces"]) == ("27", "รวมเป็น 27 กลุ่ม", old.pk)
    sent = typed(old.source, value="28", replaces=old.pk)
    assert client.post(ADD, sent).status_code == 200  # without a reason
    assert client.post(ADD, {**sent, "change_reason": "อ่านเอกสารใหม่"}).status_code == 302
    new = ReportedFigure.objects.get(supersedes=old)
    assert (new.value, new.key, new.revision) == (Decimal(28), old.key, 2)
    written = ReportedFigure.history.get(id=new.pk)
    assert (written.history_user, written.history_change_reason) == (boss, "อ่านเอกสารใหม่")
    assert "ถูกแทนแล้ว" in text_of(client.get(address(ReportedFigure, "change", old.pk)))
    assert "เพิ่มตัวเลขแทน" not in text_of(client.get(address(ReportedFigure, "change", old.pk)))


@pytest.mark.parametrize("number", ["999", "abc", "\0", "99999999999999999999"])
def test_what_is_not_there_can_not_be_superseded(number: str) -> None:
    response = signed_in().get(ADD, {"supersedes": number}, follow=True)
    assert "ไม่พบตัวเลขที่จะแทน" in text_of(response)


def test_the_second_of_two_who_supersede_is_told() -> None:
    old = factories.ReportedFigureFactory.create()
    client = signed_in()
    sent = typed(old.source, value="28", replaces=old.pk, change_reason="อ่านใหม่")
    assert client.post(ADD, sent).status_code == 302
    response = client.post(ADD, sent, follow=True)
    assert "มีผู้เพิ่มตัวเลขแทนไปแล้ว" in text_of(response)
    assert ReportedFigure.objects.count() == 2


def test_the_years_other_figures_stand_beside_and_what_was_typed_stays() -> None:
    other = factories.ReportedFigureFactory.create(from_year=2547, to_year=2548, measure="pilot", value=3)
    factories.ReportedFigureFactory.create(from_year=2551, value=30)
    client = signed_in()
    sent = typed(other.source, from_year="๒๕๔๘", to_year="", quotation="ก" * 500, funder="abc", _show_year="1")
    del sent["preferred"]  # as a browser sends a box without a tick
    response = client.post(ADD, sent)
    beside = response.context["beside"]
    assert [(figure.pk, value) for figure, value, _scope in beside.figures] == [(other.pk, "3 กลุ่ม")]
    assert beside.years == "ปีงบประมาณ 2548"
    assert "ก" * 500 in text_of(response)
    form = response.context["adminform"].form
    assert (form["preferred"].value(), form["value"].value(), form.errors) == (False, "27", {})
    assert ReportedFigure.objects.count() == 2


@pytest.mark.parametrize("year", ["", "2007", "abc", "²", "\0"])
def test_a_year_that_can_not_be_read_shows_no_figures(year: str) -> None:
    factories.ReportedFigureFactory.create()
    response = signed_in().get(ADD, {"from_year": year})
    assert response.context["beside"] is None


def test_the_year_in_the_address_shows_its_figures() -> None:
    factories.ReportedFigureFactory.create(from_year=2550)
    assert "27 กลุ่ม" in text_of(signed_in().get(ADD, {"from_year": "2550"}))
    assert "ยังไม่มีตัวเลขของปีนี้" in text_of(signed_in().get(ADD, {"from_year": "2552"}))


def test_who_may_only_add_sees_and_adds_and_who_may_only_look_adds_nothing() -> None:
    source = factories.SourceFactory.create()
    assert signed_in(officer("view_reportedfigure")).post(ADD, typed(source)).status_code == 403
    adder = signed_in(officer("add_reportedfigure"))
    assert adder.post(ADD, typed(source)).status_code == 302
    assert adder.get(address(ReportedFigure, "changelist")).status_code == 200
