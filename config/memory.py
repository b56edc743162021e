"""What a long answer needed of the memory goes back to the machine.

By itself the C library keeps it: apart for each thread, and in blocks as large as the largest that was ever freed.
Other libraries than glibc know nothing of these settings and are left alone.
"""

import ctypes
from time import monotonic
from typing import Final

_LIBRARY: Final = ctypes.CDLL(None)
_IS_GLIBC: Final = hasattr(_LIBRARY, "malloc_trim")
_KEPT: Final = 128 * 1024  # bytes: what is freed above is given back; larger blocks are taken from the machine itself
# The numbers by which the library's settings are called (malloc.h).
_SETTINGS: Final = {-1: _KEPT, -3: _KEPT, -8: 2}  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX
_EVERY: Final = 10.0  # seconds; giving back takes milliseconds


class Memory:
    """The memory of one process; ``given_back`` is when it was last gone through."""

    def __init__(self) -> None:
        self.given_back = monotonic()

    def keep_little(self) -> bool:
        """Tell the library how little it may keep, before threads start; False if it can't be told."""
        return _IS_GLIBC and all(_LIBRARY.mallopt(setting, value) for setting, value in _SETTINGS.items())

    def give_back(self, now: float) -> bool:
        """Give back what nobody uses, if that wasn't done a moment ago; whether it was done."""
        if not _IS_GLIBC or now - self.given_back < _EVERY:
            return False
        self.given_back = now
        _LIBRARY.malloc_trim(0)
        return True
