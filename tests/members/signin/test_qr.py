"""A QR code as part of the page."""

import re

from members.signin.qr import QUIET, qr_of


def test_every_dark_module_lies_within_the_quiet_border() -> None:
    path, size = qr_of("otpauth://totp/anong?secret=ABCD")
    modules = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)]
    assert "".join(f"M{x} {y}h1v1h-1z" for x, y in modules) == path
    assert min(map(min, modules)) == QUIET
    assert max(map(max, modules)) == size - QUIET - 1


def test_the_three_corners_by_which_readers_find_the_code_are_there() -> None:
    path, size = qr_of("ก")
    far = size - QUIET - 7
    for x, y in ((QUIET, QUIET), (far, QUIET), (QUIET, far)):
        assert all(f"M{x + step} {y}h" in path for step in range(7))
        assert f"M{x + 1} {y + 1}h" not in path
