"""The address of a row by its code."""

import pytest
from django.urls import reverse, set_script_prefix
from django.utils.translation import override

from records.addresses import address_of


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    ("page", "code"),
    [("portal:cluster", "C0001"), ("portal:organisation", "O1234567"), ("portal:cluster-progress", "C0002")],
)
def test_it_is_that_of_the_page_in_each_language(language: str, page: str, code: str) -> None:
    with override(language):
        assert address_of(page, code) == reverse(page, args=[code])


def test_it_follows_the_place_where_the_portal_is_put() -> None:
    here = address_of("portal:cluster", "C0001")
    set_script_prefix("/portal/")
    try:
        assert address_of("portal:cluster", "C0001") == f"/portal{here}"
    finally:
        set_script_prefix("/")
