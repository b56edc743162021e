"""Who may propose a change of an organisation that others keep too, and who may decide on one."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from members.models import User
from members.proposal_rights import may_decide, may_propose, waiting_for
from tests import factories
from tests.shared_organisation import shared_organisation
from tests.two_centres import cluster_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)  # fiscal year 2570


def editor(number: int | None = None, role: str = "editor") -> User:
    centre = None if number is None else factories.PromotionCentreFactory.create(number=number)
    return factories.UserFactory.create(role=role, centre=centre)


def test_who_keeps_an_organisation_with_others_proposes_and_nobody_else() -> None:
    shared = shared_organisation()
    third, manager = editor(3), factories.UserFactory.create(role="manager", centre=shared.north.centre)
    alone = factories.MembershipFactory.create(cluster=cluster_of(third.centre)).organisation  # type: ignore[arg-type]
    users: list[Any] = [shared.north, shared.south, editor(), third, manager, AnonymousUser()]
    assert [may_propose(user, shared.organisation, on=DAY) for user in users] == [True, True, *[False] * 4]
    assert not may_propose(third, alone, on=DAY)  # which they change themselves
    shared.organisation.merged_into = alone
    assert not may_propose(shared.north, shared.organisation, on=DAY)


def test_who_keeps_all_its_clusters_alone_or_with_the_proposer_decides() -> None:
    shared = shared_organisation()
    row = factories.ChangeProposalFactory.create(organisation=shared.organisation, proposed_by=shared.north)
    colleague = factories.UserFactory.create(role="editor", centre=shared.north.centre)
    reader = factories.UserFactory.create(role="manager", centre=shared.south.centre)
    third = editor(3)
    asked: list[Any] = [shared.south, editor(), factories.SuperuserFactory.create()]
    asked += [colleague, third, reader, AnonymousUser()]
    assert [may_decide(user, row, on=DAY) for user in asked] == [True, True, True, *[False] * 4]
    assert [row in waiting_for(user, on=DAY) for user in asked] == [True, True, True, *[False] * 4]
    assert row not in waiting_for(shared.north, on=DAY)
    # A third cluster: two of three don't keep it together; it waits for headquarters, and all hear of it.
    factories.MembershipFactory.create(organisation=shared.organisation, cluster=cluster_of(third.centre))  # type: ignore[arg-type]
    assert [may_decide(user, row, on=DAY) for user in (shared.south, third, editor())] == [False, False, True]
    assert row in waiting_for(third, on=DAY)
