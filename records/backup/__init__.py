"""Database and uploads in one archive: made while the portal is used, checked, and put back."""

from records.backup.age import newest_backup
from records.backup.archive import Archive, BackupError
from records.backup.operations import make_backup, restore_backup

__all__ = ["Archive", "BackupError", "make_backup", "newest_backup", "restore_backup"]
