"""Organisations and people, what they have to do with clusters, and accounts with their rights, in the admin."""

from members.admin import backup_due, due
from members.admin.accounts import UserAdmin
from members.admin.figures import EnterpriseFiguresAdmin
from members.admin.imports import ImportBatchAdmin
from members.admin.linkages import LinkageAdmin
from members.admin.masking import of_people
from members.admin.memberships import MembershipAdmin, OfficeAdmin, SupportAdmin
from members.admin.organisations import OrganisationAdmin
from members.admin.people import PersonAdmin
from members.admin.privacy import DisclosureAdmin, ErasureAdmin, PrivacyRequestAdmin
from members.admin.proposals import ChangeProposalAdmin

__all__ = [
    "ChangeProposalAdmin",
    "DisclosureAdmin",
    "EnterpriseFiguresAdmin",
    "ErasureAdmin",
    "ImportBatchAdmin",
    "LinkageAdmin",
    "MembershipAdmin",
    "OfficeAdmin",
    "OrganisationAdmin",
    "PersonAdmin",
    "PrivacyRequestAdmin",
    "SupportAdmin",
    "UserAdmin",
    "backup_due",
    "due",
    "of_people",
]
