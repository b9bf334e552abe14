"""The help: every command and key of a screen by task, from the one place where each is declared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Input

from csm_tui.commands.base import Command, shown
from csm_tui.commands.screens import BY_ID, SCREENS, ScreenSpec
from csm_tui.domain.settings import Settings, all_settings
from csm_tui.domain.text import fold
from csm_tui.planning.changes.columns import CHANGES_FILTER
from csm_tui.planning.evaluations.columns import EVALUATIONS_FILTER
from csm_tui.planning.evaluations.lesson_columns import LESSONS_FILTER
from csm_tui.planning.filter_language import Language
from csm_tui.planning.plan.query import PLAN_FILTER
from csm_tui.planning.playbooks.play_list.columns import PLAYS_FILTER
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER
from csm_tui.planning.renewals.columns import RENEWALS_FILTER
from csm_tui.planning.roadmap.columns import ROADMAPS_FILTER
from csm_tui.planning.today.columns import DAY_FILTER
from csm_tui.planning.triage.candidate_rows import CANDIDATES_FILTER
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.form.form import FieldRow
from csm_tui.widgets.form.line_input import LineInput
from csm_tui.widgets.form.rating_input import RATING_KEYS, RatingInput
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.wrapping import explained

_INDENT = 20
_STYLES = "strong", ""
"""The styles of a key and of what it does."""
_MOVING, _FORM = "Moving in the table", "In a form"
_HELP = "'help'"

_FORM_KEYS = {
    "tab shift+tab": "To the next or the previous field; enter goes on, too, and saves in the last one for typing",
    "ctrl+s f2": "Save",
    "esc": "Leave; what was typed is kept and offered again",
    "ctrl+x f3": "Leave and throw away what was typed; the trash keeps it for 30 days, R brings it back",
    "ctrl+o f4": "The long text in your own editor, as $EDITOR names it",
    "ctrl+l f5": "Choose names from a list, in a field that takes some",
    "ctrl+q": "Leave the program; what was typed is kept and offered at the next start",
    "f1": "This help",
}

_LANGUAGES: Mapping[str, Language[Any]] = {
    "portfolio": PORTFOLIO_FILTER,
    "today": DAY_FILTER,
    "plan": PLAN_FILTER,
    "evaluations": EVALUATIONS_FILTER,
    "lessons": LESSONS_FILTER,
    "plays": PLAYS_FILTER,
    "candidates": CANDIDATES_FILTER,
    "roadmaps": ROADMAPS_FILTER,
    "renewals": RENEWALS_FILTER,
    "changes": CHANGES_FILTER,
}

_EXAMPLES = {
    "f6": "A finished evaluation of an engagement, to read",
    "f7": "A finished evaluation of oneself, to read",
}

_FRAME = {
    "first line": "The screens with their keys; a number behind a name is what is overdue there. A click goes there",
    "last line": "What can be done now; what the program has to say takes its place until the next key",
}

_SHELL = {
    "csm-tui import portfolio FILE": "Bring a spreadsheet in; --dry-run only says what would happen",
    "csm-tui portfolio --csv": "The list for a spreadsheet; --json for a script",
    "csm-tui client NAME": 'All of a client\'s page; csm-tui touch NAME "note" adds to it',
    "csm-tui follow-ups": "What is due, over all clients",
    "csm-tui settings": "Weights, thresholds, limits and the currency",
    "csm-tui backup --list": "The backups; csm-tui restore NAME brings one back",
    "csm-tui --help": "All of it",
}


class HelpSection(NamedTuple):
    """What belongs to one task: keys or words, each with what it does."""

    title: str
    entries: Mapping[str, str]


def help_sections(
    own: Iterable[type[Command]], everywhere: Iterable[type[Command]], remapped: Mapping[str, str], language: str
) -> list[HelpSection]:
    """All that the help of a screen explains: its own commands by task, those of everywhere, then what is no command.

    `remapped` are the user's own keys by command id; `language` is that of the screen's filter, "" for none.
    """
    moves = {" ".join(one.key.split(",")): one.description for one in BandTable.BINDINGS if not isinstance(one, tuple)}
    moves["tab shift+tab"] = "To the next or the previous part of the screen, where it has several"
    moves["click"] = "Put the cursor there; once more opens; on a title sorts by it"
    return [
        *_by_task(own, remapped, ""),
        *_by_task(everywhere, remapped, ", everywhere"),
        HelpSection(_MOVING, moves),
        *_filtering(language),
        HelpSection(_FORM, _FORM_KEYS),
        HelpSection("Worked examples, from this help", _EXAMPLES),
        HelpSection("Around the screen", _FRAME),
        HelpSection("From the shell", _SHELL),
    ]


def elsewhere_sections(own: Iterable[type[Command]], remapped: Mapping[str, str]) -> list[HelpSection]:
    """What other screens do and what the settings are: found in the help of this one, but not listed there unasked."""
    known = {*own}
    sections = [
        HelpSection(_heading(one), {command.shown_keys(remapped): _named(command) for command in one.commands
                                if command not in known})
        for one in SCREENS
    ]  # fmt: skip
    settings = {one.key: one.meaning for one in all_settings(Settings())}
    return [*sections, HelpSection(_heading(BY_ID["settings"]), settings)]


def _heading(screen: ScreenSpec) -> str:
    return f"{screen.heading} ({shown(screen.key)})" if screen.key else screen.heading


def dialog_sections(dialog: Screen[Any], sections: Sequence[HelpSection]) -> list[HelpSection]:
    """What the help of a dialog explains: its own keys, and those of a form or of a table if it has one."""
    works = {one.binding.action for one in dialog.active_bindings.values()}
    listing = type(dialog.focused).__mro__ if isinstance(dialog.focused, BandTable) else ()
    bindings = [
        one
        for kind in (*type(dialog).__mro__, *listing)
        if kind.__module__.startswith("csm_tui.") and kind is not BandTable
        for one in kind.__dict__.get("BINDINGS", ())
        if one.action in works and one.description and _HELP not in one.action
    ]
    own = {shown(one.key): one.description for one in bindings}
    own |= {shown(one.key): one.description for one in reversed(bindings)}  # a class describes a key for its bases
    parts = {_FORM: bool(dialog.query(FieldRow)), _MOVING: bool(dialog.query(BandTable))}
    shared = [one for one in sections if parts.get(one.title, False)]
    if dialog.query(RatingInput):
        shared.append(HelpSection("Ratings", RATING_KEYS))
    return [*shared] if parts[_FORM] else [HelpSection("Here", own), *shared]


def help_lines(sections: Sequence[HelpSection], search: str, width: int) -> list[Line]:
    """The sections in lines for a width in cells: of each what holds every word that is searched for. One sign is a
    key, if there is such a key."""
    words, sign = fold(search).split(), search.strip()
    is_key = len(sign) == 1 and any(sign in key.split() for _, entries in sections for key in entries)
    lines: list[Line] = []
    for title, entries in sections:
        found = {
            key: text
            for key, text in entries.items()
            if (sign in key.split() if is_key else _holds(words, f"{title} {key} {text}"))
        }
        if found:
            lines += [*([[]] if lines else []), [(f" {title}", "title")]]
            lines += [line for key, text in found.items() for line in explained(key, text, width, _INDENT, _STYLES)]
    return lines or [[(" Nothing has that in it", "dim")]]


def _holds(words: Iterable[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _by_task(commands: Iterable[type[Command]], remapped: Mapping[str, str], where: str) -> Iterator[HelpSection]:
    tasks: dict[str, dict[str, str]] = {}
    for command in commands:
        tasks.setdefault(command.GROUP, {})[command.shown_keys(remapped)] = _named(command)
    return (HelpSection(f"{task}{where}", entries) for task, entries in tasks.items())


def _named(command: type[Command]) -> str:
    """What a command does, after its name where that is looked for in vain in it: Undo. Take the last change back."""
    name, text = command.NAME, command.help()
    return text if fold(name.split()[0]) in fold(text) else f"{name}. {text}"


def _filtering(language: str) -> Iterator[HelpSection]:
    if language in _LANGUAGES:
        spoken = _LANGUAGES[language]
        examples = (*spoken.examples.values(), f"-{spoken.example}", '"two words"')
        yield HelpSection("Filtering", {
            "words": f"Find {spoken.finds}",
            "terms": "Must all hold; - before one negates it; quotes keep spaces",
            "for example": "  ".join(examples),
        })  # fmt: skip


class _Search(LineInput):
    """Does not consume the keys that close the help while nothing is typed."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed."""
        return super().check_consume_key(key, character) and (bool(self.value) or key not in ("q", "question_mark"))


class HelpScreen(PatchedDialog[None]):
    """What is typed is searched for; while nothing is, the usual keys close it."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Close", priority=True),
        Binding("q,question_mark,f1", "close", "Close", priority=True, show=False),
        Binding("down,ctrl+n", "scroll('down')", "Down", priority=True, show=False),
        Binding("up,ctrl+p", "scroll('up')", "Up", priority=True, show=False),
        Binding("pagedown,ctrl+d", "scroll('page_down')", "Page down", priority=True),
        Binding("pageup,ctrl+u", "scroll('page_up')", "Page up", priority=True, show=False),
        Binding("f6", "example('evaluation')", "Example: an engagement"),
        Binding("f7", "example('personal')", "Example: oneself"),
        Binding("home", "scroll('home')", "To the top", priority=True, show=False),
        Binding("end", "scroll('end')", "To the end", priority=True, show=False),
    ]

    def __init__(self, sections: Sequence[HelpSection], elsewhere: Sequence[HelpSection] = ()) -> None:
        """`elsewhere` is only shown where it holds what is searched for."""
        super().__init__()
        self._sections = sections
        self._elsewhere = elsewhere

    def compose(self) -> ComposeResult:
        with Container(classes="dialog") as box:
            box.border_title = "Help"
            yield _Search(placeholder="type to search: a key, a word", compact=True, classes="editor")
            yield LinePane(self._lines, id="lines")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(LineInput).focus()

    @property
    def _search(self) -> str:
        return self.query_one(LineInput).value

    def _lines(self, width: int) -> list[Line]:
        sections = [*self._sections, *self._elsewhere] if self._search.strip() else self._sections
        return help_lines(sections, self._search, width)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        pane = self.query_one("#lines", LinePane)
        pane.scroll_home(animate=False)
        pane.show(self._lines)

    @on(Input.Submitted)
    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss(None)

    def action_scroll(self, where: str) -> None:
        """Scroll by a line or a page, or to an end."""
        getattr(self.query_one("#lines", LinePane), f"scroll_{where}")(animate=False)

    async def action_example(self, name: str) -> None:
        """Read a worked example."""
        from csm_tui.screens.shell.examples import example_page
        from csm_tui.screens.shell.palette import EXAMPLES

        await self.app.push_screen(example_page(name, EXAMPLES[name], app_of(self.app).session.today()))
