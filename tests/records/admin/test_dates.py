"""No page of the admin shows a year of the common era."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from members.models import User
from programmes.models import Milestone
from records.admin.dates import BEColumn, be_text
from tests import factories
from tests.admin_pages import SHOWN_MODELS, address, make_row, pages_of, signed_in, text_of
from tests.test_factories import FACTORIES

COMMON_ERA = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", SHOWN_MODELS)
def test_no_page_shows_a_year_of_the_common_era(model: type[Model]) -> None:
    for made_by in FACTORIES:
        # The thousand-nine-hundred-and-fiftieth cluster has no year in its name.
        made_by.reset_sequence(1, force=True)  # type: ignore[no-untyped-call]  # of a library without types
    row, client = make_row(model), signed_in()
    for page in pages_of(model, row):
        response = client.get(page)
        assert response.status_code in {200, 403}, page
        assert COMMON_ERA.findall(text_of(response)) == [], page


def test_a_date_that_may_only_be_looked_at_is_in_the_buddhist_era() -> None:
    milestone = make_row(Milestone)
    viewer = factories.UserFactory.create()
    view = Permission.objects.get(content_type=ContentType.objects.get_for_model(Milestone), codename="view_milestone")
    viewer.user_permissions.add(view)
    shown = text_of(signed_in(viewer).get(address(Milestone, "change", milestone.pk)))
    assert "10 มิ.ย. 2547" in shown
    assert "2004" not in shown


def test_a_date_is_read_and_shown_in_the_buddhist_era() -> None:
    milestone, client = make_row(Milestone), signed_in()
    page = address(Milestone, "change", milestone.pk)
    assert 'value="10/06/2547"' in client.get(page).content.decode()
    assert "10 มิ.ย. 2547" in text_of(client.get(address(Milestone, "changelist")))


def test_a_moment_is_shown_by_the_clock_in_bangkok_and_a_missing_one_as_empty() -> None:
    assert be_text(datetime(2026, 11, 22, 18, 0, tzinfo=UTC), "-") == "23 พ.ย. 2569 01:00 น."
    assert be_text(None, "-") == "-"


def test_the_column_of_a_date_stands_where_its_field_stood() -> None:
    field = Milestone._meta.get_field("day")
    column = BEColumn(field, "-")
    assert column == BEColumn(field, "-")
    assert (str(column), column.__name__, column.admin_order_field) == ("day", "day", "day")
    assert admin.site.get_model_admin(Milestone).in_be(("day", "title")) == (column, "title")  # type: ignore[attr-defined]


def test_no_page_loads_the_calendar_of_the_common_era() -> None:
    html = signed_in().get(address(Milestone, "add")).content.decode()
    assert "calendar.js" not in html
    assert "vDateField" not in html


def test_one_account_sees_the_index_in_the_order_of_the_work() -> None:
    client = signed_in(User.objects.create_superuser("boss@example.go.th", "x"))
    shown = text_of(client.get("/admin/"))
    places = [shown.index(word) for word in ("จำนวนตามเอกสาร", "คลัสเตอร์", "บุคคล", "จังหวัด")]
    assert all(place > 0 for place in places)
