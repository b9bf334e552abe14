"""Bringing an older workspace to the present schema: ordered pure steps from tables to tables.

Steps stay here for ever, each with a file of the schema it starts from among the tests.
"""

from collections.abc import Callable

from csm_tui.storage.documents import Tables
from csm_tui.storage.errors import ReadOnly

Migration = Callable[[Tables], Tables]


def _with_authors(tables: Tables) -> Tables:
    """Schema 2: each document says who saved it; of the older ones nobody knows. Deleted ones have tombstones."""
    return {
        name: {key: {**document, "author": document.get("author", "")} for key, document in table.items()}
        for name, table in tables.items()
    }


STEPS: tuple[Migration, ...] = (_with_authors,)
"""The step at place n leads from schema n + 1 to schema n + 2 and leaves what it is given unchanged."""

SCHEMA = 1 + len(STEPS)


def migrate(tables: Tables, from_schema: int) -> Tables:
    """The tables as the present schema has them. Raises ReadOnly for a newer schema and ValueError for one below 1."""
    if from_schema > SCHEMA:
        raise ReadOnly(newer(from_schema))
    if from_schema < 1:
        raise ValueError(f"there is no schema {from_schema}")
    for step in STEPS[from_schema - 1 :]:
        tables = step(tables)
    return tables


def newer(schema: int) -> str:
    """The message for a file that this program is too old for."""
    return f"The file was written by a newer version of the program (schema {schema}; this one knows {SCHEMA})"
