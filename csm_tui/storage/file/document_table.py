"""TinyDB's table, with whole documents under ids that never collide."""

from typing import cast

from tinydb.storages import Storage
from tinydb.table import Table

from csm_tui.storage.documents import Document
from csm_tui.storage.file.safe_storage import SafeStorage


class DocumentTable(Table):
    """A table whose ids are UUIDs, which two programs can give out without meeting."""

    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: SafeStorage, name: str) -> None:
        """A table without a query cache, whose answers would outlive a rollback."""
        super().__init__(cast(Storage, storage), name, cache_size=0)

    def put(self, documents: dict[str, Document | None]) -> None:
        """Set each document whole and remove those that are None, in one step and in their old places.

        TinyDB's own `update` and `upsert` change the kept document in place and never remove a field.
        """

        tables = self._storage.read() or {}
        table = dict(tables.get(self.name, {}))
        for key, document in documents.items():
            if document is None:
                table.pop(key, None)
            else:
                table[key] = document
        tables[self.name] = table
        self._storage.write(tables)
        self.clear_cache()
