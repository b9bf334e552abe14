"""The fields of a client as texts in a form, and back. The rules are the model's and the readers'."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.bands import Trend
from csm_tui.domain.client import Client, Override, Status, with_typed
from csm_tui.domain.dates import read_date
from csm_tui.domain.health import COMPONENTS
from csm_tui.domain.problems import explain
from csm_tui.domain.readers import is_no_data, read_money, read_score, read_status, read_tags, read_trend
from csm_tui.domain.workspace import Workspace
from csm_tui.widgets.form import Field

_OVERRIDE = "override_"
_MODEL = Client.model_fields


def _rule(name: str) -> str:
    return _MODEL[name].description or ""


def _override_rule(name: str) -> str:
    return Override.model_fields[name].description or ""


FIELDS = (
    Field("name", "Name", _rule("name")),
    Field("status", "Status", _rule("status"), "choice", tuple(Status)),
    Field("owner", "Owner", _rule("owner")),
    Field("acv", "ACV", _rule("acv")),
    Field("customer_since", "Customer since", _rule("customer_since")),
    Field("renewal_date", "Renewal date", _rule("renewal_date")),
    Field("trend", "Trend", _rule("trend"), "choice", ("", *Trend)),
    *(Field(component, component.capitalize(), _rule(component)) for component in COMPONENTS),
    Field("tags", "Tags", _rule("tags")),
    Field("notes", "Notes", _rule("notes"), "long"),
    Field(f"{_OVERRIDE}score", "Override", "Instead of the computed health"),
    Field(f"{_OVERRIDE}reason", "  reason", _override_rule("reason")),
    Field(f"{_OVERRIDE}until", "  until", _override_rule("until")),
)


def texts_of(client: Client | None) -> dict[str, str]:
    """The client as texts; of None, those of a new client."""
    if client is None:
        return {field.name: "" for field in FIELDS} | {"status": Status.ACTIVE.value}
    texts = {field.name: _text(getattr(client, field.name, None)) for field in FIELDS}
    texts["tags"] = ", ".join(client.tags)
    if client.override is not None:
        for name in Override.model_fields:
            texts[_OVERRIDE + name] = _text(getattr(client.override, name))
    return texts


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def read_client(
    before: Client | None,
    texts: Mapping[str, str],
    workspace: Workspace,
    today: date,
    touched: Collection[str] = (),
) -> tuple[Client | None, dict[str, str]]:
    """The client that the texts describe, or None and what is wrong, by field name.

    Only fields whose text is another than at first, or that were touched, count as entered today.
    """
    first = texts_of(before)
    typed = {
        name: text
        for name, text in texts.items()
        if text != first[name] or name in touched or (before is None and text)
    }
    values, problems = _read(typed, texts, today)
    try:
        start = before or Client(name=values.get("name", texts["name"]))
        after = with_typed(start, values, today)
    except ValidationError as error:
        return None, explain(Client, error) | problems
    other = workspace.named(after.name)
    if other is not None and other.id != after.id:
        problems["name"] = "another client has this name"
    return (None if problems else after), problems


def _read(typed: Mapping[str, str], texts: Mapping[str, str], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, text in typed.items():
        if name.startswith(_OVERRIDE):
            continue
        try:
            values[name] = _READERS.get(name, _as_it_is)(text, today)
        except ValueError as error:
            problems[name] = str(error)
    if any(name.startswith(_OVERRIDE) for name in typed):
        override, wrong = _read_override(texts, today)
        problems |= wrong
        values["override"] = override
    return values, problems


def _read_override(texts: Mapping[str, str], today: date) -> tuple[Override | None, dict[str, str]]:
    parts = {name: texts[_OVERRIDE + name].strip() for name in Override.model_fields}
    if not any(parts.values()):
        return None, {}
    problems: dict[str, str] = {}
    values: dict[str, Any] = {"reason": parts["reason"]}
    for name, read in (("score", _score), ("until", _day)):
        try:
            values[name] = read(parts[name], today)
        except ValueError as error:
            problems[_OVERRIDE + name] = str(error)
    try:
        return Override.model_validate(values), problems
    except ValidationError as error:
        found = {_OVERRIDE + name: message for name, message in explain(Override, error).items()}
        return None, found | problems


Reader = Callable[[str, date], Any]


def _as_it_is(text: str, _today: date) -> Any:
    return text


def _score(text: str, _today: date) -> Any:
    return read_score(text)


def _day(text: str, today: date) -> Any:
    return None if is_no_data(text) else read_date(text, today)


_READERS: Mapping[str, Reader] = {
    "status": lambda text, _: read_status(text),
    "acv": lambda text, _: None if is_no_data(text) else read_money(text),
    "customer_since": _day,
    "renewal_date": _day,
    "trend": lambda text, _: None if is_no_data(text) else read_trend(text),
    "tags": lambda text, _: read_tags(text),
    **dict.fromkeys(COMPONENTS, _score),
}
