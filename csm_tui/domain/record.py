"""What all kept models share: frozen, changed only through validation, and careful with fields they do not know."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from csm_tui.domain.text import clean, clean_line

LINE_LIMIT = 200

Line = Annotated[str, Field(max_length=4 * LINE_LIMIT), AfterValidator(clean_line), Field(max_length=LINE_LIMIT)]
"""Text on one line, cleaned; at most 200 characters."""

LongText = Annotated[str, AfterValidator(clean)]
"""Text of any length, line breaks kept, cleaned."""


class Record(BaseModel):
    """A frozen model that keeps fields written by a newer program.

    `changed` is the only way to another version of it: unlike `model_copy(update=...)` it validates.
    """

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True, use_enum_values=False)

    def changed(self, **fields: Any) -> Self:
        """This record with other values in some fields.

        Raises:
            pydantic.ValidationError: a value breaks its field's rule.
        """
        return type(self).model_validate({**dict(self), **fields})
