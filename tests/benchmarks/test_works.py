"""What is measured, and what takes the place of an address that isn't there."""

from benchmarks.works import ADMIN, CLUSTER_FILES, SEARCH, Known, works

KNOWN = Known(
    "C0004", "C0005", "O000001", "สมมุติ 3", {"organisation": 180, "person": 9}, {"organisation": "7", "person": "8"}
)


def test_every_work_has_an_address_at_both_and_a_name_of_its_own() -> None:
    found = works(KNOWN)
    assert len({work.name for work in found}) == len(found) == 19
    assert all(work.portal.startswith("/") and work.floor.startswith("/") for work in found)
    assert {work.runs for work in found} == {5, 25}


def test_what_the_portal_answers_is_asked_and_else_its_neighbour() -> None:
    answers = dict.fromkeys((SEARCH, CLUSTER_FILES, ADMIN), True)
    full = {work.name: work.portal for work in works(Known(**{**vars(KNOWN), "answers": answers}))}
    assert full["search, common word"].startswith("/search/?q=")
    assert full["CSV of all clusters"] == "/clusters.csv"
    assert full["admin list, deep page (organisation)"] == "/admin/members/organisation/?p=after-7"
    assert {work.name: work.portal for work in works(KNOWN)}["search, common word"].startswith("/organisations/?q=")


def test_the_floor_searches_for_the_key_and_not_for_what_was_typed() -> None:
    (common,) = [work for work in works(KNOWN) if work.name == "search, common word"]
    assert "%E0%B9%89" in common.portal
    assert "%E0%B9%89" not in common.floor
