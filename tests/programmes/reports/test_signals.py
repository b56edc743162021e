"""Signals: in words, by the direction of the indicator."""

from decimal import Decimal

import pytest

from programmes.reports.signals import Signal, percent_of, signal_of


@pytest.mark.parametrize(
    ("direction", "value", "target", "signal"),
    [
        ("up", 100, 100, Signal.REACHED),
        ("up", 80, 100, Signal.NEAR),
        ("up", 79, 100, Signal.BELOW),
        ("up", 0, 0, Signal.REACHED),
        ("down", 100, 100, Signal.REACHED),
        ("down", 125, 100, Signal.NEAR),
        ("down", 126, 100, Signal.BELOW),
        ("down", 1, 0, Signal.BELOW),
        ("up", None, 100, Signal.NO_RESULT),
        ("up", 5, None, Signal.NO_TARGET),
    ],
)
def test_the_signal_follows_from_result_target_and_direction(
    direction: str, value: int | None, target: int | None, signal: Signal
) -> None:
    numbers = [None if number is None else Decimal(number) for number in (value, target)]
    assert signal_of(direction, *numbers) == signal


def test_a_percentage_needs_a_result_and_a_target() -> None:
    assert percent_of(Decimal(1), Decimal(3)) == Decimal("33.3")
    assert percent_of(None, Decimal(3)) is None
    assert percent_of(Decimal(1), None) is None
    assert percent_of(Decimal(1), Decimal(0)) is None
