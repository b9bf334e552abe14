"""All data of one CSM, the records of each kind and the settings, as one immutable value."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import fold

if TYPE_CHECKING:  # a kind is loaded when there is a record of it
    from csm_tui.domain.records.activity import Activity
    from csm_tui.domain.records.assumption import Assumption
    from csm_tui.domain.records.person.view import View
    from csm_tui.domain.records.risk import Risk
    from csm_tui.domain.records.snooze import Snooze
    from csm_tui.domain.records.touchpoint import Touchpoint

AnyEntity = TypeVar("AnyEntity", bound=Entity)


class Table(Generic[AnyEntity]):
    """The records of one kind. It never changes, and caches what is derived from it.

    `find` returns the records by id; it is called once, when they are first asked for.
    """

    def __init__(self, find: Callable[[], Mapping[str, AnyEntity]] = dict) -> None:
        self._find = find

    @cached_property
    def records(self) -> Mapping[str, AnyEntity]:
        """The records by id."""
        return MappingProxyType(self._find())

    def read(self) -> None:
        """Find the records now, if nobody has asked for them yet."""
        _ = self.records

    def changed(self, changed: Iterable[AnyEntity], removed: Iterable[str]) -> "Table[AnyEntity]":
        """A copy with some records added, replaced or removed."""
        records = {**self.records, **{record.id: record for record in changed}}
        for identity in removed:
            records.pop(identity, None)
        return Table(lambda: records)

    def named(self, unique: str) -> AnyEntity | None:
        """The record with that unique name, ignoring case and accents."""
        return self._by_name.get(fold(unique))

    @cached_property
    def _by_name(self) -> Mapping[str, AnyEntity]:
        return {fold(record.unique): record for record in reversed([*self.records.values()])}

    def of(self, owner_id: str) -> tuple[AnyEntity, ...]:
        """The records that belong to an owner."""
        return self._by_owner.get(owner_id, ())

    @cached_property
    def _by_owner(self) -> Mapping[str, tuple[AnyEntity, ...]]:
        groups: dict[str, list[AnyEntity]] = {}
        for record in self._with("OWNERS"):
            for owner in record.owner_ids:
                groups.setdefault(owner, []).append(record)
        return {owner: tuple(group) for owner, group in groups.items()}

    def naming(self, ids: Collection[str]) -> list[AnyEntity]:
        """The records that refer to one of these without belonging to it."""
        return [record for record in self._with("REFERENCES") if record.names(ids)]

    def _with(self, declaration: str) -> Iterable[AnyEntity]:
        """The records, or none if their kind does not declare any such fields."""
        first = next(iter(self.records.values()), None)
        return self.records.values() if first is not None and getattr(first, declaration) else ()


_EMPTY: Table[Any] = Table()


@dataclass(frozen=True, eq=False)
class Workspace:
    """`tables` maps the names of tables to their records; a missing table is empty.

    Two workspaces are equal only if they are the same object.
    """

    tables: Mapping[str, Table[Any]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings.usual)

    def table(self, kind: type[AnyEntity]) -> Table[AnyEntity]:
        return self.tables.get(kind.TABLE, _EMPTY)

    def records_in(self, table: str) -> Collection[Any]:
        """The records of a table by its name, for those who load their kind only where there is one."""
        return self.tables.get(table, _EMPTY).records.values()

    @property
    def clients(self) -> Mapping[str, Client]:
        return self.table(Client).records

    def with_records(self, changed: Iterable[Entity] = (), removed: Iterable[Entity] = ()) -> "Workspace":
        """A copy with some records added, replaced or removed."""
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
        """The present version of a record; None if it was deleted."""
        return self.tables.get(record.TABLE, _EMPTY).records.get(record.id)

    def named(self, name: str) -> Client | None:
        """The client of that name, ignoring case and accents."""
        return self.table(Client).named(name)

    def touchpoints(self, client: Client) -> "list[Touchpoint]":
        """The client's touchpoints, newest first; on the same day the one that was added last comes first."""
        numbered = enumerate(self._of("touchpoints", client.id))
        return [one for _, one in sorted(numbered, key=lambda each: (each[1].day, each[0]), reverse=True)]

    def assumptions(self, owner: "Client | Activity") -> "list[Assumption]":
        """The assumptions about a client or an activity: open ones first, then by the day of their validation."""
        return sorted(self._of("assumptions", owner.id), key=lambda one: one.urgency)

    def risks(self, client: Client) -> "list[Risk]":
        """The risks to a client: open ones first, then by the day of their next review."""
        return sorted(self._of("risks", client.id), key=lambda one: (not one.is_open, one.review or date.max))

    def snoozes(self, client: Client) -> "list[Snooze]":
        """The plays that were put off for a client, by the day on which they come back."""
        return sorted(self._of("snoozes", client.id), key=lambda one: (one.until, one.play))

    def belongings(self, *owners: Entity) -> list[Entity]:
        """All records that are deleted with these, to any depth; owners come before what they own."""
        found: dict[str, Entity] = {}
        known = {owner.id for owner in owners}
        waiting = deque(known)
        while waiting:
            owner_id = waiting.popleft()
            for one in self._belonging_to(owner_id):
                if one.id not in known:
                    known.add(one.id)
                    found[one.id] = one
                    waiting.append(one.id)
        return [*found.values()]

    def _belonging_to(self, owner_id: str) -> Iterator[Entity]:
        return (one for table in self.tables.values() for one in table.of(owner_id))

    def owners(self, record: Entity) -> list[Entity]:
        """The owners of a record, to any depth; the nearest come first."""
        found: dict[str, Entity] = {}
        waiting = deque([record])
        while waiting:
            one = waiting.popleft()
            for name, table in one.OWNERS.items():
                owner = self.tables.get(table, _EMPTY).records.get(getattr(one, name))
                if owner is not None and owner.id not in found:
                    found[owner.id] = owner
                    waiting.append(owner)
        return [*found.values()]

    def lacks_owner(self, record: Entity) -> bool:
        """Whether an owner of the record is missing."""
        return any(
            owner not in self.tables.get(table, _EMPTY).records
            for name, table in record.OWNERS.items()
            if (owner := getattr(record, name))
        )

    def naming(self, ids: Collection[str]) -> list[Entity]:
        """The records that refer to one of these without belonging to it, and are not among these."""
        return [one for table in self.tables.values() for one in table.naming(ids) if one.id not in ids]

    def _of(self, table: str, owner_id: str) -> tuple[Any, ...]:
        return self.tables.get(table, _EMPTY).of(owner_id)

    def get(self, record_id: str) -> Entity | None:
        """The record with that id, of any kind."""
        return next((table.records[record_id] for table in self.tables.values() if record_id in table.records), None)

    @property
    def views(self) -> "list[View]":
        """The saved views in their order."""
        return sorted(self.tables.get("views", _EMPTY).records.values(), key=lambda one: (one.place, one.name))
