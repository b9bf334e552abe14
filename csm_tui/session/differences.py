"""What differs between two states of a workspace, record by record, in words for people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from csm_tui.domain.record import Entity, Record, field_label
from csm_tui.domain.settings import Settings, all_settings, setting_text
from csm_tui.domain.workspace import Workspace


class FieldDifference(NamedTuple):
    """A field as it is and as it would be; "" stands for nothing."""

    word: str
    now: str
    then: str


class RecordDifference(NamedTuple):
    """A record that would be another one, with what differs in it."""

    name: str
    fields: tuple[FieldDifference, ...]


@dataclass(frozen=True)
class Differences:
    """The changes that going back to a backup would make: the names of the records that come back and that go, and the
    records that differ."""

    back: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[RecordDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.back or self.gone or self.changed)


def differences(present: Workspace, wanted: Workspace) -> Differences:
    """The differences between the workspace as it is and as it would be. Each of several records with the same name
    is listed."""
    back, gone, changed = [], [], []
    for name in dict.fromkeys((*wanted.tables, *present.tables)):
        now, then = (one.tables[name].records if name in one.tables else {} for one in (present, wanted))
        back += [_name(then[key], wanted) for key in then if key not in now]
        gone += [_name(now[key], present) for key in now if key not in then]
        for key in now:
            if key in then and then[key] != now[key]:
                fields = tuple(_fields(now[key], then[key], present, wanted))
                changed.append(RecordDifference(_name(now[key], present), fields))
    if present.settings != wanted.settings:
        changed.append(RecordDifference("the settings", tuple(_settings(present.settings, wanted.settings))))
    return Differences(tuple(back), tuple(gone), tuple(changed))


def _name(record: Entity, workspace: Workspace) -> str:
    owners = workspace.owners(record)
    return f"{record.label} ({owners[-1].label})" if owners else record.label


def _fields(now: Entity, then: Entity, present: Workspace, wanted: Workspace) -> Iterator[FieldDifference]:
    tables = {**now.OWNERS, **now.REFERENCES}
    for name in type(now).model_fields:
        if name in now.FOLLOWING or getattr(now, name) == getattr(then, name):
            continue
        told = (
            _text(getattr(record, name), _called(state, tables.get(name, "")))
            for record, state in ((now, present), (then, wanted))
        )
        yield FieldDifference(field_label(type(now), name), *told)


def _called(workspace: Workspace, table: str) -> Callable[[str], str]:
    """Tells an id of a table by the label of its record; without a table a text is what it is."""
    records = workspace.tables[table].records if table in workspace.tables else {}
    return lambda text: records[text].label if text in records else text


def _text(value: Any, called: Callable[[str], str]) -> str:
    if isinstance(value, tuple):
        if any(isinstance(one, Record) for one in value):
            return f"{len(value)} of them"
        return ", ".join(called(str(one)) for one in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}".removesuffix(".0")
    return "" if value is None else called(str(value))


def _settings(now: Settings, then: Settings) -> Iterator[FieldDifference]:
    after = {one.key: one.value for one in all_settings(then)}
    for one in all_settings(now):
        if one.value != after[one.key]:
            yield FieldDifference(one.key, setting_text(one.value), setting_text(after[one.key]))
