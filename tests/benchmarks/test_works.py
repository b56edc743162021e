"""What is measured."""

from benchmarks.works import Known, works

KNOWN = Known("C0004", "C0005", "O000001", "สมมุติ 3", {"organisation": "7", "person": "8"})


def test_every_work_has_an_address_at_both_and_a_name_of_its_own() -> None:
    found = works(KNOWN)
    assert len({work.name for work in found}) == len(found) == 24
    assert all(work.portal.startswith("/") and work.floor.startswith("/") for work in found)
    assert {work.runs for work in found} == {5, 25}


def test_a_deep_page_of_the_admin_begins_behind_the_same_row_at_both() -> None:
    (deep,) = [work for work in works(KNOWN) if work.name == "admin list, deep page (organisation)"]
    assert deep.portal == "/admin/members/organisation/?p=after-7"
    assert deep.floor.endswith("&after=7")


def test_the_floor_searches_for_the_key_and_not_for_what_was_typed() -> None:
    (common,) = [work for work in works(KNOWN) if work.name == "search, common word"]
    assert "%E0%B9%89" in common.portal
    assert "%E0%B9%89" not in common.floor
