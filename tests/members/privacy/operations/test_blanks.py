"""Each model says how it is blanked; test_erasure looks at all tables. What has nothing of somebody isn't touched."""

import pytest

from members.privacy.operations import blanks
from members.privacy.operations.erasure import Subject
from tests import factories


@pytest.mark.django_db
def test_what_holds_nothing_of_somebody_is_left_alone() -> None:
    subject = Subject(factories.PersonFactory.create(), frozenset())
    assert blanks.accounts(subject) == blanks.notes_beside_an_organisation(subject) == blanks.requests(subject) == 0
