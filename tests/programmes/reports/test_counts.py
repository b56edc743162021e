"""The columns of the table: unknown until a document or a list of names says otherwise."""

from programmes.reports.counts import Counts


def test_a_column_of_which_nothing_is_said_is_unknown_not_zero() -> None:
    assert Counts(total=17).as_dict() == {
        "total": 17,
        "continued": None,
        "new": None,
        "returning": None,
        "pilot": None,
        "external": None,
    }
