"""Keeping the workspace: one TinyDB JSON file, replaced whole or not at all, with backups beside it.

Documents are plain dicts here; what they mean is known further up.
"""

from csm_tui.storage.backups import Backup
from csm_tui.storage.database import Database, Saved
from csm_tui.storage.documents import Document, Tables
from csm_tui.storage.errors import Busy, NotSaved, ReadOnly, StorageError, Unreadable
from csm_tui.storage.writes import Write

__all__ = [
    "Backup",
    "Busy",
    "Database",
    "Document",
    "NotSaved",
    "ReadOnly",
    "Saved",
    "StorageError",
    "Tables",
    "Unreadable",
    "Write",
]
