"""Links between organisations in the admin."""

import pytest

from members.models import Linkage
from tests import factories
from tests.admin_pages import address, form_of, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("end", ["from_organisation", "to_organisation"])
@pytest.mark.parametrize("query", ["ไหมทอง", "ไห", "  ไหมทอง "])
def test_a_link_is_found_by_the_name_of_either_end(end: str, query: str) -> None:
    kept = factories.LinkageFactory.create(**{f"{end}__name": "ไหมทอง"})
    factories.LinkageFactory.create()
    rows = signed_in().get(address(Linkage, "changelist"), {"q": query}).context["cl"].result_list
    assert list(rows) == [kept]


def test_what_is_done_together_is_kept_once_in_either_direction() -> None:
    row = factories.LinkageFactory.create(kind="joint_marketing")
    client = signed_in()
    ends = {"from_organisation": row.to_organisation_id, "to_organisation": row.from_organisation_id}
    sent = {**form_of(client.get(address(Linkage, "add"))), **ends, "kind": "joint_marketing"}
    assert "ในทิศทางกลับกัน" in text_of(client.post(address(Linkage, "add"), sent))
