"""Lists of the admin: stable, strict about their address, as fast at the end of a million rows as at the beginning."""

from records.admin.lists.base import ListAdmin, NoForm, count_of, refusal_text
from records.admin.lists.changelist import LONGEST_PARAMETER

__all__ = ["LONGEST_PARAMETER", "ListAdmin", "NoForm", "count_of", "refusal_text"]
