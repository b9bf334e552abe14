"""Records of a sound file that break a rule: what is shown of them, and how they are mended or set aside."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, get_args

import orjson
from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import LINE_LIMIT, Entity, Record, new_id
from csm_tui.domain.records.kinds import kind_of
from csm_tui.domain.settings import SETTINGS_ID, Settings
from csm_tui.domain.text import clean_line
from csm_tui.session.workspace_file.document import document_of
from csm_tui.storage.documents import ENVELOPE, Document, Tables
from csm_tui.storage.errors import StorageError
from csm_tui.storage.store import Write

SETTINGS_TABLE = "settings"
ASIDE = "aside"
"""The table of what was set aside: nothing reads it, and nothing takes it away."""

_SHORT = 40
AnyRecord = TypeVar("AnyRecord", bound=Record)


class ToMend(NamedTuple):
    """A record that breaks a rule. Until it is mended its document keeps what it holds in the fields that do."""

    table: str
    id: str
    label: str
    problems: Mapping[str, str]
    """What is wrong with each field, by its name; "" stands for the record as a whole."""
    shown: bool
    """Whether it is shown, without what these fields hold."""

    @property
    def reason(self) -> str:
        """The problems in one line."""
        return "; ".join(f"{name}: {text}" if name else text for name, text in self.problems.items())

    def __str__(self) -> str:
        return f"{self.label} breaks a rule ({self.reason})"


class ReadRecord(NamedTuple):
    """A document as it was read: the record, None if none can be made of it, and what is wrong with it."""

    record: Any
    to_mend: ToMend | None = None


def sound_reader(kind: type[Entity]) -> Callable[[str, Document], Entity | None]:
    """Makes the record of an id and a document; None if it breaks a rule, or may be nested too deep.

    It is quicker than `read_record`, as a start reads ten thousand documents.
    """
    kind.model_rebuild()  # its validator is built when it is first needed
    validate, parts, names = kind.__pydantic_validator__.validate_python, _parts(kind), set(kind.model_fields)
    envelope = set(ENVELOPE)

    def sound(identity: str, document: Document) -> Entity | None:
        try:
            record: Entity = validate({**document, "id": identity})
        except ValidationError:
            return None
        extra = record.__pydantic_extra__
        if extra is None or not extra.keys() <= envelope or any(map(document.get, parts)):
            return None
        extra.clear()  # what the store sets: to validate it along and drop it is quicker than to take it out before
        # One set for all: pydantic gives each record its own of two kilobytes, which nothing here asks for.
        object.__setattr__(record, "__pydantic_fields_set__", names)
        return record

    return sound


def read_record(table: str, identity: str, document: Document) -> ReadRecord:
    """The record in a document of a table; if it breaks rules, as much of it as possible."""
    kind, fields = kind_of(table), _bare(document)
    fields["id"] = identity
    try:
        found = kind.model_validate(fields)
        if not (_may_be_deep(found) and _is_too_deep(document)):
            return ReadRecord(found)
        problems = {}
    except ValidationError as error:
        problems = _problems(kind, error)
    problems |= _too_deep(fields)
    record = _without(kind, fields, problems, f"{kind.NOUN} {identity[:8]}")
    label = f"{kind.NOUN} {_named(document) or identity}" if record is None else _with_noun(record)
    return ReadRecord(record, ToMend(table, identity, label, problems, record is not None))


def read_settings(document: Document) -> ReadRecord:
    """The settings in a document; the usual ones if it breaks a rule."""
    fields = _bare(document)
    try:
        found = Settings.model_validate(fields)
        if not (found.model_extra and _is_too_deep(document)):
            return ReadRecord(found)
        problems = {}
    except ValidationError as error:
        problems = _problems(Settings, error)
    problems |= _too_deep(fields)
    settings = _without(Settings, fields, problems, "") or Settings.usual()
    return ReadRecord(settings, ToMend(SETTINGS_TABLE, SETTINGS_ID, "the settings", problems, True))


def _bare(document: Document) -> dict[str, Any]:
    """The fields of a document without what the store sets."""
    fields = document.copy()
    pop = fields.pop
    for name in ENVELOPE:
        pop(name, None)
    return fields


def _may_be_deep(record: Record) -> bool:
    """Whether it, or a part of it, holds fields that only a newer program knows, whose depth no type limits."""
    return bool(record.model_extra) or any(getattr(record, name) for name in _parts(type(record)))


@lru_cache(32)
def _parts(kind: type[Record]) -> tuple[str, ...]:
    """The fields that hold records."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(one, type) and issubclass(one, Record) for one in get_args(field.annotation))
    )


def _too_deep(fields: Mapping[str, Any]) -> dict[str, str]:
    return {name: "is nested too deep" for name, value in fields.items() if _is_too_deep(value)}


def _is_too_deep(value: Any) -> bool:
    """Whether a value is nested deeper than it could be written, with some room for what is put around it."""
    try:
        orjson.dumps([[[[value]]]])
    except TypeError:
        return True
    return False


def _problems(kind: type[Record], error: ValidationError) -> dict[str, str]:
    """What is wrong with each field: the value where that can be said in a few words, and what it should be."""
    problems = explain(kind, error)
    for detail in error.errors():
        name = str(detail["loc"][0]) if detail["loc"] else ""
        if isinstance(detail["input"], str | int | float) and detail["msg"].startswith("Input should"):
            value = clean_line(str(detail["input"]))[:_SHORT]
            problems[name] = f"{value} {detail['msg'].removeprefix('Input ')}"
    return problems


def _without(
    kind: type[AnyRecord], fields: Mapping[str, Any], problems: Iterable[str], stand_in: str
) -> AnyRecord | None:
    """The record without the fields that break a rule, under a stand-in where it must have a text in one."""
    left = {name: value for name, value in fields.items() if name not in problems}
    for name in problems:
        field = kind.model_fields.get(name)
        if field is not None and field.is_required() and field.annotation is str:
            left[name] = clean_line(str(fields.get(name) or ""))[: LINE_LIMIT // 2] or stand_in
    try:
        return kind.model_validate(left)
    except ValidationError:
        return None


def _with_noun(record: Entity) -> str:
    return record.label if record.label.startswith(record.NOUN) else f"{record.NOUN} {record.label}"


def _named(document: Document) -> str:
    name = document.get("name") or document.get("title")
    return clean_line(name)[:LINE_LIMIT] if isinstance(name, str) else ""


def kept_fields(one: ToMend, before: Record, after: Record, tables: Tables) -> Document:
    """The fields of a document that break a rule and stay as they are, as they were not changed."""
    document = tables.get(one.table, {}).get(one.id, {})
    same = (name for name in one.problems if getattr(before, name, None) == getattr(after, name, None))
    return {name: document[name] for name in same if name in document}


def still_to_mend(before: Sequence[ToMend], old: Tables, new: Tables) -> tuple[ToMend, ...]:
    """Those that still break a rule after a save."""
    left = []
    for one in before:
        document = new.get(one.table, {}).get(one.id)
        if document is not None and document is not old.get(one.table, {}).get(one.id):
            again = _read(one.table, one.id, document).to_mend
            left += [] if again is None else [again]
        elif document is not None:
            left.append(one)
    return tuple(left)


def _read(table: str, identity: str, document: Document) -> ReadRecord:
    return read_settings(document) if table == SETTINGS_TABLE else read_record(table, identity, document)


def mended(tables: Tables, one: ToMend, fields: Mapping[str, Any]) -> list[Write]:
    """The writes that give a record these values; without any, what is shown of it.

    Raises StorageError when it would still break a rule, or is no longer there.
    """
    document = _document(tables, one)
    read = _read(one.table, one.id, {**document, **fields})
    if fields and read.to_mend is not None:
        raise StorageError(f"Not mended: {read.to_mend}")
    if read.record is None:
        raise StorageError(f"Not mended: without the fields that break a rule {one.label} is no {one.label.split()[0]}")
    return [Write(one.table, one.id, document_of(read.record))]


def set_aside(tables: Tables, one: ToMend) -> list[Write]:
    """The writes that put a record out of the way, kept as it is in a table of its own.

    Raises StorageError when it is no longer there.
    """
    document = _document(tables, one)
    return [
        Write(ASIDE, new_id(), {"table": one.table, "id": one.id, "document": document}),
        Write(one.table, one.id, None),
    ]


def _document(tables: Tables, one: ToMend) -> Document:
    document = tables.get(one.table, {}).get(one.id)
    if document is None:
        raise StorageError(f"{one.label} is no longer there")
    return document


def to_mend_in_words(found: Sequence[ToMend]) -> str:
    """The records to mend, in one line; "" for none."""
    if not found:
        return ""
    others = len(found) - 1
    more = f", and {others} more record{'s do' if others > 1 else ' does'}" if others else ""
    return f"{found[0]}{more}"
