"""What all kept models share: frozen, changed only through validation, and careful with fields they do not know."""

from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict
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


Line = Annotated[str, AfterValidator(_line)]
"""Text on one line, cleaned; at most 200 characters."""

FilledLine = Annotated[Line, AfterValidator(_filled)]
"""A line in which something can be seen."""

LongText = Annotated[str, AfterValidator(clean)]
"""Text of any length, line breaks kept, cleaned."""


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
