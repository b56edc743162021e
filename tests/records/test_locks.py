"""Work that must be done by one at a time."""

import threading

import pytest
from django.db import connection, transaction

from records.locks import take_turns


@pytest.mark.django_db(transaction=True)
def test_turns_are_taken_inside_a_transaction_only() -> None:
    with pytest.raises(RuntimeError, match="needs a transaction"):
        take_turns("ก")


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_until_the_first_has_ended() -> None:
    told: list[str] = []
    inside = threading.Event()

    def second() -> None:
        inside.wait(10)
        try:
            with transaction.atomic():
                take_turns("ก")
                told.append("second")
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with transaction.atomic():
        take_turns("ก")
        inside.set()
        other.join(0.3)  # it would be done by then, if it didn't wait
        told.append("first")
    other.join(20)
    assert told == ["first", "second"]
