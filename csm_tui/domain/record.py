"""What all kept models share: frozen, changed only through validation, and careful with fields they do not know."""

from typing import Annotated, Any, ClassVar, Self, cast

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


Line = Annotated[str, AfterValidator(_line)]
"""Text on one line, cleaned; at most 200 characters."""

FilledLine = Annotated[Line, AfterValidator(_filled)]
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


class Record(BaseModel):
    """A frozen model that keeps fields written by a newer program.

    `changed` is the only way to another version of it: unlike `model_copy(update=...)` it validates.
    """

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True, use_enum_values=False)

    @classmethod
    def usual(cls) -> Self:
        """The record with every default. Defaults are right by themselves, so no validator is built for them."""
        return cast(Self, cls.model_construct())

    def changed(self, **fields: Any) -> Self:
        """This record with other values in some fields.

        Raises:
            pydantic.ValidationError: a value breaks its field's rule.
        """
        return type(self).model_validate({**dict(self), **fields})


class Part(Record):
    """A record inside another one's list, told from its neighbours by its id."""

    id: str = Field(default_factory=new_id)


class Entity(Record):
    """A record with an identity of its own: one document of the file.

    `TABLE` is where it is kept, `NOUN` and `PLURAL` what a person calls one and several of its kind.
    """

    TABLE: ClassVar[str]
    NOUN: ClassVar[str]
    PLURAL: ClassVar[str]
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
    def owner_id(self) -> str:
        """The record it belongs to and goes with; "" for none."""
        return ""
