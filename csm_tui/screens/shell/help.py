"""The help: every command and key of a screen, from the one place where each is declared."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from textual.binding import Binding

from csm_tui.commands.base import Command
from csm_tui.planning.filter_language import Language
from csm_tui.planning.plan.query import PLAN_FILTER
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.wrapping import explained, wrapped

_INDENT = 20
_FORM_KEYS = {
    "tab shift+tab": "To the next or the previous field; enter goes on, too",
    "ctrl+s": "Save",
    "esc": "Leave; what was typed is kept and offered again",
    "ctrl+t": "Start over with what is saved; what was typed goes to the trash",
    "ctrl+o": "The long text in your own editor, as $EDITOR names it",
    "f1": "This help",
}

_LANGUAGES: Mapping[str, Language[Any]] = {"portfolio": PORTFOLIO_FILTER, "plan": PLAN_FILTER}

_SHELL = {
    "csm-tui import portfolio FILE": "Bring a spreadsheet in; --dry-run only says what would happen",
    "csm-tui portfolio --csv": "The list for a spreadsheet; --json for a script",
    "csm-tui client NAME": 'All of a client\'s page; csm-tui touch NAME "note" adds to it',
    "csm-tui follow-ups": "What is due, over all clients",
    "csm-tui settings": "Weights, thresholds, limits and the currency",
    "csm-tui backup --list": "The backups; csm-tui restore NAME brings one back",
    "csm-tui --help": "All of it",
}


def help_lines(
    commands: Iterable[type[Command]],
    remapped: Mapping[str, str],
    table: Iterable[Binding],
    language: str,
    width: int,
) -> list[Line]:
    """The commands, the keys of the table, the filter language and the form, in lines for a width in cells.

    `remapped` are the user's own keys by command id; `language` is that of the screen's filter, "" for none.
    """
    keys = {command.shown_keys(remapped): command.help() for command in commands}
    moves = {" ".join(binding.key.split(",")): binding.description for binding in table}
    moves["click"] = "Put the cursor there; once more opens; on a title sorts by it"
    return [
        *_section("What you can do", keys, width),
        [],
        *_section("Moving in the table", moves, width),
        [],
        *_filtering(language, width),
        *_section("In a form", _FORM_KEYS, width),
        [],
        [(" From the shell", "strong")],
        *_shell(width),
    ]


def _shell(width: int) -> Iterator[Line]:
    for command, text in _SHELL.items():
        yield [(f"   {command}", "strong")]
        for part in wrapped(text, width - 7):
            yield [(f"      {part}", "")]


def _section(title: str, keys: dict[str, str], width: int) -> Iterator[Line]:
    yield [(f" {title}", "strong")]
    for key, text in keys.items():
        yield from explained(key, text, width, _INDENT, ("strong", ""))


def _filtering(language: str, width: int) -> Iterator[Line]:
    if language not in _LANGUAGES:
        return
    spoken = _LANGUAGES[language]
    examples = (*spoken.examples.values(), f"-{spoken.example}", '"two words"')
    yield [(" Filtering", "strong")]
    yield from explained("words", f"Find {spoken.finds}", width, _INDENT, ("strong", ""))
    negation = "Must all hold; - before one negates it; quotes keep spaces"
    yield from explained("terms", negation, width, _INDENT, ("strong", ""))
    yield from explained("for example", "  ".join(examples), width, _INDENT, ("strong", "dim"))
    yield []
