"""How old the newest archive is, told from the names in the folder of backups."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

NAME: Final = "portal-%Y%m%dT%H%M%SZ.zip"


def name_of(made_at: datetime) -> str:
    return made_at.astimezone(UTC).strftime(NAME)


def archives_in(folder: Path) -> list[tuple[datetime, Path]]:
    """Return the archives of `manage.py backup` in a folder with the moment of each, the newest last."""
    found = []
    for path in folder.glob("portal-*.zip"):
        try:
            found.append((datetime.strptime(path.name, NAME).replace(tzinfo=UTC), path))
        except ValueError:
            continue  # named by somebody else
    return sorted(found)


def newest_backup(folder: Path) -> datetime | None:
    """Return when the newest archive was made, or None without any that can be seen."""
    try:
        archives = archives_in(folder)
    except OSError:
        return None
    return archives[-1][0] if archives else None
