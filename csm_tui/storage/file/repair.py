"""Documents that come back from outside the usual saves, given a `rev` that no open form can know."""

from uuid import NAMESPACE_OID, uuid5

from csm_tui.storage.documents import Document, Tables, is_uuid


def restored(wanted: Tables, present: Tables, generation: int) -> dict[str, dict[str, Document]]:
    """The wanted tables; each document that differs from the present one gets a `rev` above any that it had.

    A save raises a `rev` by one and the generation too, so the new generation is above every `rev` there was.
    """
    return {
        name: {key: _newer(document, present.get(name, {}).get(key), generation) for key, document in table.items()}
        for name, table in wanted.items()
    }


def _newer(document: Document, present: Document | None, generation: int) -> Document:
    if document == present:
        return present
    return {**document, "rev": max(generation, _rev(document) + 1, _rev(present or {}) + 1)}


def repaired(tables: Tables, generation: int, stamp: str) -> dict[str, dict[str, Document]]:
    """The tables with what the format asks of a document: a UUID, which an id of another form leads to, and a `rev`."""
    return {
        name: {_uuid(key): _repaired(document, generation, stamp) for key, document in table.items()}
        for name, table in tables.items()
    }


def _uuid(key: str) -> str:
    return key if is_uuid(key) else str(uuid5(NAMESPACE_OID, key))


def _repaired(document: Document, generation: int, stamp: str) -> Document:
    return {**document, "rev": max(generation, _rev(document) + 1), "updated_at": document.get("updated_at") or stamp}


def _rev(document: Document) -> int:
    rev = document.get("rev")
    return rev if type(rev) is int else 0
