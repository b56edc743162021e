"""People, and accounts with their rights, in the admin."""

from members.admin.accounts import UserAdmin
from members.admin.people import PersonAdmin

__all__ = ["PersonAdmin", "UserAdmin"]
