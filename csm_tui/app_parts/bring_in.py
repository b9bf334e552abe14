"""Bringing a file in, from whatever screen: its contents say what it is, and that decides who takes it in."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from csm_tui.app_parts.open_conflicts import OpenConflicts
from csm_tui.domain.text import safe_text
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.forms.import_draft import DECIDED, IMPORT
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.widgets.guard import guarded

if TYPE_CHECKING:  # loaded when the first file is brought in
    from csm_tui.domain.records.engagements.roadmap import Roadmap
    from csm_tui.exchange.file_kinds import FileKind
    from csm_tui.forms.definitions.import_form import ImportPlace, ImportRequest
    from csm_tui.screens.dialogs.forms.record_form import Typed
    from csm_tui.screens.matching.decisions import Decisions
    from csm_tui.screens.matching.outcome import MatchOutcome, Taken
    from csm_tui.session.drafts.draft import Draft
    from csm_tui.session.user_files.recent_files import RecentFiles

Then = Callable[[], object]


class BringIn(OpenConflicts):
    """The way of a file into the workspace: a form asks for it, then it is looked through and taken in, or not."""

    recent_files: "RecentFiles"

    async def do_import(self) -> None:
        await self.bring_in()

    async def go_back_to(self, parent: str) -> None:
        """Go to where a file was asked for, as its draft names the place; "" is anywhere."""
        screen_id, _, about = parent.partition(" ")
        if screen_id == "roadmap":
            await self.open_roadmap(about)
            await self.front.ready.wait()
        elif screen_id:
            await self.go_to_quarter(screen_id, Quarter(date.fromisoformat(about)))

    async def go_to_quarter(self, screen_id: str, quarter: Quarter | None) -> None:
        """Go to the plan or the calendar, and to a quarter there."""
        from csm_tui.screens.base.quarter_screen import QuarterScreen

        await self.do_go(screen_id)
        front = self.front
        assert isinstance(front, QuarterScreen)
        await front.ready.wait()
        if quarter is not None:
            front.show_quarter(quarter)

    async def bring_in(self, done: Then = lambda: None, refused: str = "") -> None:
        """Ask for a file and take it in; then call `done`. `refused`: why the file that was named could not be read."""
        from csm_tui.forms.definitions.import_form import import_form

        spec = import_form(self.session.workspace, self.session.today(), self._place())

        def named(typed: "Typed[ImportRequest]") -> None:
            if typed.result is not None:
                _FileOnItsWay(self, typed.result, spec.record, done).look()

        await self.front.open_form(spec, named, refused)

    def _place(self) -> "ImportPlace | None":
        """Where a file belongs that is asked for on the screen in front; None for anywhere."""
        from csm_tui.forms.definitions.import_form import ROADMAP, ImportPlace

        roadmap, quarter = roadmap_in(self), quarter_in(self)
        if roadmap is not None:
            return ImportPlace(ROADMAP, roadmap.id, roadmap.title)
        return None if quarter is None else ImportPlace(self.current_mode, quarter.start.isoformat(), quarter.title)


def quarter_in(app: BringIn) -> Quarter | None:
    """The quarter that the screen in front shows; None if it shows none."""
    from csm_tui.screens.base.quarter_screen import QuarterScreen

    return app.front.quarter if isinstance(app.front, QuarterScreen) else None


def roadmap_in(app: BringIn) -> "Roadmap | None":
    """The roadmap that the screen in front is about; None if it is about none."""
    from csm_tui.screens.roadmap.roadmap_screen import RoadmapScreen
    from csm_tui.screens.roadmap.roadmaps_screen import RoadmapsScreen

    front = app.front
    if isinstance(front, RoadmapScreen):
        return front.roadmap
    return front.row.roadmap if isinstance(front, RoadmapsScreen) and front.table.cursor_key is not None else None


class _FileOnItsWay:
    """One file from the form to the change that it makes. Its draft stays until that is saved."""

    def __init__(self, app: BringIn, request: "ImportRequest", record: str, done: Then) -> None:
        """`record` names the draft."""
        self._app = app
        self._request = request
        self._record = record
        self._quarter = quarter_in(app)
        self._done = done
        self._name = safe_text(request.file.name)
        self._data = b""
        self._roadmap = roadmap_in(app)

    def look(self) -> None:
        """Read the file and show what it would change."""
        from csm_tui.exchange.file_kinds import FileKind, is_calendar
        from csm_tui.screens.matching.decisions import read_decisions
        from csm_tui.screens.matching.match_dialog import MatchDialog
        from csm_tui.screens.matching.tables import FileSource, reader_of
        from csm_tui.session.user_files.files import read_file

        try:
            self._data = read_file(self._request.file)
        except ValueError as error:
            self._refuse(f"{self._name} cannot be read: {error}")
            return
        session, request = self._app.session, self._request
        if request.kind is FileKind.CALENDAR or (request.kind is None and is_calendar(self._data)):
            self._app.call_later(self._looked, FileKind.CALENDAR)
            return
        workspace, today = session.workspace, session.today()
        plan = plan_of(workspace, self._quarter or present_quarter(workspace.settings, today))
        source = FileSource(self._name, self._data, request.as_of, today, workspace, plan, self._roadmap)
        read = reader_of(source, request.kind, self._likely, Path(request.file.name).suffix)
        decisions = read_decisions(request.decided)
        self._app.push_screen(MatchDialog(self._name, read, decisions, self._app.glyphs, self._keep), self._looked)

    @property
    def _likely(self) -> "FileKind":
        """What a table is that may be several things: what the screen in front shows."""
        from csm_tui.exchange.file_kinds import FileKind

        if self._app.front.SPEC.id == "personal":
            return FileKind.ASPECTS
        if self._roadmap is not None:
            return FileKind.CASH_FLOW
        return FileKind.PLAN if self._quarter else FileKind.CLIENTS

    async def _looked(self, outcome: "MatchOutcome | None") -> None:
        """Go on with what became of it in the dialog."""
        from csm_tui.exchange.file_kinds import FileKind
        from csm_tui.screens.matching.outcome import ChooseAgain, Taken
        from csm_tui.screens.matching.reader import Unread

        if isinstance(outcome, Unread):
            self._refuse(f"{self._name}: {outcome.why}")
            return
        self._app.recent_files.note(self._request.file)
        match outcome:
            case Taken():
                self._take(outcome)
            case ChooseAgain():
                self._app.call_later(self._app.bring_in, self._done)
            case FileKind.CALENDAR:  # which may take a while
                self._app.run_worker(self._hand_on(self._take_calendar), exclusive=True, group="file")
            case FileKind.ASPECTS:
                await self._hand_on(self._take_aspects)
            case FileKind.RATING:
                await self._hand_on(self._take_rating)
            case FileKind.CASH_FLOW:
                await self._ask_roadmap()
            case _:
                self._leave()

    # What becomes of it

    def _take(self, taken: "Taken") -> None:
        from csm_tui.screens.matching.match_lines import taken_message

        with self._saying("taken in"):
            if self._app.front.apply(taken.looked.change(taken.out), self._draft):
                self._app.notify(taken_message(taken.looked, taken.out), markup=False)
                self._done()

    def _leave(self) -> None:
        """Keep what was decided; a file that was only looked at leaves nothing behind."""
        draft = self._draft
        if draft is not None and draft.texts.get(DECIDED):
            self._app.notify("Not taken in; what you decided is kept: I goes on with it")
        else:
            self._drop()

    def _refuse(self, why: str) -> None:
        """Ask again, with all that was typed, and say why."""
        self._app.notify(why, severity="error", markup=False)
        self._app.call_later(self._app.bring_in, self._done, why)

    async def _hand_on(self, take: Callable[[], Awaitable[None]]) -> None:
        """Let another screen take in what is no table."""
        from csm_tui.exchange.tables import FileRefused

        with self._saying("read"):
            try:
                await take()
            except FileRefused as error:
                self._refuse(f"{self._name}: {error}")
            else:
                self._drop()

    async def _take_calendar(self) -> None:
        from csm_tui.screens.calendar.appointments import take_calendar
        from csm_tui.screens.calendar.grid_screen import GridScreen

        if not isinstance(self._app.front, GridScreen):
            await self._app.go_to_quarter("calendar", self._quarter)
        assert isinstance(self._app.front, GridScreen)
        await take_calendar(self._app.front, self._request.file, self._data, self._done)

    async def _take_aspects(self) -> None:
        from csm_tui.screens.personal.aspect_import import look_at_aspects

        look_at_aspects(self._app.front, self._name, self._data, self._done)

    async def _take_rating(self) -> None:
        from csm_tui.screens.personal.rating_import import look_at_rating

        look_at_rating(self._app.front, self._request.file, self._data, self._done)

    async def _ask_roadmap(self) -> None:
        """Ask whose cash flow it is, then look at it anew."""
        from csm_tui.screens.roadmap.roadmap_finder import RoadmapFinder

        async def take(roadmap: "Roadmap | None") -> None:
            if roadmap is not None:
                self._roadmap = roadmap
                self.look()

        await self._app.push_screen(RoadmapFinder(self._app.session.workspace, self._app.glyphs), take)

    @contextmanager
    def _saying(self, step: str) -> Iterator[None]:
        """Whatever is raised inside is said, with what was being done to the file."""
        problems: dict[str, str] = {}
        with guarded(problems, self._name, step):
            yield
        for problem in problems.values():
            self._app.notify(f"{self._name}: {problem}", severity="error", markup=False)

    # What was typed and decided

    @property
    def _draft(self) -> "Draft | None":
        return self._app.session.drafts.get(IMPORT, self._record)

    def _keep(self, decisions: "Decisions") -> None:
        """Keep what was decided in the draft of the form, which is there still."""
        draft, drafts = self._draft, self._app.session.drafts
        if draft is not None:
            at = self._app.session.now().isoformat(timespec="seconds")
            drafts.note(replace(draft, texts={**draft.texts, DECIDED: decisions.written()}, at=at))

    def _drop(self) -> None:
        self._app.session.drafts.drop(IMPORT, self._record)
