"""Who opened or took away people's data is logged: who, when, what, how many."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from members.models import Disclosure
from members.privacy.disclosures import disclosures_of, log_disclosure, subject_of
from tests import factories

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
