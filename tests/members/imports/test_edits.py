"""Edits of one row are carried out together."""

from members.imports.edits import Change, Edits
from members.models import Organisation
from tests.factories import OrganisationFactory


def test_nothing_changes_before_edits_are_carried_out() -> None:
    row, new = OrganisationFactory.build(name="ก", pk=1), OrganisationFactory.build(name="ค")
    like: list[Organisation] = []
    edits = Edits()
    edits.set(row, "name", "ข", Change("ชื่อ", "ก", "ข"))
    edits.create(new, like)
    assert (row.name, like, edits.changed, edits.created) == ("ก", [], [row], [new])
    edits.carry_out()
    assert (row.name, like) == ("ข", [new])
    assert edits.changes == [Change("ชื่อ", "ก", "ข")]
