"""Verbs over several rows of members."""

from members.operations.consents import withdraw_consent
from members.operations.merging import merge_organisations, undo_merge

__all__ = ["merge_organisations", "undo_merge", "withdraw_consent"]
