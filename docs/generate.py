"""Writes docs/keys.md, docs/cli.md and the man page from the declarations in the program, and docs/example-quarter.md
from its demo; with --check only compares them.

`python docs/generate.py` writes, `python docs/generate.py --check` exits 1 and names what is stale.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
from textual.binding import Binding, BindingType

from csm_tui.cli.examples import EXAMPLES
from csm_tui.cli.main import main as program
from csm_tui.cli.output.man_page import man_page
from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Command
from csm_tui.commands.screens import SCREENS
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.keyboard import shown_key
from csm_tui.domain.values.time.hours import shown_hours
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.values.time.shown_days import day_in_words
from csm_tui.planning.draft.draft import DraftLine
from csm_tui.planning.draft.drafting import draft
from csm_tui.planning.plan.audit import audit
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.playbooks.playbook import read_playbook
from csm_tui.screens.calendar.calendars_dialog import CalendarsDialog
from csm_tui.screens.calendar.series_dialog import SeriesDialog
from csm_tui.screens.dialogs.client_finder import ClientFinder
from csm_tui.screens.dialogs.filter_bar import FilterBar
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.personal.aspects_dialog import AspectsDialog
from csm_tui.screens.portfolio.cell_bar import CellBar
from csm_tui.screens.portfolio.columns_dialog import ColumnsDialog
from csm_tui.screens.portfolio.views_dialog import ViewsDialog
from csm_tui.screens.shell.help import HelpScreen
from csm_tui.screens.shell.restore_dialog import RestoreDialog
from csm_tui.screens.shell.resume_dialog import ResumeDialog
from csm_tui.session.demo.demo import demo_workspace
from csm_tui.session.user_files.plays_file import usual_plays
from csm_tui.widgets.form.rating_input import RATING_KEYS
from csm_tui.widgets.table.band_table import BandTable

FOLDER = Path(__file__).parent
_EXAMPLE_DAY = date(2026, 3, 2)
_GENERATED = "<!-- Written by docs/generate.py from the program itself. Change the program, then run it again. -->"
_CODES = (
    ("0", "Done."),
    ("1", "The answer is no, or it could not be done; standard error says why."),
    ("2", "The command line was not understood. Nothing was done."),
    ("70", "A fault in the program. Please report the line on standard error."),
    ("129", "The terminal was closed, or the connection was lost."),
    ("130", "Broken off with ctrl+c."),
    ("131", "Broken off with ctrl+\\."),
    ("143", "Asked to end by another program, as by kill."),
)


def pages() -> dict[str, str]:
    """The text of each generated page by its file name."""
    return {
        "keys.md": "\n".join(_keys()),
        "cli.md": "\n".join(_cli()),
        "example-quarter.md": "\n".join(_example_quarter()),
        "csm-tui.1": man_page(program, _CODES),
    }


# Keys


def _keys() -> Iterator[str]:
    yield from (_GENERATED, "", "# Keys", "", "Every command is also in the palette, under ctrl+p, by its name.")
    yield from _meanings()
    for screen in SCREENS:
        yield from _section(screen.heading, _of_commands(screen.commands))
    yield from _section("Anywhere", _of_commands(ANYWHERE))
    yield from _section("Moving in a table", _of_bindings(BandTable.BINDINGS))
    yield from _section("In the line of the filter", _of_bindings(FilterBar.BINDINGS))
    yield from _section("In a cell that is edited", _of_bindings(CellBar.BINDINGS))
    yield from _section("In a form", _of_bindings(RecordForm.BINDINGS))
    yield from _section("At a rating in a form", [(f"`{key}`", text) for key, text in RATING_KEYS.items()])
    yield from _section("Among the aspects", _of_bindings(_bindings_of(AspectsDialog)))
    yield from _section("Among the views", _of_bindings(_bindings_of(ViewsDialog)))
    yield from _section("Among the calendars", _of_bindings(CalendarsDialog.BINDINGS))
    yield from _section("Among the events of a calendar", _of_bindings(SeriesDialog.BINDINGS))
    yield from _section("Among the columns", _of_bindings(ColumnsDialog.BINDINGS))
    yield from _section("Where a client is chosen", _of_bindings(ClientFinder.BINDINGS))
    yield from _section("Among what was typed and not saved", _of_bindings(ResumeDialog.BINDINGS))
    yield from _section("Among the backups", _of_bindings(RestoreDialog.BINDINGS))
    yield from _section("In the help", _of_bindings(HelpScreen.BINDINGS))
    yield from _section("In the legend and other pages to read", _of_bindings(TextPage.BINDINGS))
    yield ""


def _meanings() -> Iterator[str]:
    """A row per key that is used on several screens, with what it does on each of them."""
    yield from ("", "## One key, one meaning", "")
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for screen in SCREENS:
        for command in screen.commands:
            for key in command.KEYS.split(","):
                rows.setdefault((key, command.verb()), {})[screen.id] = command.NAME
    shared = {key: names for key, names in rows.items() if len(names) > 1}
    header = ("Key", "Means", *(screen.title for screen in SCREENS))
    yield from _table(
        header,
        [
            (f"`{shown_key(key)}`", verb, *(names.get(screen.id, "") for screen in SCREENS))
            for (key, verb), names in shared.items()
        ],
    )


def _section(title: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield from _table(("Key", "What it does"), rows)


def _of_commands(commands: Iterable[type[Command]]) -> Iterator[tuple[str, str]]:
    for command in commands:
        binding = command.binding()
        yield _keys_of(binding), binding.tooltip


def _bindings_of(dialog: type[RecordsDialog[Any]]) -> Iterable[BindingType]:
    """The keys of a dialog of records, those of its bases first; what it declares itself takes their place."""
    bases = [one for one in reversed(dialog.__mro__) if issubclass(one, RecordsDialog)]
    return {one.key: one for base in bases for one in vars(base).get("BINDINGS", ())}.values()


def _of_bindings(bindings: Iterable[object]) -> Iterator[tuple[str, str]]:
    for binding in bindings:
        if isinstance(binding, Binding):
            yield _keys_of(binding), binding.description


def _keys_of(binding: Binding) -> str:
    keys = (key.strip() for key in binding.key.split(","))
    return ", ".join(f"`{shown_key(key)}`" for key in keys)


# Command line


def _cli() -> Iterator[str]:
    yield from (_GENERATED, "", "# Command line", "")
    yield "Options of `csm-tui` itself stand before the command: `csm-tui --demo portfolio --json`."
    yield from _command(program, "csm-tui", None)
    yield from ("", "## Exit codes", "")
    yield from _table(("Code", "Meaning"), _CODES)
    yield from ("", "The forms of all JSON answers are in [json.md](json.md).", "")


def _command(command: click.Command, path: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=path.split()[-1], parent=parent, **command.context_settings)
    yield from ("", f"## {path}", "", f"    {' '.join([path, *command.collect_usage_pieces(context)])}", "")
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    examples = EXAMPLES.get(path.partition(" ")[2])
    if examples:
        yield from ("", "For example:", "", *(f"    {example}" for example in examples))
    rows = [_option(option, context) for option in command.get_params(context) if isinstance(option, click.Option)]
    if rows:
        yield ""
        yield from _table(("Option", "Meaning"), rows)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _command(below, f"{path} {name}", context)


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names, text = option.get_help_record(context) or ("", "")
    if isinstance(option.type, click.Choice):
        names = f"{', '.join(option.opts)} COLUMN" if option.name == "column" else ", ".join(option.opts)
        chosen = "" if option.required else f"; {option.default} by default"
        text = f"{text} One of {', '.join(map(str, option.type.choices))}{chosen}."
    notes = [text]
    if option.multiple:
        notes.append("May be given more than once.")
    if isinstance(option.envvar, str):
        notes.append(f"Also from the environment: `{option.envvar}`.")
    return f"`{names}`", " ".join(notes)


# The example of a quarter


def _example_quarter() -> Iterator[str]:
    """The draft for the fifteen clients of the demo with nothing planned, as of a fixed day."""
    demo = demo_workspace(_EXAMPLE_DAY)
    book = demo.with_records(removed=demo.table(Activity).records.values())
    quarter = Quarter(_EXAMPLE_DAY)
    found = draft(book, _EXAMPLE_DAY, quarter, book.settings.plan.size, read_playbook(usual_plays()).plays)
    plan, room = found.plan_with(), found.room()
    hours = sum(one.hours for one in found.activities)
    yield from (_GENERATED, "", "# A drafted quarter", "")
    yield (
        f"What `csm-tui plan draft` proposes on {day_in_words(_EXAMPLE_DAY)} for the fifteen clients of the demo, if"
        f" nothing is planned yet: {len(found.activities)} activities in {shown_hours(hours)} h, of which the quarter"
        f" has {shown_hours(hours + room.hours)}. Names, figures and days are those of the clients; the wording comes"
        " from the plays, which you can change."
    )
    for line in found.lines:
        yield from _drafted(line, plan)
    yield from ("", "## Left out", "")
    yield from _table(
        ("Client", "Play", "Why not"),
        [(one.row.client.name, one.play.title if one.play else "", one.why) for one in found.left_out],
    )
    yield from ("", "## The audit of this plan", "")
    checks = audit(plan, book, time_budget(book, quarter), _EXAMPLE_DAY)
    yield from _table(("Check", "Held", "What it says"), [(one.check, _held(one.ok), one.detail) for one in checks])
    yield ""


def _held(ok: bool) -> str:
    return "yes" if ok else "no"


def _drafted(line: DraftLine, plan: Plan) -> Iterator[str]:
    size = f"the first {len(line.activities)} of {line.whole} activities" if line.shortened else "the whole play"
    yield from ("", f"## {line.row.client.name}: {line.play.title}", "")
    yield line.activities[0].purpose
    yield from ("", f"{line.activities[0].notes}  ", f"Taken: {size}, {shown_hours(line.hours)} h.")
    for one in line.activities:
        after = ", ".join(plan.references(one.dependencies))
        by = "the quarter's end" if one.deadline is None else day_in_words(one.deadline)
        wait = f", after {after}" if after else ""
        yield from ("", f"**{one.reference}**, {shown_hours(one.hours)} h by {by}{wait}:")
        yield f"{one.description}  "
        yield f"*Result:* {one.results}  "
        yield f"*Judged by:* {one.measurement}"


# All


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---"] * len(header))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def run(arguments: Sequence[str], folder: Path = FOLDER) -> int:
    """Write the pages into a folder, or compare them; the exit code."""
    stale = []
    for name, text in pages().items():
        path = folder / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        done = "is stale: run python docs/generate.py" if "--check" in arguments else "written"
        sys.stderr.write(f"docs/{name} {done}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
