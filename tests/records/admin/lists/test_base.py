"""Lists of the admin: stable, searched by the search key, and strict about their address."""

from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import Model, ProtectedError
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from clusters.models import Cluster, Province
from members.models import User
from programmes.models import Participation, ReportedFigure, Round, Source
from records.admin.lists import refusal_text
from records.errors import RuleBroken
from tests import factories
from tests.admin_pages import SHOWN_MODELS, address, deletion_of, form_of, make_row, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = address(Cluster, "changelist")
FEW = {"PromotionCentre": 11}  # there can't be more
ODD_VALUES = [
    *("\0", "a\0b", "²", "๑๒", "abc", "-1", "0", "99999999999999999999", "None", "[]", "'", "%", "1.5"),
    "1" * 5000,
    "ก" * 300_000,  # a megabyte in the address
]
OF_LISTS = [
    *("q", "p", "o", "all", "e", "_popup", "_to_field", "_facets", "state__exact", "sector__id__exact", "founded"),
    *("sector", "sector__exact", "sector__isnull"),
    *("founded__isnull", "state", "joined__year", "vision__startswith", "unknown"),
]
OF_FORMS = ["_popup", "_to_field", "_changelist_filters", "sector", "merged_into", "founded", "state", "places"]


@pytest.mark.parametrize("model", SHOWN_MODELS)
def test_a_list_costs_the_same_with_1_and_20_rows(model: type[Model]) -> None:
    client = signed_in()
    make_row(model)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(model, "changelist")).status_code == 200
        return len(asked)

    cost()  # content types are read once for all
    once = cost()
    for _row in range(FEW.get(model.__name__, 20) - 1):
        make_row(model)
    assert cost() == once


@pytest.mark.parametrize("model", SHOWN_MODELS)
def test_a_list_has_one_order_and_pages_of_50(model: type[Model]) -> None:
    make_row(model)
    changelist = signed_in().get(address(model, "changelist")).context["cl"]
    assert changelist.list_per_page == 50
    assert changelist.full_result_count is None
    names = [str(name).lstrip("-") for name in changelist.queryset.query.order_by if isinstance(name, str)]
    assert any(name in {"pk", "id"} or model._meta.get_field(name).unique for name in names if "__" not in name)  # type: ignore[union-attr]


@pytest.mark.parametrize("parameter", OF_LISTS)
def test_an_odd_parameter_of_a_list_never_fails(parameter: str) -> None:
    factories.ClusterFactory.create()
    client = signed_in()
    answers = {value[:12]: client.get(LIST, {parameter: value}).status_code for value in ODD_VALUES}
    assert {value: code for value, code in answers.items() if code not in {200, 302, 400}} == {}


@pytest.mark.parametrize("parameter", OF_FORMS)
def test_an_odd_parameter_of_a_form_never_fails(parameter: str) -> None:
    row = factories.ClusterFactory.create()
    client = signed_in()
    for page in (address(Cluster, "add"), address(Cluster, "change", row.pk)):
        answers = {value[:12]: client.get(page, {parameter: value}).status_code for value in ODD_VALUES[::4]}
        assert {value: code for value, code in answers.items() if code not in {200, 302, 400}} == {}


@pytest.mark.parametrize("value", ["²", "abc", "-1", "0", "99", "1" * 50])
def test_a_page_that_is_not_there_says_so(value: str) -> None:
    factories.ClusterFactory.create()
    response = signed_in().get(LIST, {"p": value, "state__exact": "public"}, follow=True)
    assert "จึงแสดงหน้าแรก" in text_of(response)
    assert QueryDict(response.redirect_chain[0][0].partition("?")[2]).dict() == {"state__exact": "public"}


@pytest.mark.parametrize(
    "query",
    ["vision__startswith=ก", "search_key=x", "sector__code__startswith=a", "joined__year=9999", "places__province=1",
     "number=1", "version=1", "pk=1", "sector__clusters__vision=ก"],
)  # fmt: skip
def test_a_lookup_that_is_not_declared_is_refused(query: str) -> None:
    assert signed_in().get(f"{LIST}?{query}").status_code == 400


def test_no_field_of_any_list_can_be_probed_by_a_lookup_that_is_not_declared() -> None:
    client, answered = signed_in(), []
    for model in admin.site._registry:
        names = [field.name for field in model._meta.concrete_fields]
        keys = [field.name for field in model._meta.concrete_fields if field.many_to_one]
        for lookup in [*(f"{name}__startswith" for name in names), *(f"{name}__pk__gt" for name in keys)]:
            status = client.get(address(model, "changelist"), {lookup: "1"}).status_code
            answered += [f"{model.__name__}: {lookup}: {status}"] if status != 400 else []
    assert answered == []


@pytest.mark.parametrize(
    "query", ["state__exact=nonsense", "sector__id__exact=999", "sector__id__exact=abc", "founded=²"]
)
def test_a_value_that_no_filter_offers_is_told_and_not_shown_as_an_empty_list(query: str) -> None:
    factories.ClusterFactory.create(name="ผ้าไหม", founded=2550)
    response = signed_in().get(f"{LIST}?{query}", follow=True)
    shown = text_of(response)
    assert "จึงแสดงรายการทั้งหมด" in shown
    assert "ผ้าไหม" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [("state__exact=public", {"ก"}), ("founded=2550", {"ก"}), ("founded=๒๕๕๐", {"ก"}), ("founded__isnull=1", {"ข"})],
)
def test_a_declared_filter_filters(query: str, found: set[str]) -> None:
    factories.ClusterFactory.create(name="ก", founded=2550)
    factories.ClusterFactory.create(name="ข", state=Cluster.State.DRAFT)
    rows = signed_in().get(f"{LIST}?{query}").context["cl"].result_list
    assert {row.name for row in rows} == found


@pytest.mark.parametrize("query", ["กุ้ง", "กุง", "กุ้งก", "Shrimp", "C0001"])
def test_the_search_sets_tone_marks_aside(query: str) -> None:
    factories.ClusterFactory.create(name="กุ้งกุลาดำ", name_en="Shrimp")
    factories.ClusterFactory.create(name="ผ้าไหม", name_en="Silk")
    asked = "C0" if query == "C0001" else query
    rows = signed_in().get(LIST, {"q": asked}).context["cl"].result_list
    assert {row.name for row in rows} == ({"กุ้งกุลาดำ", "ผ้าไหม"} if asked == "C0" else {"กุ้งกุลาดำ"})


def test_a_short_search_says_that_it_looked_at_beginnings_only() -> None:
    factories.ClusterFactory.create(name="ผ้าไหม")
    client = signed_in()
    assert "ค้นเฉพาะที่ขึ้นต้นชื่อหรือรหัส" in text_of(client.get(LIST, {"q": "ผ้"}))
    assert "ค้นเฉพาะที่ขึ้นต้นชื่อหรือรหัส" not in text_of(client.get(LIST, {"q": "ผ้าไห"}))


def test_a_search_in_columns_is_normalised() -> None:
    factories.UserFactory.create(email="somying@example.go.th")
    rows = signed_in().get(address(User, "changelist"), {"q": "somying\u200b"}).context["cl"].result_list
    assert [row.email for row in rows] == ["somying@example.go.th"]


def test_filters_survive_saving() -> None:
    factories.ClusterFactory.create_batch(2)
    row = Cluster.objects.first()
    assert row is not None
    client = signed_in()
    kept = "_changelist_filters=" + quote("state__exact=public&p=1")
    page = f"{address(Cluster, 'change', row.pk)}?{kept}"
    response = client.post(page, {**form_of(client.get(page)), "vision": "ใหม่"})
    assert QueryDict(response["Location"].partition("?")[2]).dict() == {"state__exact": "public", "p": "1"}


@pytest.mark.parametrize("chosen", ["abc", "99999999999999999999", "\0", "²"])
def test_a_selection_that_can_not_be_read_is_told(chosen: str) -> None:
    row = factories.ClusterFactory.create()
    sent = {"action": "delete_selected", "_selected_action": [chosen], "post": "yes"}
    response = signed_in().post(LIST, sent, follow=True)
    assert "อ่านรายการที่เลือกไม่ได้" in text_of(response)
    assert Cluster.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("term", ["", "ก", "กุ้ง", "\0", "ก" * 1_000_000, "%", "_"])
def test_the_search_behind_a_box_takes_any_text(term: str) -> None:
    row = factories.ClusterFactory.create(name="กุ้งกุลาดำ")
    asked: dict[str, Any] = {"app_label": "programmes", "model_name": "participation", "field_name": "cluster"}
    response = signed_in().get("/admin/autocomplete/", {**asked, "term": term})
    found = [each["text"] for each in response.json()["results"]]
    assert found == ([] if len(term) > 200 or term in {"%", "_"} else [f"กุ้งกุลาดำ · {row.code}"])


@pytest.mark.parametrize("value", ["abc", "999", "99999999999999999999", "\0", ""])
def test_an_id_in_the_address_of_an_empty_form_is_used_only_if_it_is_one(value: str) -> None:
    response = signed_in().get(address(Participation, "add"), {"cluster": value, "entry": "new", "note": "จากที่อยู่"})
    assert response.status_code == 200
    assert "จากที่อยู่" in text_of(response)


def test_a_year_filter_reaches_through_a_key() -> None:
    factories.ParticipationFactory.create(round__fiscal_year=2561)
    factories.ParticipationFactory.create(round__fiscal_year=2562)
    rows = (
        signed_in().get(address(Participation, "changelist"), {"round__fiscal_year": "2561"}).context["cl"].result_list
    )
    assert [row.round.fiscal_year for row in rows] == [2561]


def test_an_address_is_taken_as_https() -> None:
    inlines = {"figures-TOTAL_FORMS": "0", "figures-INITIAL_FORMS": "0"}
    named = {"code": "X", "title": "ก", "title_language": "th", "publisher": "ข", "year_kind": "plain"}
    response = signed_in().post(address(Source, "add"), {**named, **inlines, "address": "dip.go.th"})
    assert response.status_code == 302
    assert Source.objects.get(code="X").address == "https://dip.go.th"


def test_a_list_links_to_what_was_deleted() -> None:
    row = factories.ProvinceFactory.create(name="จังหวัดเก่า")
    client = signed_in()
    client.post(address(Province, "delete", row.pk), deletion_of(row))
    assert address(Province, "deleted") in client.get(address(Province, "changelist")).content.decode()
    assert "จังหวัดเก่า" in text_of(client.get(address(Province, "deleted")))


def test_a_refusal_is_said_in_words() -> None:
    assert refusal_text(RuleBroken("ล็อกแล้ว")) == "ล็อกแล้ว"
    assert refusal_text(ValidationError(["หนึ่ง", "สอง"])) == "หนึ่ง สอง"
    assert "ยังมีรายการอื่นอ้างถึง" in refusal_text(ProtectedError("x", set()))
    assert "ขัดกันในเวลาเดียวกัน" in refusal_text(IntegrityError("UNIQUE constraint failed"))


def test_a_key_in_the_address_that_no_field_of_a_form_reads_is_left_out() -> None:
    response = signed_in().get(address(Cluster, "add"), {"number": "7", "id": "3", "name": "จากที่อยู่"})
    assert response.context["adminform"].form.initial == {"name": "จากที่อยู่"}


@pytest.mark.parametrize("model", [Round, ReportedFigure, Participation])
def test_who_has_no_right_sees_no_list(model: type[Model]) -> None:
    assert signed_in(factories.UserFactory.create()).get(address(model, "changelist")).status_code == 403
