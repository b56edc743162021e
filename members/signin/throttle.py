"""How often something may be tried, counted before the work is done and shared by all web processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from members.models import Tries


@dataclass(frozen=True)
class Limit:
    """So many tries within so many minutes of the first one, for each combination of what is tried."""

    name: str
    tries: int
    minutes: int

    def take(self, *tried: object) -> bool:
        """Count one try and tell whether it may be made. Refused tries don't make the span longer."""
        now = timezone.now()
        ends_at = now + timedelta(minutes=self.minutes)
        with transaction.atomic():
            row, new = Tries.objects.select_for_update().get_or_create(
                key=self._key(*tried), defaults={"count": 1, "ends_at": ends_at}
            )
            if new:
                _sweep(now)
                return True
            if row.ends_at <= now:
                row.count, row.ends_at = 0, ends_at
            if row.count >= self.tries:
                return False
            row.count += 1
            row.save()
        return True

    def forget(self, *tried: object) -> None:
        """Begin anew: the one who tried has shown who they are."""
        Tries.objects.filter(key=self._key(*tried)).delete()

    def _key(self, *tried: object) -> str:
        words = "\0".join(map(str, tried))
        return salted_hmac(f"members.tries.{self.name}", words, algorithm="sha256").hexdigest()


def _sweep(now: datetime) -> None:
    """Delete some that are over; what another process holds is left to it, so that two sweepers never wait."""
    over = Tries.objects.select_for_update(skip_locked=True).filter(ends_at__lte=now)
    if keys := list(over.values_list("pk", flat=True)[:100]):
        Tries.objects.filter(pk__in=keys).delete()


# By e-mail and address or known device together (``tried_by``): a stranger locks nobody out, nor do colleagues.
PASSWORDS: Final = Limit("password", tries=10, minutes=15)
# By account: who gets here knows its password, and could guess from many addresses.
CODES: Final = Limit("code", tries=10, minutes=15)
# A code opens once. It is good for a minute and a half.
USED_CODES: Final = Limit("used-code", tries=1, minutes=5)
# Mails with a link, by e-mail: nobody's box is flooded. By address: nobody floods many.
LINKS: Final = Limit("link", tries=5, minutes=60)
LINKS_ASKED_FOR: Final = Limit("link-asked-for", tries=30, minutes=60)
