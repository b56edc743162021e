"""Who takes part, how they hang together, and who may sign in."""

from members.models.contacts import Consent, Contact, contact_detail
from members.models.figures import EnterpriseFigures
from members.models.imports import ImportBatch, ImportRow
from members.models.linkages import Linkage
from members.models.memberships import Membership, Office, Support
from members.models.merges import Different, Merge
from members.models.organisations import Organisation, code_of
from members.models.people import Person
from members.models.privacy import Disclosure, Erasure, PrivacyRequest
from members.models.proposals import ChangeProposal
from members.models.tries import Tries
from members.models.users import User, UserManager

__all__ = [
    "ChangeProposal",
    "Consent",
    "Contact",
    "Different",
    "Disclosure",
    "EnterpriseFigures",
    "Erasure",
    "ImportBatch",
    "ImportRow",
    "Linkage",
    "Membership",
    "Merge",
    "Office",
    "Organisation",
    "Person",
    "PrivacyRequest",
    "Support",
    "Tries",
    "User",
    "UserManager",
    "code_of",
    "contact_detail",
]
