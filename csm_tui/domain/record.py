"""The base of all stored models: they are frozen, validate every change and preserve fields they do not know."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NamedTuple, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticKnownError

from csm_tui.domain.text import clean, clean_line

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
"""A line that is not blank."""

MANY_LINES = "many lines"
"""Marks a text that is edited in several lines."""

LongText = Annotated[str, AfterValidator(clean), MANY_LINES]
"""Cleaned text of any length, with its line breaks."""


def _seen(text: str) -> str:
    return _filled(clean(text).strip())


FilledText = Annotated[str, AfterValidator(_seen), MANY_LINES]
"""Cleaned text of any length that is not blank."""


def new_id() -> str:
    """A new UUID, so that two programs never use the same id."""
    from uuid import uuid4  # only a new record needs it

    return str(uuid4())


def fixed_id(what: str) -> str:
    """The UUID that follows from what a record is about, so that two programs give it the same one."""
    from uuid import NAMESPACE_OID, uuid5

    return str(uuid5(NAMESPACE_OID, f"csm-tui {what}"))


def as_named(*names: str) -> dict[str, str]:
    """Members of a JSON answer that have the same names as their attributes."""
    return dict(zip(names, names, strict=True))


class FormLayout(NamedTuple):
    """How records of a kind are entered: their form, its draft and reopening it all follow from this.

    `name` identifies the form in drafts: lower-case letters and hyphens. `fields` are the fields of the form in order,
    and `focus` is the one that has the cursor at first. `given` returns the initial texts of a new record on a day.
    """

    name: str
    fields: tuple[str, ...]
    focus: str
    given: Callable[[date], Mapping[str, str]] = lambda _: {}


class Record(BaseModel):
    """A frozen model that keeps fields written by a newer program.

    Use `changed` to make another version: unlike `model_copy(update=...)` it validates. `JSON` maps the members of the
    command line's JSON answers, in order, to attributes. `FORM` says how it is entered; a record without a form has
    none.
    """

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True, use_enum_values=False)

    JSON: ClassVar[Mapping[str, str]] = {}
    FORM: ClassVar[FormLayout]

    @classmethod
    def usual(cls) -> Self:
        """The record with all defaults. They are known to be valid, so no validator is built, which saves time."""
        return cast(Self, cls.model_construct())

    def changed(self, **fields: Any) -> Self:
        """A copy with other values in some fields.

        Raises:
            TypeError: the record has no such field.
            pydantic.ValidationError: a value breaks its field's rule.
        """
        for name in fields:
            if name not in type(self).model_fields and name not in (self.model_extra or ()):
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
        return self.merged(fields)

    def merged(self, fields: Mapping[str, Any]) -> Self:
        """Like `changed`, but also accepts fields that only a newer program knows."""
        return type(self).model_validate({**dict(self), **fields})

    def as_json(self) -> dict[str, Any]:
        """The record in a JSON answer. The caller replaces ids by names and adds derived values."""
        return {member: getattr(self, attribute) for member, attribute in self.JSON.items()}


def field_label(model: type[BaseModel], name: str) -> str:
    """The name of a model's field for people."""
    return model.model_fields[name].title or name.replace("_", " ").capitalize()


class Part(Record):
    """A record inside a list of another record, identified by its id."""

    id: str = Field(default_factory=new_id)


class Scope(StrEnum):
    """Who owns the records of a kind when several people share a book of clients."""

    BOOK = "book"
    """Everybody who may see the book."""
    PERSON = "person"
    """One person only."""


class Entity(Record):
    """A record with its own identity: one document in the file.

    A kind of record is a subclass that declares what is needed to keep, merge, delete, undo and show it:

    - `TABLE`: the table of its records; `NOUN` and `PLURAL`: what people call one and several of them
    - `SCOPE`: whether they belong to everybody or to one person; the docstring says why
    - `JSON`: its members in JSON answers
    - `FORM`: how it is entered; anything special about its form is in `csm_tui/forms/definitions`
    - `OWNERS`: the fields that hold the id of an owner, with the owner's table; the record is deleted with its owner.
      An empty field means that there is no owner
    - `REFERENCES`: the fields that hold the id, or a tuple of ids, of records that it only refers to, with their table;
      when such a record is deleted, its id is removed and this record stays
    - `FOLLOWING`: the fields that are derived from other fields and are not mentioned in the label of a change

    Kinds are referred to by their tables, so that no kind has to load another.
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
    @abstractmethod
    def label(self) -> str:
        """The name by which a person recognises it."""

    @property
    def unique(self) -> str:
        """The name that must be unique among records of the kind, ignoring case; "" if there is none."""
        return ""

    @property
    def owner_ids(self) -> tuple[str, ...]:
        """The ids of the records that it belongs to."""
        return tuple(owner for field in self.OWNERS if (owner := getattr(self, field)))

    def names(self, ids: Collection[str]) -> bool:
        """Whether it refers to one of these records without belonging to it."""
        return any(one in ids for field in self.REFERENCES for one in _ids(getattr(self, field)))

    def without(self, ids: Collection[str]) -> Self:
        """A copy without references to these records."""
        kept: dict[str, str | tuple[str, ...]] = {}
        for field in self.REFERENCES:
            value = getattr(self, field)
            left = tuple(one for one in _ids(value) if one not in ids)
            kept[field] = left if isinstance(value, tuple) else "".join(left)
        return self.changed(**kept)


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
