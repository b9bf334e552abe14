"""Values typed on the command line: read, or refused under the name of their option or argument."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import click
from pydantic import BaseModel, ValidationError

from csm_tui.domain.problems import explain

Made = TypeVar("Made", bound=BaseModel)


def read_day(option: str, text: str, today: date, *, past: bool = False, quarter: date | None = None) -> date:
    """A day that was typed for an option; `past`: one on which something has happened; `quarter`: the Monday from which
    W7 is counted.

    Raises:
        click.BadParameter: it is none.
    """
    from csm_tui.domain.values.dates import read_date, read_past_date  # most commands take no day

    try:
        return (read_past_date if past else read_date)(text, today, quarter)
    except ValueError as error:
        raise click.BadParameter(f"{option}: {error}") from None


def built(model: type[Made], names: Mapping[str, str], **values: Any) -> Made:
    """The record of what was typed; `names` says how fields are called that are not options of their own name.

    Raises:
        click.BadParameter: a value breaks its rule.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = explain(model, error).items()
        raise click.BadParameter(
            "; ".join(f"{names.get(name, '--' + name.replace('_', '-'))}: {said}" for name, said in problems)
        ) from None
