"""From where a write comes, when no request tells: a command, an import."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_named: ContextVar[str] = ContextVar("records_origin", default="")


@contextmanager
def came_from(origin: str) -> Iterator[None]:
    """Name the origin of all writes in a block; it comes before the address of the request."""
    token = _named.set(origin)
    try:
        yield
    finally:
        _named.reset(token)


def named_origin() -> str:
    """Return what the innermost ``came_from`` named; "" outside of any."""
    return _named.get()
