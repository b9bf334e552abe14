"""What can go wrong with a session, for those who show it."""

from csm_tui.session.merging import Conflict
from csm_tui.storage.errors import Busy, Damaged, NotSaved, ReadOnly, Shrunk, StorageError, Unreadable

__all__ = ["Busy", "Conflict", "Damaged", "NotSaved", "ReadOnly", "Shrunk", "StorageError", "Unreadable"]
