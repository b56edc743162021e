"""Every model has a factory, and every factory makes a row that its model finds valid."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from records.models import Record
from tests import factories

FACTORIES = [
    made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory) and made is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("made_by", FACTORIES)
def test_a_factory_makes_two_valid_rows(made_by: type[DjangoModelFactory[Record]]) -> None:
    for row in made_by.create_batch(2):
        row.full_clean(exclude={"password"})


def test_every_record_has_a_factory() -> None:
    records = {model for model in apps.get_models() if issubclass(model, Record)}
    assert records <= {made._meta.model for made in FACTORIES}
