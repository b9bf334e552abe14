"""What all kept models share: frozen, changed only through validation, and careful with fields they do not know."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NamedTuple, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticKnownError

from csm_tui.domain.values.text import clean, clean_line

LINE_LIMIT = 200


def _line(text: str) -> str:
    cleaned = clean_line(text) if len(text) <= 4 * LINE_LIMIT else text
    if len(cleaned) > LINE_LIMIT:
        raise PydanticKnownError("string_too_long", {"max_length": LINE_LIMIT})
    return cleaned


def _filled(line: str) -> str:
    if not line:
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return line


TextLine = Annotated[str, AfterValidator(_line)]
"""Text on one line, cleaned; at most 200 characters."""

FilledLine = Annotated[TextLine, AfterValidator(_filled)]
"""A line in which something can be seen."""

MANY_LINES = "many lines"
"""Marks a text that is typed in an editor of several lines."""

LongText = Annotated[str, AfterValidator(clean), MANY_LINES]
"""Text of any length, line breaks kept, cleaned."""


def _seen(text: str) -> str:
    return _filled(clean(text).strip())


FilledText = Annotated[str, AfterValidator(_seen), MANY_LINES]
"""Text of any length in which something can be seen."""


def new_id() -> str:
    """A UUID: two programs can give them out without meeting."""
    from uuid import uuid4  # only a new record needs it

    return str(uuid4())


def as_named(*names: str) -> dict[str, str]:
    """Members of a JSON answer that are called as the attributes are."""
    return dict(zip(names, names, strict=True))


class FormLayout(NamedTuple):
    """How records of a kind are typed: from this come their form, its draft and the way back to it.

    `name` is what drafts are kept under: lower-case letters and hyphens. `fields` are those that are typed, in their
    order, `focus` is the one with the cursor at first. `given` are the texts with which a new one begins on a day.
    """

    name: str
    fields: tuple[str, ...]
    focus: str
    given: Callable[[date], Mapping[str, str]] = lambda _: {}


class Record(BaseModel):
    """A frozen model that keeps fields written by a newer program.

    `changed` is the only way to another version of it: unlike `model_copy(update=...)` it validates. `JSON` names what
    the JSON answers of the command line give of it, in their order: the member there and the attribute here. `FORM`
    says how it is typed; what is typed in no form has none.
    """

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True, use_enum_values=False)

    JSON: ClassVar[Mapping[str, str]] = {}
    FORM: ClassVar[FormLayout]

    @classmethod
    def usual(cls) -> Self:
        """The record with every default. Defaults are right by themselves, so no validator is built for them."""
        return cast(Self, cls.model_construct())

    def changed(self, **fields: Any) -> Self:
        """This record with other values in some fields.

        Raises:
            TypeError: it has no such field.
            pydantic.ValidationError: a value breaks its field's rule.
        """
        for name in fields:
            if name not in type(self).model_fields and name not in (self.model_extra or ()):
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
        return self.merged(fields)

    def merged(self, fields: Mapping[str, Any]) -> Self:
        """As `changed`, but the fields may also be ones that only a newer program knows."""
        return type(self).model_validate({**dict(self), **fields})

    def as_json(self) -> dict[str, Any]:
        """Its part of a JSON answer. Whoever answers puts names in the place of ids, and adds what is derived."""
        return {member: getattr(self, attribute) for member, attribute in self.JSON.items()}


def field_label(model: type[BaseModel], name: str) -> str:
    """What a person calls a field of a model."""
    return model.model_fields[name].title or name.replace("_", " ").capitalize()


class Part(Record):
    """A record inside another one's list, told from its neighbours by its id."""

    id: str = Field(default_factory=new_id)


class Scope(StrEnum):
    """Whose the records of a kind are where several people share a book of clients."""

    BOOK = "book"
    """Everybody's who may see the book."""
    PERSON = "person"
    """One person's own."""


class Entity(Record):
    """A record with an identity of its own: one document of the file.

    A kind of record is a subclass that declares what is needed to keep, merge, delete, undo and show it:

    - `TABLE`: where its records are kept, `NOUN` and `PLURAL`: what a person calls one and several of them
    - `SCOPE`: whether they are everybody's or one person's, and the reason in its docstring
    - `JSON`: the names of its parts in JSON answers
    - `FORM`: how it is typed; what is special about that, if anything, stands in forms/
    - `OWNERS`: the fields with the id of a record that it belongs to and goes with, and the table of that record; ""
      in such a field is no owner
    - `REFERENCES`: the fields with ids of records that it only names, and their table; it stays when they go, without
      them. Such a field holds one id or a tuple of them
    - `FOLLOWING`: the fields that follow from what was typed in others, and are not named where a change is

    Tables stand for kinds here, so that no kind loads another one.
    """

    TABLE: ClassVar[str]
    NOUN: ClassVar[str]
    PLURAL: ClassVar[str]
    SCOPE: ClassVar[Scope]
    OWNERS: ClassVar[Mapping[str, str]] = {}
    REFERENCES: ClassVar[Mapping[str, str]] = {}
    FOLLOWING: ClassVar[frozenset[str]] = frozenset()

    id: str = Field(default_factory=new_id, exclude=True)

    @property
    def label(self) -> str:
        """How a person tells it from others."""
        raise NotImplementedError

    @property
    def unique(self) -> str:
        """What no two of the kind may have alike, whatever its case; "" where they may."""
        return ""

    @property
    def owner_ids(self) -> tuple[str, ...]:
        """The records that it belongs to."""
        return tuple(owner for field in self.OWNERS if (owner := getattr(self, field)))

    def names(self, ids: Collection[str]) -> bool:
        """Whether it names one of these records without belonging to it."""
        return any(one in ids for field in self.REFERENCES for one in _ids(getattr(self, field)))

    def without(self, ids: Collection[str]) -> Self:
        """This record, naming these others no more."""
        kept: dict[str, str | tuple[str, ...]] = {}
        for field in self.REFERENCES:
            value = getattr(self, field)
            left = tuple(one for one in _ids(value) if one not in ids)
            kept[field] = left if isinstance(value, tuple) else "".join(left)
        return self.changed(**kept)


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
