"""Which rows of a file are about which client: by the id in the CRM first, then by the name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csm_tui.domain.records.client import Client
from csm_tui.domain.values.text import clean_line, fold
from csm_tui.exchange.reading.settled_sheet import SettledSheet
from csm_tui.exchange.reading.table_row import TableRow


class Stored:
    """The clients that there are, found by their id or else by their name."""

    def __init__(self, clients: Iterable[Client]) -> None:
        found = [*clients]
        self.by_name = {fold(one.name): one for one in found}
        ids = Counter(fold(one.external_id) for one in found)
        self._by_id = {key: one for one in found if (key := fold(one.external_id)) and ids[key] == 1}

    def find(self, name: str, external_id: str) -> Client | None:
        """The client that a row is about. An id that several have tells nothing."""
        return self._by_id.get(fold(external_id)) or self.by_name.get(fold(name))


@dataclass(frozen=True)
class ClientRow:
    """A row, its cells by field, its name in the file, and the client that it is about; None for a new one."""

    row: TableRow
    texts: dict[str, str]
    name: str
    before: Client | None


def grouped_rows(table: SettledSheet, stored: Stored, rows: Iterable[TableRow]) -> list[list[ClientRow]]:
    """The rows by client, in the order of their first rows. Rows without a name stand alone."""
    groups: list[list[ClientRow]] = []
    known: dict[str, list[ClientRow]] = {}
    for row in rows:
        texts = table.texts(row)
        name, external_id = clean_line(texts.get("name", "")), texts.get("external_id", "")
        one = ClientRow(row, texts, name, stored.find(name, external_id))
        keys = [f"name {fold(name)}"] if name else []
        keys += [f"id {one.before.id}"] if one.before is not None else []
        keys += [f"external id {fold(external_id)}"] if external_id else []
        group = next((known[key] for key in keys if key in known), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        known.update(dict.fromkeys(keys, group))
    return groups


def repeated(groups: Iterable[Sequence[ClientRow]]) -> list[Sequence[ClientRow]]:
    """The groups of more than one row."""
    return [group for group in groups if len(group) > 1]
