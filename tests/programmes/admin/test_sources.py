"""Documents in the admin, each with the figures that it states."""

import pytest

from programmes.models import ReportedFigure, Source
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_document_shows_its_figures_and_can_not_change_them() -> None:
    figure = factories.ReportedFigureFactory.create(value=None)
    client = signed_in()
    page = address(Source, "change", figure.source_id)
    opened = client.get(page)
    assert "ไม่ทราบ" in text_of(opened)
    sent = {**form_of(opened), "title": "ใหม่", "figures-0-value": "5", "figures-0-DELETE": "on"}
    assert client.post(page, sent).status_code == 302
    assert Source.objects.get().title == "ใหม่"
    assert ReportedFigure.objects.get().value is None


def test_a_list_of_documents_tells_how_many_figures_each_states() -> None:
    factories.ReportedFigureFactory.create_batch(2, source=factories.SourceFactory.create())
    rows = signed_in().get(address(Source, "changelist")).context["cl"].result_list
    assert [row.figure_total for row in rows] == [2]
