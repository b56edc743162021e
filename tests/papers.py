"""Reading what stands on a page or on paper, for tests."""

import unicodedata


def squeezed(text: str) -> str:
    """Leave out white space, and write each sign in one way."""
    return unicodedata.normalize("NFKC", "".join(text.split()))
