"""Who takes part, and who may sign in."""

from members.models.people import Person
from members.models.users import User, UserManager

__all__ = ["Person", "User", "UserManager"]
