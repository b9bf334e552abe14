"""What is wrong with a record, in words for the person who typed it."""

from typing import Any

from pydantic import BaseModel, ValidationError

from csm_tui.domain.values.time.days import OUT_OF_REACH, is_out_of_reach

_TOO_LONG = "string_too_long"


def explain(model: type[BaseModel], error: ValidationError) -> dict[str, str]:
    """One message per field, by field name; the name "" stands for the record as a whole.

    The message is the field's description in the model, unless a validator gave a message of its own.
    """
    messages: dict[str, str] = {}
    for detail in error.errors():
        name = str(detail["loc"][0]) if detail["loc"] else ""
        messages.setdefault(name, message_of(model, name, detail))
    return messages


def message_of(model: type[BaseModel], name: str, detail: Any) -> str:
    """What is wrong with a field, for one of the errors of pydantic."""
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    if is_out_of_reach(detail):
        return OUT_OF_REACH
    if detail["type"] == _TOO_LONG:
        return f"at most {detail['ctx']['max_length']} characters"
    field = model.model_fields.get(name)
    rule = field.description if field else None
    if detail["type"] == "missing" or detail["type"] == "string_too_short":
        return "must not be empty" if not rule else f"must not be empty: {rule[:1].lower()}{rule[1:]}"
    return rule or str(detail["msg"])
