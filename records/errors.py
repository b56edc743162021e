"""What goes wrong when a rule of the records is broken. Admin, pages and commands turn these into messages."""

from django.utils.functional import Promise


class RuleBroken(Exception):  # noqa: N818  # a rule's name reads better than an error's
    """A write that a rule of the programme forbids. ``message`` tells an officer, in Thai, why and what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class UnguardedWrite(RuntimeError):  # noqa: N818  # as above
    """A bulk write outside an operation: a mistake in the program, never an officer's."""
