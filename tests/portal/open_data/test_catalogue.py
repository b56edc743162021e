"""When a data set last changed, and what is said of it."""

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from clusters.models import Cluster
from members.models import Organisation
from portal.open_data.catalogue import BY_NAME, DATA_SETS, Published, State, contact, published
from tests.factories import ClusterFactory, PromotionCentreFactory, RoundFactory, SupportFactory

pytestmark = pytest.mark.django_db

REQUEST = RequestFactory()


def told(name: str) -> Published:
    return published([BY_NAME[name]], REQUEST.get("/data/"))[0]


def test_every_field_is_described_and_named_once() -> None:
    for data_set in DATA_SETS:
        assert len(set(data_set.names)) == len(data_set.names)
        assert set(data_set.key) <= set(data_set.names)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in data_set.names)
        assert all(str(field.title) for field in data_set.fields)


def test_every_write_of_a_row_gives_its_sets_another_mark_and_no_other_set() -> None:
    cluster = ClusterFactory.create()
    before = {name: told(name).etag for name in BY_NAME}
    cluster.vision = "ไม่อยู่ในไฟล์ใด แต่แถวเปลี่ยน"
    cluster.save()
    changed = {name for name in BY_NAME if told(name).etag != before[name]}
    assert changed == {data_set.name for data_set in DATA_SETS if Cluster in data_set.sources}
    assert "organisations" not in changed


def test_a_write_that_was_begun_earlier_and_finished_later_changes_the_mark() -> None:
    SupportFactory.create()
    early = Organisation.history.values().get()
    Organisation.history.update(history_id=early["history_id"] + 5)
    mark = State.of([Organisation])[Organisation].mark
    Organisation.history.create(**early)
    assert State.of([Organisation])[Organisation].mark != mark


def test_the_same_rows_have_another_mark_in_the_other_language() -> None:
    thai = told("clusters").etag
    with override("en"):
        assert told("clusters").etag != thai
    assert told("clusters").etag == thai


def test_what_was_never_written_has_no_day() -> None:
    empty = told("clusters")
    assert (empty.changed_at, empty.changed_on) == (None, "")
    assert "ม.ป.ป." in empty.citation
    assert empty.head["updated"] is None


def test_a_citation_names_owner_year_title_day_and_address() -> None:
    ClusterFactory.create()
    shown = told("clusters")
    assert shown.changed_at is not None
    assert re.fullmatch(
        r"กรมส่งเสริมอุตสาหกรรม กระทรวงอุตสาหกรรม\. \(25\d\d\)\. คลัสเตอร์ \[ชุดข้อมูล\]\. พอร์ทัลคลัสเตอร์อุตสาหกรรม\. "
        r"ปรับปรุงเมื่อ .+ 25\d\d\. http://testserver/data/clusters\.csv",
        shown.citation,
    )


def test_an_office_is_asked_never_a_person(settings: Settings) -> None:
    assert contact() == {"office": "กรมส่งเสริมอุตสาหกรรม กระทรวงอุตสาหกรรม", "phone": "", "email": ""}
    PromotionCentreFactory.create(number=0, phone="0 2430 6865")
    settings.DATA_CONTACT = "data@example.go.th"
    assert (contact()["phone"], contact()["email"]) == ("0 2430 6865", "data@example.go.th")


def test_all_sets_cost_a_query_for_each_table_behind_them(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    RoundFactory.create()
    tables = {model for data_set in DATA_SETS for model in data_set.sources}
    with django_assert_num_queries(len(tables) + 1):  # one asks whether rows are invented
        published(DATA_SETS, REQUEST.get("/data/"))
