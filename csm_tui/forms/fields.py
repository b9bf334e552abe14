"""Converting the fields of a model to texts in a form and back. The model validates, `readers` reads."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from csm_tui.domain.problems import explain
from csm_tui.domain.record import MANY_LINES, field_label
from csm_tui.domain.records.client import Money, Tags
from csm_tui.domain.text import fold
from csm_tui.domain.values.health import Score
from csm_tui.domain.values.names import UnknownName, find_names, joined_names
from csm_tui.domain.values.reading.amounts import Amount, Figure, read_amount, read_figure
from csm_tui.domain.values.reading.readers import (
    is_no_data,
    read_choice,
    read_money,
    read_score,
    read_tags,
    read_whole_number,
)
from csm_tui.domain.values.time.dates import read_date, read_past_date
from csm_tui.domain.values.time.days import PAST
from csm_tui.domain.values.time.hours import read_hours
from csm_tui.forms.form_spec import Problems, Texts
from csm_tui.forms.read_back import (
    ReadBack,
    amount_read_back,
    date_read_back,
    fixed_day,
    hours_read_back,
    money_read_back,
    nothing_read_back,
    past_date_read_back,
    tags_read_back,
)
from csm_tui.widgets.form.field import Field, FieldKind

Read = Callable[[str, date, date | None], Any]
"""Returns the value of a text on a day, in the quarter that begins on the second day (None if unknown). Raises
ValueError with a message for the user."""


def field_text(value: Any) -> str:
    """The value as text in its field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


@dataclass(frozen=True)
class RecordField(Field):
    """A field of a form with the model's field behind it. `inner` is the field of a nested record."""

    attribute: str = ""
    inner: str = ""
    read: Read = lambda text, *_: text
    text: Callable[[Any], str] = field_text
    shown: ReadBack = nothing_read_back

    def on(self, today: date, quarter: date | None) -> "RecordField":
        """The field on a day, which determines how typed text is read back."""
        read_back = lambda text: self.shown(text, today, quarter)  # noqa: E731
        if self.shown not in (date_read_back, past_date_read_back):
            return replace(self, read_back=read_back)
        return replace(self, read_back=read_back, fixed=lambda text, day: fixed_day(self.read, text, day, quarter))


class RecordFields:
    """All or some fields of a model. The fields of nested records are flattened: override_score."""

    def __init__(
        self, model: type[BaseModel], names: Sequence[str], others: Mapping[str, RecordField] | None = None
    ) -> None:
        """`others` replace fields of the model, by name."""
        own = (field for name in names for field in _fields_of(model, name))
        self.fields = tuple((others or {}).get(field.name, field) for field in own)
        self._model = model
        self._inner = {field.attribute: _inner_model(model, field.attribute) for field in self.fields if field.inner}

    def texts(self, record: BaseModel | None) -> dict[str, str]:
        """The record as texts by field; for None, those of a new record with its defaults."""
        return {field.name: field.text(_value(field, record, self._model)) for field in self.fields}

    def on(self, today: date, quarter: date | None = None) -> tuple[RecordField, ...]:
        """The fields of the form on a day."""
        return tuple(field.on(today, quarter) for field in self.fields)

    def read(
        self, texts: Texts, names: Collection[str], today: date, quarter: date | None = None
    ) -> tuple[dict[str, Any], Problems]:
        """The values of the named fields, and the problems of their texts, both by field name."""
        values: dict[str, Any] = {}
        problems: Problems = {}
        for field in self.fields:
            if field.name not in names:
                continue
            if field.inner:
                values[field.attribute], wrong = self._read_inner(field.attribute, texts, today, quarter)
                problems |= wrong
                continue
            try:
                values[field.name] = field.read(texts[field.name], today, quarter)
            except ValueError as error:
                problems[field.name] = str(error)
        return values, problems

    def _read_inner(
        self, attribute: str, texts: Texts, today: date, quarter: date | None
    ) -> tuple[BaseModel | None, Problems]:
        """The nested record; None if all its fields are empty."""
        fields = [field for field in self.fields if field.attribute == attribute]
        if not any(texts[field.name].strip() for field in fields):
            return None, {}
        values: dict[str, Any] = {}
        problems: Problems = {}
        for field in fields:
            try:
                values[field.inner] = field.read(texts[field.name].strip(), today, quarter)
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
        return (_field(info, name, name, "", field_label(model, name)),)
    inner = bare.model_fields
    labels = [field_label(model, name), *(f"  {field_label(bare, one).lower()}" for one in [*inner][1:])]
    return [
        _field(inner[one], f"{name}_{one}", name, one, label) for one, label in zip(inner, labels, strict=True)
    ]  # fmt: skip


def _field(info: FieldInfo, name: str, attribute: str, inner: str, label: str) -> RecordField:
    kind, choices, read, shown = _how(info)
    return RecordField(
        name, label, info.description or "", kind, choices, attribute=attribute, inner=inner, read=read,
        shown=shown,
    )  # fmt: skip


def _bare(annotation: Any) -> Any:
    """The type without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        others = [one for one in get_args(annotation) if one is not type(None)]
        return _bare(others[0]) if len(others) == 1 else annotation
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _inner_model(model: type[BaseModel], attribute: str) -> type[BaseModel]:
    bare: type[BaseModel] = _bare(model.model_fields[attribute].annotation)
    return bare


def _how(info: FieldInfo) -> tuple[FieldKind, tuple[str, ...], Read, ReadBack]:
    """The kind of editor for a field, its choices, and how its text is read and read back."""
    annotation, optional = info.annotation, type(None) in get_args(info.annotation)
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        choices = ("", *bare) if optional else tuple(bare)
        return "choice", choices, _optional(lambda text, *_: read_choice(bare, text), optional), nothing_read_back
    if bare is bool:
        return "choice", ("no", "yes"), lambda text, *_: text == "yes", nothing_read_back
    if bare is date and PAST in info.metadata:
        return "line", (), _optional(read_past_date, optional), past_date_read_back
    if bare is date:
        return "line", (), _optional(read_date, optional), date_read_back
    if annotation == Amount | None:  # only an empty text is none: a dash is 0
        return "line", (), lambda text, *_: read_amount(text), amount_read_back
    for wanted, read, shown in _NUMBERS:
        if bare is wanted or annotation in (wanted, wanted | None):
            return "line", (), _optional(read, optional), shown
    if annotation == get_args(Tags)[0]:
        return "line", (), lambda text, *_: read_tags(text), tags_read_back
    return ("long" if MANY_LINES in info.metadata else "line"), (), lambda text, *_: text, nothing_read_back


_NUMBERS: tuple[tuple[Any, Read, ReadBack], ...] = (
    (Score, lambda text, *_: read_score(text), nothing_read_back),
    (Money, lambda text, *_: read_money(text), money_read_back),
    (Figure, lambda text, *_: read_figure(text), nothing_read_back),
    (int, lambda text, *_: read_whole_number(text), nothing_read_back),
    (float, lambda text, *_: read_hours(text), hours_read_back),
)


def _optional(read: Read, optional: bool) -> Read:
    return (lambda text, *when: None if is_no_data(text) else read(text, *when)) if optional else read


def _value(field: RecordField, record: BaseModel | None, model: type[BaseModel]) -> Any:
    if record is None:
        default = model.model_fields[field.attribute].get_default(call_default_factory=False)
        return None if field.inner or model.model_fields[field.attribute].is_required() else default
    value = getattr(record, field.attribute)
    return getattr(value, field.inner, None) if field.inner else value


@dataclass(frozen=True)
class Names:
    """Converts names in a field to the ids of their records and back."""

    ids: Mapping[str, str]
    noun: str

    def field(self, name: str, label: str, rule: str) -> RecordField:
        """A field for several of these names."""
        return RecordField(
            name, label, rule, names=tuple(self.ids), attribute=name, text=self.text,
            read=lambda text, *_: self.read(text),
        )  # fmt: skip

    def read(self, text: str) -> tuple[str, ...]:
        """The ids of the names in a text. Raises ValueError if a name is unknown."""
        known = {fold(name): identity for name, identity in self.ids.items()}
        try:
            found = find_names(text, lambda name: known.get(fold(name)))
        except UnknownName as error:
            raise ValueError(f"there is no {self.noun} {error.name}; several are separated by ;") from None
        return tuple(dict.fromkeys(found))

    def text(self, ids: Collection[str]) -> str:
        """The names of the known ids among these, as text."""
        names = {identity: name for name, identity in self.ids.items()}
        return joined_names(names[one] for one in ids if one in names)
