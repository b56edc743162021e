"""Rounds and funders in the admin."""

import pytest

from programmes.models import Funder, Round
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_list_of_years_tells_how_many_groups_are_recorded() -> None:
    held = factories.RoundFactory.create(fiscal_year=2561)
    factories.RoundFactory.create(fiscal_year=2560)
    factories.ParticipationFactory.create_batch(2, round=held)
    rows = signed_in().get(address(Round, "changelist")).context["cl"].result_list
    assert [(row.fiscal_year, row.recorded_total) for row in rows] == [(2561, 2), (2560, 0)]


def test_no_form_closes_a_year() -> None:
    held = factories.RoundFactory.create()
    client = signed_in()
    page = address(Round, "change", held.pk)
    response = client.post(page, {**form_of(client.get(page)), "state": "closed"})
    assert "ให้ขอที่หน้า “ปิดและเปิดปี”" in text_of(response)


def test_there_is_one_department() -> None:
    factories.DepartmentFactory.create()
    sent = {"code": "other", "name": "อื่น", "short_name": "อ.", "is_department": "on"}
    assert signed_in().post(address(Funder, "add"), sent).status_code == 200
    assert Funder.objects.count() == 1
