"""What was chosen becomes the form on the row as it is now; any other form is left as it is."""

from django.http import QueryDict

from records.admin.choices import is_control, resolved


def test_a_form_that_comes_from_no_conflict_is_left_as_it_is() -> None:
    data = QueryDict("name=x&choose__name=theirs")
    assert resolved(data) is data


def test_their_value_comes_in_the_place_of_mine_and_what_was_typed_to_search_goes() -> None:
    data = QueryDict(
        "conflicts=name+box+row&name=mine&box=on&row=1&row__typed=abc&version_read=1&seen__version_read=2"
        "&choose__name=theirs&theirs__name=theirs&choose__box=theirs&choose__row=theirs&theirs__row=7"
    )
    made = resolved(data)
    assert made.dict() == {"name": "theirs", "row": "7", "version_read": "2"}


def test_nothing_is_taken_before_all_is_chosen() -> None:
    data = QueryDict("conflicts=name&name=mine&theirs__name=theirs&version_read=1&seen__version_read=2")
    assert resolved(data).dict() == {"name": "mine", "version_read": "1"}


def test_a_control_is_known_by_its_name() -> None:
    assert all(map(is_control, ["choose__a", "theirs__a", "seen__a", "conflicts", "csrfmiddlewaretoken"]))
    assert not is_control("name")
