"""Secrets can't be read from the database alone."""

import pytest
from pytest_django.fixtures import Settings

from members.signin.secrets import decrypt, encrypt

SECRET = "JBSWY3DPEHPK3PXP"


def test_a_secret_is_kept_unreadable_and_read_back() -> None:
    kept = encrypt(SECRET)
    assert SECRET not in kept
    assert decrypt(kept) == SECRET


def test_it_survives_a_new_key_as_long_as_the_old_one_is_named(settings: Settings) -> None:
    kept = encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert decrypt(kept) == SECRET


@pytest.mark.parametrize("kept", ["", "nonsense", SECRET])
def test_what_opens_no_more_becomes_a_secret_that_nobody_knows(kept: str) -> None:
    """An empty one would make codes that everybody can reckon."""
    words = {decrypt(kept) for _ in range(5)}
    assert len(words) == 5
    assert min(map(len, words)) == 32
