"""How often one way in was tried: the store that all web processes share (decision 0011)."""

from django.db import models


class Tries(models.Model):
    """The tries of one key within a span of time. No record: it lives for minutes and names nobody.

    The key is a keyed hash of what is tried (an e-mail and an address, say), so that the table tells neither.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M:%S}"
