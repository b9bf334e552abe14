"""Values typed on the command line: read, or refused under the name of their option or argument."""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import click
from pydantic import BaseModel, ValidationError

from csm_tui.cli.completion.suggestions import terms
from csm_tui.cli.file_parameter import standard_input
from csm_tui.cli.options import Refusal
from csm_tui.domain.problems import explain
from csm_tui.domain.values.time.days import within_reach
from csm_tui.planning.filter_language import Language
from csm_tui.planning.filter_term import QueryError

Command = TypeVar("Command", bound=Callable[..., Any])
Made = TypeVar("Made", bound=BaseModel)


def read_day(option: str, text: str, today: date, quarter: date, *, past: bool = False) -> date:
    """A day that was typed for an option; W7 is counted from the Monday `quarter`. `past`: something happened on it.

    Raises:
        click.BadParameter: it is none.
    """
    from csm_tui.domain.values.time.dates import read_date, read_past_date  # most commands take no day

    try:
        return (read_past_date if past else read_date)(text, today, quarter)
    except ValueError as error:
        raise click.BadParameter(f"{option}: {error}") from None


def read_month(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """The first day of a month that was typed as 2026-03; None if none was.

    Raises:
        click.BadParameter: it is none.
    """
    if text is None:
        return None
    try:
        year, month = map(int, text.split("-"))
        return within_reach(date(year, month, 1))
    except ValueError:
        raise click.BadParameter(f"{text!r} is no month like 2026-03") from None


def read_text(name: str, text: str) -> str:
    """A text of any length that was typed for an option or an argument; "-" stands for what standard input holds.

    A byte that is no text in it does not lose the rest.

    Raises:
        Refusal: standard input cannot be read.
    """
    if text != "-":
        return text
    try:
        return standard_input().decode(sys.stdin.encoding or "utf-8", "replace")
    except ValueError as error:
        raise Refusal(f"{name} cannot be read: {error}") from None


def where_option(language: Language[Any]) -> Callable[[Command], Command]:
    """The option --where: a filter in that language, which is given to the command as `query`."""

    def read(_context: click.Context, _parameter: click.Parameter, text: str) -> Any:
        try:
            return language.parse(text)
        except QueryError as error:
            raise click.BadParameter(str(error)) from None

    return click.option(
        "--where", "query", default="", callback=read, metavar="QUERY", shell_complete=terms(language),
        help="Only what the filter lets through.",
    )  # fmt: skip


def filter_help(language: Language[Any]) -> str:
    """What the filter of --where may contain, for the help of a command."""
    terms = ", ".join(language.examples.values())
    return f"A filter's words match {language.finds}; terms such as {terms} must all hold; a - before one negates it."


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
