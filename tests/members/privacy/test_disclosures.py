"""Who opened or took away people's data is logged: who, when, what, how many."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from members.models import Disclosure, Office, Organisation, Person, PrivacyRequest
from members.privacy.disclosures import disclosures_of, log_disclosure, subject_of
from tests import factories
from tests.admin_pages import address, signed_in
from tests.members.imports.batches import checked, done, sent
from tests.members.imports.files import member, members, put_clusters
from tests.snapshot import put_reference

pytestmark = pytest.mark.django_db


def test_an_opening_is_logged_with_the_account_and_whose_it_was() -> None:
    person, account = factories.PersonFactory.create(), factories.UserFactory.create()
    request = RequestFactory().get("/admin/x/")
    request.user = account
    log_disclosure(request, Disclosure.Kind.EXPORT, 7, person)
    log_disclosure(request, Disclosure.Kind.LIST, 50)
    kept = list(Disclosure.objects.order_by("pk").values_list("user", "kind", "address", "rows", "subject"))
    assert kept == [
        (account.pk, "export", "/admin/x/", 7, subject_of(person)),
        (account.pk, "list", "/admin/x/", 50, ""),
    ]
    assert [str(each) for each in disclosures_of(person)] == ["ส่งออก /admin/x/"]


def test_who_is_not_signed_in_has_seen_nothing() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    log_disclosure(request, Disclosure.Kind.PAGE, 1)
    assert not Disclosure.objects.exists()


def logged(path: str, status: int = 200) -> list[tuple[str, int, str]]:
    """Return what opening a page as a superuser adds to the log: kind, rows, whose."""
    Disclosure.objects.all().delete()
    assert signed_in().get(path).status_code == status
    return list(Disclosure.objects.values_list("kind", "rows", "subject"))


def test_every_page_that_lists_people_or_how_to_reach_them_is_logged() -> None:
    person = factories.PersonFactory.create()
    factories.OfficeFactory.create(person=person)
    factories.PersonFactory.create().delete()
    asked = factories.PrivacyRequestFactory.create()
    trader = factories.SoleTraderFactory.create()
    firm = factories.OrganisationFactory.create()
    seen = {
        address(Person, "changelist"): [("list", 1, "")],
        address(Office, "changelist"): [("list", 1, "")],
        address(Person, "deleted"): [("list", 1, "")],
        address(PrivacyRequest, "changelist"): [("list", 1, "")],
        address(Person, "change", person.pk): [("page", 1, subject_of(person))],
        address(Person, "history", person.pk): [("page", 1, subject_of(person))],
        address(Person, "held_json", person.pk): [("export", 1, subject_of(person))],
        address(Organisation, "change", trader.pk): [("page", 1, subject_of(trader))],
        address(Organisation, "change", firm.pk): [],  # it has neither contacts nor a person's name
        address(PrivacyRequest, "change", asked.pk): [("page", 1, subject_of(asked))],
        address(PrivacyRequest, "answer", asked.pk): [("page", 1, subject_of(asked))],
    }
    assert {path: logged(path) for path in seen} == seen
    assert logged(f"{address(Person, 'changelist')}?p=999", status=302) == []  # a list that shows nothing


def test_files_of_members_are_logged_before_they_are_given() -> None:
    put_reference()
    clusters = put_clusters()
    done(*members(2))
    batch = checked(member(1, phone="1"), name="รอ.csv")
    waiting = sent(*members(3))
    page = "/admin/members/importbatch"
    assert logged(f"{page}/{batch.pk}/change/") == [("list", 1, subject_of(batch))]
    assert logged(f"{page}/{batch.pk}/flagged.xlsx") == [("export", 1, subject_of(batch))]
    assert logged(f"{page}/{batch.pk}/original") == [("export", 1, subject_of(batch))]
    assert logged(f"{page}/members/{clusters[0].pk}.xlsx") == [("export", 2, subject_of(clusters[0]))]
    assert logged(f"{page}/{waiting.pk}/change/") == []  # nobody has looked into it yet
    assert logged(f"{page}/template.xlsx") == []
    for name in ("flagged.xlsx", "original"):
        assert logged(f"{page}/987654/{name}", status=302) == []
