"""A QR code as the path of an SVG: part of the page, so that its policy needs no exception for pictures as data."""

from typing import NamedTuple

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET = 4  # modules of white around, as the standard asks


class Qr(NamedTuple):
    """``path`` draws the dark modules; ``size`` is the length of each side in modules, the white border included."""

    path: str
    size: int


def qr_of(text: str) -> Qr:
    code = QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    modules = ((x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Qr("".join(f"M{x} {y}h1v1h-1z" for x, y in modules), len(rows))
