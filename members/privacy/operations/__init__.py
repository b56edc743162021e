"""What is done with people's data on their behalf."""

from members.privacy.operations import blanks, imported
from members.privacy.operations.erasure import Subject, blank, erase, erases, replay
from members.privacy.operations.requests import Decision, answer_request, submit_request
from members.privacy.operations.retention import Overdue, apply_retention, what_is_over

__all__ = [
    "Decision",
    "Overdue",
    "Subject",
    "answer_request",
    "apply_retention",
    "blank",
    "blanks",
    "erase",
    "erases",
    "imported",
    "replay",
    "submit_request",
    "what_is_over",
]
