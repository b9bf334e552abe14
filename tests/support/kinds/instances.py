"""Records of any kind, made by hypothesis from what their fields say."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import ValidationError

from csm_tui.domain.record import Entity, Record
from csm_tui.domain.records.kinds import kind_of

AnyRecord = TypeVar("AnyRecord", bound=Record)

TEXTS = ("Acme", "Zoë & Söhne", "[/] bold", "=1+1", "漢字", "two  spaces", "a\nb")
_FIRST_MONDAY = date(2026, 1, 5)

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    NoneType: st.none(),
    bool: st.booleans(),
    int: st.integers(1, 5),
    float: st.integers(1, 20).map(lambda quarters: quarters / 4),
    str: st.sampled_from(TEXTS),
    date: st.integers(0, 51).map(lambda weeks: _FIRST_MONDAY + timedelta(weeks=weeks)),
}
"""Values that the rules of all fields allow: hours in quarters, days that are Mondays, marks up to 5."""


@st.composite
def records(draw: Callable[..., Any], kind: type[AnyRecord], **given: Any) -> AnyRecord:
    """A record with anything in the fields that are not given."""
    fields = {name: draw(found) for name, found in _fields(kind).items() if name not in given and name != "id"}
    try:
        return kind.model_validate(fields | given)
    except ValidationError:  # fields that do not go together
        reject()


@cache
def _fields(kind: type[Record]) -> Mapping[str, st.SearchStrategy[Any]]:
    """The values of each field. They are kept: to make a strategy takes longer than to draw from it."""
    return {name: values(field.annotation) for name, field in kind.model_fields.items()}


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a field. A type that is new among the fields is to be added here."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is Annotated:
        return values(inner[0])
    if origin in (Union, UnionType):
        return st.one_of(*map(values, inner))
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if origin is dict:
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=2)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return st.sampled_from(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return records(annotation)
    raise TypeError(f"no values are known for {annotation!r}")


@st.composite
def families(draw: Callable[..., Any], kind: type[Entity]) -> list[Entity]:
    """A record with all that it belongs to, to any depth: each owner before what is its own, the record last.

    Of several possible owners it has one, and those that it cannot be without.
    """
    family: list[Entity] = []
    given: dict[str, Any] = {name: "" if kind.model_fields[name].annotation is str else () for name in kind.REFERENCES}
    chosen = draw(st.sampled_from([*kind.OWNERS])) if kind.OWNERS else None
    for name, table in kind.OWNERS.items():
        given[name] = ""
        if name == chosen or kind.model_fields[name].is_required():
            owners = draw(families(kind_of(table)))
            given[name] = owners[-1].id
            family += owners
    return [*family, draw(records(kind, **given))]
