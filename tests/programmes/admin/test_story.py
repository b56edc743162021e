"""Milestones and objectives in the admin."""

from datetime import date

import pytest

from programmes.models import Milestone
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["10/06/2547", "๑๐ มิ.ย. ๒๕๔๗", "10 มิถุนายน 2547"])
def test_the_day_of_a_milestone_is_typed_in_the_buddhist_era(typed: str) -> None:
    milestone = factories.MilestoneFactory.create()
    client = signed_in()
    page = address(Milestone, "change", milestone.pk)
    assert client.post(page, {**form_of(client.get(page)), "day": typed}).status_code == 302
    assert Milestone.objects.get().day == date(2004, 6, 10)


def test_a_day_of_the_common_era_is_refused_with_the_day_that_may_be_meant() -> None:
    milestone = factories.MilestoneFactory.create()
    client = signed_in()
    page = address(Milestone, "change", milestone.pk)
    response = client.post(page, {**form_of(client.get(page)), "day": "10/06/2004"})
    assert "10/06/2547" in text_of(response)
