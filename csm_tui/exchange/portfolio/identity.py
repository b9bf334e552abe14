"""Which rows of a file are about which client: by the id in the CRM first, then by the name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csm_tui.domain.records.client import Client
from csm_tui.domain.text import clean_line, fold
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.exchange.reading.answers import Choice, Question
from csm_tui.exchange.reading.settled_sheet import SettledSheet
from csm_tui.exchange.reading.table_row import TableRow

_TELLING = ("owner", "acv", "renewal_date", "customer_since", "notice_days", "tags", "notes", *COMPONENTS)
"""The fields that two clients do not share by themselves."""


class StoredClients:
    """The clients that there are, found by their id or else by their name."""

    def __init__(self, clients: Iterable[Client]) -> None:
        found = [*clients]
        self._by_name = {name: one for one in found for name in (fold(one.name), one.name)}
        ids = Counter(fold(one.external_id) for one in found)
        self._by_id = {key: one for one in found if (key := fold(one.external_id)) and ids[key] == 1}

    def find(self, name: str, external_id: str) -> Client | None:
        """The client that a row is about. An id that several have tells nothing."""
        return self._by_id.get(fold(external_id)) or self.named(name)

    def named(self, name: str) -> Client | None:
        """The client of that name: as it is written, or else but for case, accents and typographic marks."""
        return self._by_name.get(name) or self._by_name.get(fold(name))


@dataclass(frozen=True)
class ClientRow:
    """A row, its cells by field, its name in the file, and the client that it is about; None for a new one."""

    row: TableRow
    texts: dict[str, str]
    name: str
    before: Client | None


def grouped_rows(table: SettledSheet, stored: StoredClients, rows: Iterable[TableRow]) -> list[list[ClientRow]]:
    """The rows by client, in the order of their first rows. Rows without a name stand alone."""
    groups: list[list[ClientRow]] = []
    known: dict[str, list[ClientRow]] = {}
    for row in rows:
        texts = table.texts(row)
        name, external_id = clean_line(texts.get("name", "")), texts.get("external_id", "")
        one = ClientRow(row, texts, name, stored.find(name, external_id))
        keys = [*_keys(one, external_id)]
        group = next((known[key] for key in keys if key in known), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        known.update(dict.fromkeys(keys, group))
    return groups


def _keys(one: ClientRow, external_id: str) -> Iterator[str]:
    """What two rows of one client share: the client, its id, or the name if it is a new one."""
    if one.before is not None:
        yield f"client {one.before.id}"
    if external_id:
        yield f"id {fold(external_id)}"
    if one.name and (one.before is None or fold(one.before.name) != fold(one.name)):
        yield f"name {fold(one.name)}"


def agrees(before: Client, name: str, entries: Mapping[str, Any]) -> bool:
    """Whether a row says anything that is known of a client: a word of the name, or the value of a field."""
    if set(fold(name).split()) & set(fold(before.name).split()):
        return True
    return any(entries.get(field) and entries[field] == getattr(before, field) for field in _TELLING)


def about_client(header: str, one: ClientRow, before: Client, external_id: str) -> Question:
    """The question whether a row that has only the id of a client is about it."""
    column = clean_line(header).partition(":")[0].strip()
    return Question(
        header,
        "external_id",
        f"row {one.row.number}, {one.name}, has the id of {before.name}, and agrees with it in nothing else",
        (external_id,),
        (
            Choice(f"{before.name} is called {one.name} now", "value", f"{column}:{external_id}={external_id}"),
            Choice(f"{one.name} is another client", "value", f"{column}:{external_id}=-"),
        ),
    )


def repeated_rows(groups: Iterable[Sequence[ClientRow]]) -> list[Sequence[ClientRow]]:
    """The groups of more than one row."""
    return [group for group in groups if len(group) > 1]
