"""What all commands share: the options, the session that they open, and the answer as they ask for it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import click

from csm_tui.cli.output.messages import say, warn, warn_of_faults
from csm_tui.domain.text import escaped, safe_text

if TYPE_CHECKING:
    from csm_tui.domain.workspace import Workspace
    from csm_tui.planning.playbooks.playbook import Playbook
    from csm_tui.session.session import Deliver, Session
    from csm_tui.session.user_files.plays_file import PlaysFile
    from csm_tui.session.user_files.preferences_file import PreferencesFile
    from csm_tui.session.workspace_file.maintenance import Maintenance


class Refusal(click.ClickException):
    """The answer is no: exit code 1 and one line that says why."""


class ShownWorkspace(Protocol):
    """What an answer is made of: an open session, or the demo, which no file keeps."""

    @property
    def workspace(self) -> "Workspace": ...
    @property
    def today(self) -> Callable[[], date]: ...


class _Demo(NamedTuple):
    workspace: "Workspace"
    today: Callable[[], date]


@dataclass
class Options:
    """The options before the command, and how far it came: `done` once it has changed something."""

    workspace: Path | None = None
    today: date | None = None
    demo: bool = False
    json: bool = False
    excel: bool = False
    answered: bool = False
    done: bool = False

    def clock(self) -> Callable[[], date]:
        """The one place that reads the clock, unless a day was given.

        Raises:
            Refusal: the clock is so wrong that nothing can be reckoned by it. Where it goes wrong later, the nearest
                day counts.
        """
        from csm_tui.domain.values.time.days import nearest_day, within_reach

        fixed = self.today
        if fixed is not None:
            return lambda: fixed
        try:
            within_reach(date.today())
        except ValueError as error:
            raise Refusal(f"the clock of this computer says {date.today()}: {error}") from None
        return lambda: nearest_day(date.today())

    def open_session(self, deliver: "Deliver | None" = None) -> "Session":
        """The workspace that was asked for.

        Raises:
            StorageError: it cannot be read at all.
        """
        from csm_tui.session.opening import open_workspace

        self._make_private()
        session = open_workspace(self._path, self.clock(), _now, deliver)
        if deliver is None:
            session.announce = lambda said: warn(said.message) if said.message else None
        return session

    def open_to_show(self) -> ShownWorkspace:
        """The workspace that was asked for, with a warning beside the answer if it is not sound.

        Raises:
            StorageError: it cannot be read at all.
        """
        if self.demo:
            from csm_tui.session.demo.demo import demo_workspace

            today = self.clock()
            return _Demo(demo_workspace(today()), today)
        session = self.open_session()
        warn_of_faults(session)
        return session

    def open_demo(self, deliver: "Deliver | None" = None) -> "Session":
        """A throw-away copy of the demo, whatever workspace was asked for."""
        from csm_tui.session.opening import lay_demo, open_workspace

        return open_workspace(lay_demo(self.clock()(), _now), self.clock(), _now, deliver)

    def workspace_to_read(self) -> "Workspace":
        """The workspace that was asked for, without a word and without touching anything on the disk.

        Raises:
            StorageError: it cannot be read at all.
        """
        if self.demo:
            return self.open_to_show().workspace
        from csm_tui.session.opening import open_workspace

        return open_workspace(self._path, self.clock(), _now).workspace

    def preferences(self) -> "PreferencesFile":
        """The file of the person's own settings."""
        from csm_tui.session.user_files.preferences_file import PreferencesFile

        return PreferencesFile(_config_path(), keeps=not self.demo)

    def plays_file(self) -> "PlaysFile":
        """The file of the person's own plays."""
        from csm_tui.session.user_files.plays_file import NAME, PlaysFile

        return PlaysFile(_config_path().with_name(NAME))

    def playbook(self) -> "Playbook":
        """The plays, those of the person's own file among them; what is wrong in that is said beside the answer."""
        file = self.plays_file()
        book = file.book()
        for problem in book.problems:
            warn(f"in {file.path}: {problem}")
        return book

    def maintenance(self) -> "Maintenance":
        """The maintenance of the workspace's file, made private to its owner before."""
        from csm_tui.session.opening import open_maintenance

        self._make_private()
        return open_maintenance(self._path, _now)

    def backup_names(self) -> list[str]:
        """The names of the backups, newest first, without touching anything on the disk.

        Raises:
            StorageError: they cannot be read.
        """
        from csm_tui.session.opening import open_maintenance

        return [] if self.demo else [one.name for one in open_maintenance(self._path, _now).backups()]

    def _make_private(self) -> None:
        from csm_tui.session.opening import make_private

        for path in make_private(self._path, _now):
            warn(f"{path} could be read by others; now it is yours alone")

    @cached_property
    def _path(self) -> Path:
        if self.demo:
            from csm_tui.session.opening import lay_demo

            return lay_demo(self.clock()(), _now)
        return self.workspace or default_workspace()


def _now() -> datetime:
    return datetime.now().astimezone()


def default_workspace() -> Path:
    """The workspace in the platform's data folder."""
    import platformdirs

    return platformdirs.user_data_path("csm-tui", appauthor=False) / "workspace.json"


def _config_path() -> Path:
    """The file of the person's own settings, in the platform's folder of settings unless another one is named."""
    named = os.environ.get("CSM_TUI_CONFIG")
    if named:
        from csm_tui.cli.file_parameter import path_of

        return path_of(named, "CSM_TUI_CONFIG")
    import platformdirs

    return platformdirs.user_config_path("csm-tui", appauthor=False) / "config.toml"


def _note_json(context: click.Context, _parameter: click.Parameter, wanted: bool) -> bool:
    if wanted:
        context.find_object(Options).json = True  # type: ignore[union-attr]
    return wanted


def _note_excel(context: click.Context, _parameter: click.Parameter, wanted: bool) -> bool:
    if wanted:
        context.find_object(Options).excel = True  # type: ignore[union-attr]
    return wanted


for_excel = click.option(
    "--excel", is_flag=True, expose_value=False, callback=_note_excel,
    help="Begin CSV with a byte order mark, by which Excel reads all letters right.",
)  # fmt: skip
as_json = click.option("--json", "json", is_flag=True, expose_value=False, callback=_note_json, help="Answer as JSON.")
pass_options = click.make_pass_decorator(Options)


def answer(options: Options, data: Any, text: str) -> None:
    """Write the answer: the data as one JSON document if asked for, else the text."""
    options.answered = True
    if options.json:
        import orjson

        say(escaped(orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS).decode()), "utf-8")
    else:
        say("\n".join(map(safe_text, text.split("\n"))))
