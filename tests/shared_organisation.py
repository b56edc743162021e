"""An organisation in clusters of two centres, and an editor of each."""

from dataclasses import dataclass
from typing import Any

from members.models import Organisation, User
from tests import factories
from tests.two_centres import cluster_of


@dataclass(frozen=True)
class Shared:
    organisation: Organisation
    north: User
    south: User


def shared_organisation(**values: Any) -> Shared:
    north, south = (factories.PromotionCentreFactory.create(number=number) for number in (1, 2))
    organisation = factories.OrganisationFactory.create(**values)
    for centre in (north, south):
        factories.MembershipFactory.create(organisation=organisation, cluster=cluster_of(centre))
    editors = [factories.UserFactory.create(role=User.Role.EDITOR, centre=each) for each in (north, south)]
    return Shared(organisation, *editors)
