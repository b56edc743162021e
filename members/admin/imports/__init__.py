"""Files that come in: the queue, the upload, and the page on which each is checked, confirmed and undone."""

from members.admin.imports.batches import ImportBatchAdmin

__all__ = ["ImportBatchAdmin"]
