"""Many people at the same moment, each with a connection of their own."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Given = TypeVar("Given")
Done = TypeVar("Done")


def all_at_once(work: Callable[[Given], Done], given: Iterable[Given]) -> list[Done]:
    """Do ``work`` for each of ``given`` in a thread of its own, all starting together; raise what any of them raises.

    A test that calls it needs ``django_db(transaction=True)``: other connections see only what is committed.
    """
    items = list(given)
    start = Barrier(len(items))

    def one(item: Given) -> Done:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            return work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as people:
        return list(people.map(one, items))
