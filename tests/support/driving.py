"""Drives the app as a user would, and reads what it shows and says."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Select, TextArea

from csm_tui.app import CsmApp
from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.shell.welcome import Welcome
from csm_tui.session.announcement import Saving
from csm_tui.session.demo.demo import demo_workspace
from csm_tui.session.opening import open_workspace
from csm_tui.session.session import Session
from csm_tui.session.user_files.preferences_file import PreferencesFile
from csm_tui.session.workspace_file.workspace_documents import writes
from csm_tui.storage.file.database import Database
from csm_tui.widgets.form.form import FieldRow
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.table.grid_table import GridTable
from tests.support.pilot import PATIENCE_SECONDS

TODAY = date(2026, 3, 2)
WIDE, SMALL = (120, 40), (80, 24)


def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def client(name: str, on: date = TODAY, **fields: Any) -> Client:
    """A client whose fields were entered on a day."""
    return with_entries(Client(name=name), fields, on)


def fill(path: Path, records: Iterable[Entity], settings: Settings | None = None) -> None:
    """Put clients and other records into a workspace file."""
    workspace = Workspace().with_records(records)
    if settings is not None:
        workspace = workspace.with_settings(settings)
    Database(path, now).save(lambda _: writes(Workspace(), workspace))


def fill_demo(path: Path) -> None:
    fill(path, demo_workspace(TODAY).clients.values())


def fill_whole_demo(path: Path) -> None:
    """The demo with all that belongs to its clients: touchpoints, plan, evaluations."""
    demo = demo_workspace(TODAY)
    fill(path, (one for table in demo.tables.values() for one in table.records.values()), demo.settings)


def reread(path: Path) -> Workspace:
    """What a program that starts now finds."""
    return open_workspace(path, lambda: TODAY, now).workspace


class WatchedApp(CsmApp):
    """The app as over SSH, where nothing is animated, with everything it said to the user kept."""

    def __init__(self, path: Path, change: Callable[[Session], None] = lambda _: None) -> None:
        self.said: list[str] = []

        def opened(deliver: Any) -> Session:
            session = open_workspace(path, lambda: TODAY, now, deliver)
            change(session)
            return session

        super().__init__(opened, PreferencesFile(path.parent / "config.toml"))
        self.animation_level = "none"

    def notify(self, message: str, **options: Any) -> None:
        self.said.append(message)
        super().notify(message, **options)


class User:
    """Hands and eyes of a test."""

    def __init__(self, app: WatchedApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    # Hands

    async def press(self, *keys: str) -> None:
        """Keys typed one right behind the other."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    async def paste(self, text: str) -> None:
        """All at once, as from the clipboard."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], object]) -> None:
        """Go on as soon as it holds; fail if it never does. Only asked while the app is at rest: a screen that comes
        meanwhile has all its widgets then.
        """
        end = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        await self.pilot.pause()
        while not holds():
            assert asyncio.get_running_loop().time() < end, f"in vain; shown:\n{self.shown}\nsaid: {self.app.said}"
            await asyncio.sleep(0.005)
            await self.pilot.pause()

    async def saved(self) -> None:
        await self.until(lambda: self.session.saving is Saving.SAVED)

    async def enter_filter(self, text: str) -> None:
        """Filter by this and nothing else; the filter line is open."""
        self.screen.query_one("#filter", Input).clear()
        await self.paste(text)

    # Eyes

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    @property
    def table(self) -> BandTable:
        return self.app.portfolio.table

    @property
    def said(self) -> list[str]:
        return self.app.said

    @property
    def shown(self) -> str:
        """The screen as text."""
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def names(self) -> list[str]:
        """The clients in the table, in order."""
        return [self.session.workspace.clients[str(key)].name for key in self.table.keys]

    @property
    def under_cursor(self) -> Client:
        return self.session.workspace.clients[str(self.table.cursor_key)]

    @property
    def status(self) -> str:
        """The file and its state, in full."""
        return self.app.front.top.state

    @property
    def place(self) -> str:
        """Where the cursor stands among the rows, and how many are marked."""
        return self.app.front.keys.place

    def named(self, name: str) -> Client:
        found = self.session.workspace.named(name)
        assert found is not None, f"there is no client {name}"
        return found

    def go_to(self, name: str) -> None:
        assert self.table.move_to(self.named(name).id)

    # The form

    @property
    def form(self) -> RecordForm[Any]:
        assert isinstance(self.screen, RecordForm), self.screen
        return self.screen

    def row(self, field: str) -> FieldRow:
        return self.form.query_one(f"#row-{field}", FieldRow)

    def message(self, field: str) -> str:
        return self.row(field).message

    def wrong(self) -> dict[str, str]:
        """The messages of the fields that are wrong, by field."""
        return {row.field.name: self.message(row.field.name) for row in self.form.query(FieldRow) if row.problem}

    async def enter(self, **texts: str) -> None:
        """Put texts into fields in place of what stands there."""
        for field, text in texts.items():
            match self.row(field).editor:
                case Select() as choice:
                    choice.value = text or Select.NULL
                case TextArea() as area:
                    area.text = text
                case Input() as line:
                    line.replace(text, 0, len(line.value))
        await self.pilot.pause()


@asynccontextmanager
async def using(
    path: Path,
    size: tuple[int, int] = WIDE,
    change: Callable[[Session], None] = lambda _: None,
    *,
    welcome: bool = False,
) -> AsyncIterator[User]:
    """A user before the app, which has a workspace open. `welcome` leaves open what a first start shows."""
    app = WatchedApp(path, change)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        user = User(app, pilot)
        if app.session.file.is_new or isinstance(user.screen, Welcome):
            await user.until(lambda: isinstance(user.screen, Welcome))
            if not welcome:
                await user.press("escape")
        yield user
    app.session.close()


def columns_in_sight(table: GridTable) -> range:
    """The numbers of the visible columns, without that of the names."""
    slots = table._painter.layout(table._width).slots
    return range(slots[1].column, slots[-1].column + 1) if len(slots) > 1 else range(0)
