"""The fields of a model as texts in a form, and back. The rules are the model's, the reading is the readers'."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from csm_tui.domain.problems import explain
from csm_tui.domain.record import MANY_LINES
from csm_tui.domain.records.client import Money, Tags
from csm_tui.domain.values.dates import PAST, read_date, read_past_date
from csm_tui.domain.values.health import Score
from csm_tui.domain.values.hours import read_hours
from csm_tui.domain.values.readers import is_no_data, read_money, read_score, read_tags, read_whole
from csm_tui.domain.values.text import fold
from csm_tui.forms.form_spec import Problems, Texts
from csm_tui.widgets.field import Field, FieldKind

Read = Callable[[str, date], Any]
"""Gives the value that a text stands for on a day; ValueError says what is wrong with it."""


@dataclass(frozen=True)
class RecordField(Field):
    """A field of a form that knows its model's field. `inner` is the field within a record inside the record."""

    attribute: str = ""
    inner: str = ""
    read: Read = lambda text, _: text


class RecordFields:
    """The fields of one model, or those of them that are named. A record inside it is flattened: override_score."""

    def __init__(self, model: type[BaseModel], names: Sequence[str]) -> None:
        self.model = model
        self.fields = tuple(field for name in names for field in _fields_of(model, name))
        self._inner = {field.attribute: _inner_model(model, field.attribute) for field in self.fields if field.inner}

    def texts(self, record: BaseModel | None) -> dict[str, str]:
        """The record as texts; of None, those of a new one, with its defaults."""
        return {field.name: _text(_value(field, record, self.model)) for field in self.fields}

    def read(self, texts: Texts, names: Collection[str], today: date) -> tuple[dict[str, Any], Problems]:
        """The values of the named fields, and what is wrong with their texts by field name."""
        values: dict[str, Any] = {}
        problems: Problems = {}
        for field in self.fields:
            if field.name not in names:
                continue
            if field.inner:
                values[field.attribute], wrong = self._read_inner(field.attribute, texts, today)
                problems |= wrong
                continue
            try:
                values[field.name] = field.read(texts[field.name], today)
            except ValueError as error:
                problems[field.name] = str(error)
        return values, problems

    def _read_inner(self, attribute: str, texts: Texts, today: date) -> tuple[BaseModel | None, Problems]:
        """The record inside the record; None if nothing is typed in any of its fields."""
        fields = [field for field in self.fields if field.attribute == attribute]
        if not any(texts[field.name].strip() for field in fields):
            return None, {}
        values: dict[str, Any] = {}
        problems: Problems = {}
        for field in fields:
            try:
                values[field.inner] = field.read(texts[field.name].strip(), today)
            except ValueError as error:
                problems[field.name] = str(error)
        model = self._inner[attribute]
        try:
            return model.model_validate(values), problems
        except ValidationError as error:
            found = {f"{attribute}_{name}": message for name, message in explain(model, error).items()}
            return None, found | problems


def _fields_of(model: type[BaseModel], name: str) -> Sequence[RecordField]:
    info = model.model_fields[name]
    bare = _bare(info.annotation)
    if not (isinstance(bare, type) and issubclass(bare, BaseModel)):
        return (_field(info, name, name, ""),)
    inner = bare.model_fields
    labels = [_label(info, name), *(f"  {_label(inner[one], one).lower()}" for one in [*inner][1:])]
    return [
        _field(inner[one], f"{name}_{one}", name, one, label) for one, label in zip(inner, labels, strict=True)
    ]  # fmt: skip


def _field(info: FieldInfo, name: str, attribute: str, inner: str, label: str | None = None) -> RecordField:
    kind, choices, read = _how(info)
    label = _label(info, name) if label is None else label
    return RecordField(
        name, label, info.description or "", kind, choices, attribute=attribute, inner=inner, read=read
    )  # fmt: skip


def _label(info: FieldInfo, name: str) -> str:
    return info.title or name.replace("_", " ").capitalize()


def _bare(annotation: Any) -> Any:
    """The type without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        others = [one for one in get_args(annotation) if one is not type(None)]
        return _bare(others[0]) if len(others) == 1 else annotation
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _inner_model(model: type[BaseModel], attribute: str) -> type[BaseModel]:
    bare: type[BaseModel] = _bare(model.model_fields[attribute].annotation)
    return bare


def _how(info: FieldInfo) -> tuple[FieldKind, tuple[str, ...], Read]:
    """How a field is edited, what may be chosen, and how its text is read."""
    annotation, optional = info.annotation, type(None) in get_args(info.annotation)
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return "choice", (("", *bare) if optional else tuple(bare)), _optional(_choice_reader(bare), optional)
    if bare is bool:
        return "choice", ("no", "yes"), lambda text, _: text == "yes"
    if bare is date:
        return "line", (), _optional(read_past_date if PAST in info.metadata else read_date, optional)
    for wanted, read in _NUMBERS:
        if bare is wanted or annotation in (wanted, wanted | None):
            return "line", (), _optional(read, optional)
    if annotation == get_args(Tags)[0]:
        return "line", (), lambda text, _: read_tags(text)
    return ("long" if MANY_LINES in info.metadata else "line"), (), lambda text, _: text


_NUMBERS: tuple[tuple[Any, Read], ...] = (
    (Score, lambda text, _: read_score(text)),
    (Money, lambda text, _: read_money(text)),
    (int, lambda text, _: read_whole(text)),
    (float, lambda text, _: read_hours(text)),
)


def _optional(read: Read, optional: bool) -> Read:
    return (lambda text, today: None if is_no_data(text) else read(text, today)) if optional else read


def _choice_reader(choices: type[StrEnum]) -> Read:
    def read(text: str, _today: date) -> StrEnum:
        found = next((choice for choice in choices if fold(choice) == fold(text.strip())), None)
        if found is None:
            raise ValueError("one of " + ", ".join(choices))
        return found

    return read


def _value(field: RecordField, record: BaseModel | None, model: type[BaseModel]) -> Any:
    if record is None:
        default = model.model_fields[field.attribute].get_default(call_default_factory=False)
        return None if field.inner or model.model_fields[field.attribute].is_required() else default
    value = getattr(record, field.attribute)
    return getattr(value, field.inner, None) if field.inner else value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
