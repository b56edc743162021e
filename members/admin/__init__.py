"""People, accounts and their groups in the admin."""

from members.admin.accounts import GroupAdmin, UserAdmin
from members.admin.people import PersonAdmin

__all__ = ["GroupAdmin", "PersonAdmin", "UserAdmin"]
