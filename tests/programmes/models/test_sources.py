"""Documents: each has a code, and says what it means by a year."""

import pytest
from django.core.exceptions import ValidationError

from programmes.models import Source
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def test_a_document_is_called_by_its_code_and_title() -> None:
    assert str(SourceFactory.build(code="H", title="ประวัติความเป็นมา")) == "H – ประวัติความเป็นมา"


def test_a_code_belongs_to_one_document() -> None:
    SourceFactory.create(code="H")
    with pytest.raises(ValidationError, match="รหัสเอกสาร"):
        SourceFactory.build(code="H").full_clean()


def test_a_year_is_taken_for_the_fiscal_year_unless_the_document_says_that_it_is() -> None:
    assert SourceFactory.create().year_kind == Source.YearKind.PLAIN


def test_documents_stand_in_the_order_of_their_codes() -> None:
    for code in ("N", "H", "J"):
        SourceFactory.create(code=code)
    assert [source.code for source in Source.objects.all()] == ["H", "J", "N"]
