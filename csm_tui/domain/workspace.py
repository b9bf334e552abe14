"""Everything of one CSM: the records of each kind and the settings, as one immutable value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.text import fold

if TYPE_CHECKING:  # a kind is loaded when there is a record of it
    from csm_tui.domain.records.activity import Activity
    from csm_tui.domain.records.assumption import Assumption
    from csm_tui.domain.records.touchpoint import Touchpoint
    from csm_tui.domain.records.view import View

Kept = TypeVar("Kept", bound=Entity)


class Table(Generic[Kept]):
    """The records of one kind by id. Never changed; what is derived from it is kept with it."""

    def __init__(self, records: Mapping[str, Kept] | None = None) -> None:
        self.records: Mapping[str, Kept] = MappingProxyType({} if records is None else records)

    def changed(self, changed: Iterable[Kept], removed: Iterable[str]) -> "Table[Kept]":
        """The table with some records added, replaced or removed."""
        records = {**self.records, **{record.id: record for record in changed}}
        for identity in removed:
            records.pop(identity, None)
        return Table(records)

    def named(self, unique: str) -> Kept | None:
        """The record that is the only one with that name, whatever its case and accents."""
        return self._by_name.get(fold(unique))

    @cached_property
    def _by_name(self) -> Mapping[str, Kept]:
        return {fold(record.unique): record for record in reversed([*self.records.values()])}

    def of(self, owner_id: str) -> tuple[Kept, ...]:
        """The records that belong to another one."""
        return self._by_owner.get(owner_id, ())

    @cached_property
    def _by_owner(self) -> Mapping[str, tuple[Kept, ...]]:
        groups: dict[str, list[Kept]] = {}
        for record in self.records.values():
            groups.setdefault(record.owner_id, []).append(record)
        return {owner: tuple(group) for owner, group in groups.items()}


_EMPTY: Table[Any] = Table()


@dataclass(frozen=True, eq=False)
class Workspace:
    """`tables` maps the name of a kind's table to its records; one that is missing is empty.

    Two workspaces are equal only if they are the same object.
    """

    tables: Mapping[str, Table[Any]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings.usual)

    def table(self, kind: type[Kept]) -> Table[Kept]:
        return self.tables.get(kind.TABLE, _EMPTY)

    @property
    def clients(self) -> Mapping[str, Client]:
        return self.table(Client).records

    def with_records(self, changed: Iterable[Entity] = (), removed: Iterable[Entity] = ()) -> "Workspace":
        """This workspace with some records added, replaced or removed."""
        put: dict[str, list[Entity]] = {}
        gone: dict[str, list[str]] = {}
        for record in changed:
            put.setdefault(record.TABLE, []).append(record)
        for record in removed:
            gone.setdefault(record.TABLE, []).append(record.id)
        tables = {
            name: self.tables.get(name, _EMPTY).changed(put.get(name, ()), gone.get(name, ())) for name in put | gone
        }
        return replace(self, tables=MappingProxyType({**self.tables, **tables}))

    def with_settings(self, settings: Settings) -> "Workspace":
        return replace(self, settings=settings)

    def find(self, record: Entity) -> Entity | None:
        """The record as it is here; None when it is gone."""
        return self.tables.get(record.TABLE, _EMPTY).records.get(record.id)

    def named(self, name: str) -> Client | None:
        """The client of that name, whatever its case and accents."""
        return self.table(Client).named(name)

    def matching(self, part: str) -> list[Client]:
        """The client of that name, else all with that part in the name, whatever case and accents."""
        exact = self.named(part)
        if exact is not None:
            return [exact]
        wanted = fold(part)
        return [client for client in self.clients.values() if wanted in fold(client.name)]

    def touchpoints(self, client: Client) -> "list[Touchpoint]":
        """The client's touchpoints, the newest first; of one day the one that was noted last."""
        numbered = enumerate(self._of("touchpoints", client.id))
        return [one for _, one in sorted(numbered, key=lambda each: (each[1].day, each[0]), reverse=True)]

    def assumptions(self, owner: "Client | Activity") -> "list[Assumption]":
        """The assumptions on a client or an activity, the open ones first, by the day they are to be validated."""
        return sorted(self._of("assumptions", owner.id), key=lambda one: one.urgency)

    def belongings(self, owner: Entity) -> list[Entity]:
        """All that goes with a record when it is deleted."""
        return [one for table in self.tables.values() for one in table.of(owner.id)]

    def _of(self, table: str, owner_id: str) -> tuple[Any, ...]:
        return self.tables.get(table, _EMPTY).of(owner_id)

    def has(self, record_id: str) -> bool:
        """Whether there is a client or an activity of that id."""
        return record_id in self.clients or record_id in self.tables.get("activities", _EMPTY).records

    @property
    def views(self) -> "list[View]":
        """The saved views in their order."""
        return sorted(self.tables.get("views", _EMPTY).records.values(), key=lambda one: (one.place, one.name))
