"""What of people a history hides from an account that doesn't see contacts."""

from typing import Any, Final

from django.db import models

from members.models import Consent, Contact, Person
from members.rights import sees_contacts
from records.masking import masks

_PRIVATE: Final[dict[type[models.Model], frozenset[str]]] = {
    Contact: frozenset({"value", "note"}),
    Consent: frozenset({"wording", "source"}),
    Person: frozenset({"name", "name_en", "note"}),
}


@masks
def of_people(user: Any, model: type[models.Model]) -> frozenset[str]:
    private = _PRIVATE.get(model, frozenset())
    return private if private and not sees_contacts(user) else frozenset()
