"""The command line: opens the app, or answers one question and leaves."""

import importlib
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from csm_tui import __version__
from csm_tui.cli.completion import COMPLETION_VARIABLE
from csm_tui.cli.examples import with_examples
from csm_tui.cli.options import Options, answer, pass_options
from csm_tui.cli.output.messages import message_line, say, warn
from csm_tui.cli.output.streams import Unshown, guard_streams
from csm_tui.ending import INTERNAL_ERROR

_COMMANDS = {
    "backup": "csm_tui.cli.commands.workspace.maintenance:backup",
    "calendars": "csm_tui.cli.commands.exchange.calendars:calendars",
    "candidates": "csm_tui.cli.commands.portfolio.triage:candidates",
    "changes": "csm_tui.cli.commands.portfolio.changes:changes",
    "check": "csm_tui.cli.commands.workspace.maintenance:check",
    "client": "csm_tui.cli.commands.portfolio.clients:client_page",
    "completion": "csm_tui.cli.commands.completion:completion",
    "evaluations": "csm_tui.cli.commands.engagements.evaluations:evaluations",
    "export": "csm_tui.cli.commands.exchange.exporting:export_group",
    "follow-ups": "csm_tui.cli.commands.portfolio.clients:follow_ups",
    "import": "csm_tui.cli.commands.exchange.importing:import_group",
    "lessons": "csm_tui.cli.commands.engagements.lessons:lessons",
    "mend": "csm_tui.cli.commands.workspace.mending:mend",
    "personal": "csm_tui.cli.commands.personal.page:personal",
    "plan": "csm_tui.cli.commands.plan.plan:plan",
    "plays": "csm_tui.cli.commands.portfolio.triage:plays",
    "portfolio": "csm_tui.cli.commands.portfolio.portfolio:portfolio",
    "present": "csm_tui.cli.commands.engagements.present:present",
    "renewals": "csm_tui.cli.commands.portfolio.renewals:renewals",
    "report": "csm_tui.cli.commands.exchange.reporting:report_group",
    "restore": "csm_tui.cli.commands.workspace.maintenance:restore",
    "risk": "csm_tui.cli.commands.portfolio.recording:risk",
    "roadmap": "csm_tui.cli.commands.engagements.roadmap:roadmap",
    "score": "csm_tui.cli.commands.portfolio.recording:score",
    "settings": "csm_tui.cli.commands.workspace.settings:settings",
    "today": "csm_tui.cli.commands.today:today_page",
    "totals": "csm_tui.cli.commands.portfolio.portfolio:totals",
    "triage": "csm_tui.cli.commands.portfolio.triage:triage",
    "touch": "csm_tui.cli.commands.portfolio.recording:touch",
}


class _LazyGroup(click.Group):
    """Loads a command's module when the command is asked for, so that none costs the start of another."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def shell_complete(self, context: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """By name alone: to say in a word what each does would load all of them."""
        names = [CompletionItem(name) for name in _COMMANDS if name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, context, incomplete)]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[name].split(":")
        return with_examples(getattr(importlib.import_module(module), attribute), name)


def _read_day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no date like 2027-03-01") from None
    from csm_tui.domain.values.time.days import within_reach

    try:
        return within_reach(day)
    except ValueError as error:
        raise click.BadParameter(f"{day}: {error}") from None


def _read_path(context: click.Context, parameter: click.Parameter, text: str | None) -> Path | None:
    if text is not None and not text.strip():
        raise click.BadParameter("--workspace names no file")
    typed = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    if typed and context.params.get("demo") and not context.resilient_parsing:
        warn("--demo works on a copy of its own; --workspace is not used")
    if text is None:
        return None
    from csm_tui.cli.file_parameter import path_of  # loaded where a file is named

    return path_of(text, "--workspace")


def _complete_path(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    from csm_tui.cli.file_parameter import complete_file

    return complete_file(context, parameter, typed)


def _say_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from csm_tui.textual_patches.versions import warning

    say(f"csm-tui, version {__version__}")
    untried = warning()
    if untried is not None:
        warn(untried)
    context.exit()


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--workspace",
    callback=_read_path,
    envvar="CSM_TUI_WORKSPACE",
    metavar="FILE",
    help="The file to work on.",
    shell_complete=_complete_path,
)
@click.option("--today", callback=_read_day, envvar="CSM_TUI_TODAY", metavar="DATE", help="Take DATE for today.")
@click.option("--demo", is_flag=True, is_eager=True, help="Work on a throw-away copy of the demo: 15 clients.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version and exit.",
)
@pass_options
@click.pass_context
def main(context: click.Context, options: Options, workspace: Path | None, today: date | None, demo: bool) -> None:
    """Customer success from the terminal. Without a command the app opens."""
    options.workspace, options.today, options.demo = workspace, today, demo
    if context.invoked_subcommand is None:
        context.exit(_open_app(options))


with_examples(main, "")


def _open_app(options: Options) -> int:
    # The keys come from the first, the screen is drawn on the last.
    if any(stream is None or not stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise click.UsageError("the app needs a terminal; for a pipe name a command, such as csm-tui portfolio")
    from csm_tui.running import run_app

    return run_app(options.open_session, options.open_demo, options.preferences())


def run() -> None:
    """Carry out the command line and end with its exit code."""
    guard_streams()
    if COMPLETION_VARIABLE in os.environ:
        offer_completions()
    sys.exit(_run(Options()))


def offer_completions() -> None:
    """Nothing is said beside completions: it would stand in the middle of what somebody types."""
    from csm_tui.cli.completion.shells import offer_completion

    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    offer_completion()


def _run(options: Options) -> int:
    try:
        return main.main(prog_name="csm-tui", obj=options, standalone_mode=False) or 0
    except click.UsageError as error:
        return _fail(options, error.format_message(), 2)
    except click.ClickException as error:
        return _fail(options, error.format_message(), 1)
    except click.Abort:
        return 130
    except Unshown as error:
        return _unshown(options, str(error), 1)
    except Exception as error:
        return _fail_on(options, error)


def _fail_on(options: Options, error: Exception) -> int:
    """Say in one line what stopped the program. A traceback would print customers' text."""
    from traceback import extract_tb

    from csm_tui.session.errors import Conflict, Damaged, StorageError

    if isinstance(error, Damaged):
        return _fail(options, f"{str(error).rstrip('.')}. csm-tui check says more.", 1)
    if isinstance(error, Conflict | StorageError):
        return _fail(options, str(error), 1)
    where = extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}:{where.lineno}"
    fault = f"internal error: {type(error).__name__} in {place}{_settings_below()}"
    return _unshown(options, fault, INTERNAL_ERROR) if options.done else _fail(options, fault, INTERNAL_ERROR)


def _settings_below() -> str:
    """Variables that Textual reads, any of which may be the reason: it does not say which one is wrong."""
    names = sorted(name for name in os.environ if name.startswith("TEXTUAL_"))
    return f" (with {', '.join(names)} set)" if names else ""


def _fail(options: Options, message: str, code: int) -> int:
    warn(message)
    if options.json and not options.answered and code != 2:
        with suppress(Unshown):  # it was said on standard error
            answer(options, {"error": message_line(message)}, "")
    return code


def _unshown(options: Options, why: str, code: int) -> int:
    """Say that there is no answer, and whether that is all that is missing: what was done is not to be done twice."""
    warn(f"done, but could not be shown: {why}" if options.done else f"the answer could not be shown: {why}")
    return code
