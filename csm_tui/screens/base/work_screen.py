"""The base of all screens: they show the workspace of the session and turn commands into changes."""

from abc import abstractmethod
from asyncio import Event
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from csm_tui.commands.anywhere import ANYWHERE, Mend, Quit
from csm_tui.commands.base import Context, Need
from csm_tui.commands.screens import ScreenSpec
from csm_tui.screens.app_protocol import app_of, attempt
from csm_tui.screens.base.command_host import CommandHost
from csm_tui.screens.cells.file_state import file_state_text
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.announcement import Saving
from csm_tui.session.changes import Change
from csm_tui.session.session import Session
from csm_tui.textual_patches.screen import PatchedScreen
from csm_tui.widgets.guard import guarded
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.top_bar import TopBar

if TYPE_CHECKING:  # dialogs are loaded when they are first opened: the start does not wait for them
    from csm_tui.forms.form_spec import FormSpec, Result
    from csm_tui.forms.ground import Ground
    from csm_tui.screens.dialogs.forms.record_form import Typed
    from csm_tui.session.drafts.draft import Draft


Done = Callable[[], str | None]
"""Called when a form was saved; returns what else is to be known, if anything is."""


class WorkScreen(CommandHost, PatchedScreen[None]):
    """A screen that is not a dialog. It stores no data of its own, but derives everything from the workspace."""

    SPEC: ClassVar[ScreenSpec]

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__()
        self.session = session
        self.glyphs = glyphs
        self.top = TopBar()
        self.keys = KeyBar(
            marked={one.ID: one.MARKED for one in self.COMMAND_TYPES if one.MARKED},
            last={one.ID for one in self.COMMAND_TYPES if one.LAST},
        )
        self.keys.fits = self.fits
        self.ready = Event()
        """Set when the screen is shown for the first time; commands wait for it."""

    @property
    def context(self) -> Context:
        return self

    @property
    def read_only(self) -> str | None:
        return self.session.file.read_only

    @property
    def listed_clients(self) -> Sequence[str]:
        """The ids of the clients that it lists, in their order; none if it lists none."""
        return ()

    def show_client(self, client_id: str) -> None:
        """Put the cursor on a client, if it lists clients."""

    def has(self, need: Need) -> bool:
        """Whether there is something of this kind for a command to work on."""
        match need:
            case "undo":
                return self.session.can_undo
            case "redo":
                return self.session.can_redo
        return False

    def fits(self, identity: str | None) -> bool:
        """Whether a command can run now, so that the bar names its key; if it cannot it still says why.

        The key that goes back is named by what does so here, and leaves the program on no screen above another one.
        """
        if identity == Quit.ID:
            return len(self.app.screen_stack) == 1
        command = next((one for one in (*self.COMMAND_TYPES, *ANYWHERE) if identity == one.ID), None)
        return command is None or command.reason(self) is None

    @property
    def client_at(self) -> str:
        """The id of the client under the cursor, "" for none."""
        return ""

    async def action_perform(self, identity: str, *numbers: int) -> None:
        """Carry out a command, once the screen is shown."""
        await self.ready.wait()
        await super().action_perform(identity, *numbers)

    @abstractmethod
    def show_workspace(self) -> None:
        """Show the workspace as it is now, after a change or on a new day."""

    def begin(self) -> None:
        """Show the screen for the first time, and let commands run. Each screen ends its `on_mount` with it."""
        self.ready.set()
        self.show_again()

    def show_again(self) -> None:
        """Show the workspace and its state as they are now, if the screen was ever shown."""
        if self.ready.is_set():
            self.show_workspace()
            self.show_status()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        self.show_again()

    def frame(self) -> Iterator[Widget]:
        """The top bar and the key bar, which every screen yields in `compose`."""
        yield self.top
        yield self.keys

    def show_state(self) -> None:
        """Show whether all is saved, if that is not what is shown: it may change without any change of the records."""
        if self.ready.is_set() and not self.top.state.endswith(file_state_text(self.session).text):
            self.show_status()

    def show_status(self) -> None:
        """Show which screen this is, and whether all is saved."""
        at, said = app_of(self.app), file_state_text(self.session)
        state = [(self.session.path.name, "dim"), (f" {self.glyphs.dot} {said.text}", said.style)]
        why = f"{said.brief}: {Mend.shown_keys(at.preferences.keys)} says why"
        self.keys.draw_again()
        self.top.show_screens(at.screens, at.place, state, [(why, said.style)] if said.brief else state)

    @on(TopBar.Asked)
    def _go(self, event: TopBar.Asked) -> None:
        """Go to another screen. The app must do it, as a screen cannot await its own removal."""
        if event.entry:
            self.app.call_later(app_of(self.app).action_perform, event.entry)
        else:
            self.app.notify(self.top.state, markup=False)

    async def do_back(self) -> None:
        """Leave a screen that was opened above another one."""
        await self.app.pop_screen()

    # Changing

    def apply(self, change: Change, draft: "Draft | None" = None) -> bool:
        """Make a change; if it is not possible, show the reason and return False."""
        return attempt(self.app, lambda: self.session.apply(change, draft))

    def refuses_changes(self) -> bool:
        """Whether nothing can be changed now; if so, say why."""
        if self.read_only is None:
            return False
        self.app.notify(self.read_only, severity="warning", markup=False)
        return True

    async def open_form(
        self, spec: "FormSpec[Result]", then: "Callable[[Typed[Result]], None]", refused: str = "",
        *, unasked: bool = False,
    ) -> None:  # fmt: skip
        """Open a form, and call `then` when it is saved. Whatever that raises, the form is there again with what was
        typed. `refused`: why it could not be taken before. `unasked`: whether the form opens by itself."""
        from csm_tui.screens.dialogs.forms.form_dialogs import form_dialog

        def take(typed: "Typed[Result] | None") -> None:
            problems: dict[str, str] = {}
            if typed is not None:
                with guarded(problems, spec.focus):
                    then(typed)
            if problems:
                self.call_later(self.open_form, spec, then, *problems.values())
            self.show_status()

        await self.app.push_screen(form_dialog(spec, self.session, self.glyphs, refused, unasked=unasked), take)

    async def edit(self, spec: "FormSpec[Change]", done: Done = lambda: None, *, unasked: bool = False) -> None:
        """Open a form whose saving changes the workspace. `unasked`: whether it opens by itself."""
        await self.open_form(spec, lambda typed: self.save(typed, done), unasked=unasked)

    def save(self, typed: "Typed[Change]", done: Done = lambda: None) -> None:
        """Make the change that a form was saved with; what others changed otherwise is asked there once more."""
        if typed.result is not None:
            if typed.draft is not None and self._refuses(typed.draft):
                return
            before = self.session.workspace
            if self.apply(typed.result, typed.draft):
                done_for, gone = typed.result.for_those_left(before).label, typed.result.told_gone(before)
                self.say_saved(". ".join(filter(None, (done_for, gone, done()))))
            elif typed.draft is not None:
                app_of(self.app).ask_when_quiet(typed.draft)
        else:
            self.say_unchanged(typed.draft)

    def say_saved(self, label: str) -> None:
        """Say what was saved. While nothing can be saved, it is on the screen but not yet in the file."""
        done = "Not saved yet" if self.session.saving is Saving.NOT_SAVED else "Saved"
        self.app.notify(f"{done}: {label}", markup=False)

    def say_unchanged(self, draft: "Draft | None") -> None:
        """Drop the draft of what was typed, as it says what is saved already, and say that."""
        if draft is not None:
            self.session.drafts.drop(draft.form, draft.record)
        self.app.notify("Nothing was changed")

    def _refuses(self, draft: "Draft") -> bool:
        """Whether others changed what was typed, so that it is not saved; then that is said, and asked later."""
        fields = self._in_conflict(draft)[1]
        if fields:
            self.app.notify(f"Not saved, as others changed: {fields}", severity="warning", markup=False)
            app_of(self.app).ask_when_quiet(draft)
        return bool(fields)

    def take_back(self, draft: "Draft") -> bool:
        """Open the form of a draft that was refused once more; False if nothing is in conflict any longer."""
        now, fields = self._in_conflict(draft)
        if now is None or not fields:
            return False
        said = f"Not saved, as others changed: {fields}. ctrl+s lets you choose"
        self.app.notify(said, severity="warning", markup=False)
        self.call_later(self.edit, now, unasked=True)
        return True

    def _in_conflict(self, draft: "Draft") -> "tuple[FormSpec[Change] | None, str]":
        """The form of a draft as it would open now, None if it cannot, and the fields that others changed, too."""
        from csm_tui.forms.draft_keeper import DraftKeeper
        from csm_tui.forms.registry import reopened_form

        now = reopened_form(draft, self.ground)
        if now is None:
            return None, ""
        keeper = DraftKeeper(now, self.session)
        return now, ", ".join(conflict.label for conflict in keeper.conflicts(now, keeper.texts))

    def unsaved(self, form: str, parent: str = "") -> str:
        """The id of the new record whose draft is not saved yet, "" for none."""
        from csm_tui.forms.registry import unsaved

        drafts = [one for one in self.session.drafts.all() if not self.session.is_saving(one)]
        return unsaved(drafts, self.ground, form, parent)

    @property
    def ground(self) -> "Ground":
        """The present data for opening forms."""
        from csm_tui.forms.ground import Ground

        session = self.session
        return Ground(session.workspace, session.today(), app_of(self.app).preferences, session.file.to_mend)

    def legend_lines(self, width: int) -> Sequence[Line]:
        """What columns, bands and signs mean, in lines for a width in cells."""
        from csm_tui.screens.cells.legend import legend_lines

        return legend_lines(self.session.workspace.settings, self.glyphs, width)

    async def do_table_legend(self) -> None:
        from csm_tui.screens.dialogs.text_page import TextPage

        await self.app.push_screen(TextPage("Legend", self.legend_lines))
