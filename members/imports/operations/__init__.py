"""What is done with lists: written at once, or received, checked, confirmed, written and undone as batches."""

from members.imports.operations.lists import Imported, import_members, preview

__all__ = ["Imported", "import_members", "preview"]
