"""The commands that work on every screen, as the app carries them out."""

from asyncio import get_running_loop
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.events import Key
from textual.screen import Screen

from csm_tui.app_parts.bring_in import BringIn
from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Command, Numbered
from csm_tui.commands.screens import FIRST
from csm_tui.domain.values.keyboard import shown_key
from csm_tui.ending import DEMO
from csm_tui.screens.base.command_host import CommandHost
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.session.errors import Conflict, StorageError

if TYPE_CHECKING:
    from csm_tui.session.drafts.draft import Draft


class AppCommands(BringIn):
    """The methods of `ANYWHERE`, and the palette, which offers every command."""

    COMMAND_TYPES = ANYWHERE

    def __init__(self) -> None:
        super().__init__()
        self._leaving = False
        self._sought = ""
        """What was typed in the palette when it was left without a choice."""

    # Undo

    def do_undo(self) -> None:
        self._step("Undone", self.session.undo)

    def do_redo(self) -> None:
        self._step("Done again", self.session.redo)

    def _step(self, done: str, step: Callable[[], str | None]) -> None:
        try:
            label = step()
        except (Conflict, StorageError) as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            self.notify(f"{done}: {label}", markup=False)

    # Dialogs

    async def do_drafts_resume(self) -> None:
        if self.session.drafts.all() or self.session.drafts.trashed():
            await self.offer_drafts()
        else:
            self.notify("Nothing was typed and left unsaved")

    async def offer_drafts(self) -> None:
        """Offer what was typed and not saved, and open the form of the one that is chosen."""
        from csm_tui.screens.shell.resume_dialog import ResumeDialog, resume

        async def take(draft: "Draft | None") -> None:
            if draft is not None:
                await resume(self.front, draft)

        await self.push_screen(ResumeDialog(self.front), take)

    async def do_backup_restore(self) -> None:
        from csm_tui.screens.shell.restore_dialog import RestoreDialog

        await self.push_screen(RestoreDialog(self.front))

    async def do_mend(self) -> None:
        session = self.session
        if session.file.trouble or session.file.faults:
            await self._offer_ways_out()
        elif session.file.to_mend:
            from csm_tui.screens.shell.mend_dialog import MendDialog

            await self.push_screen(MendDialog(self.front))
        elif session.file.read_only is not None:
            self.notify(f"{session.file.read_only}, so nothing can be saved", severity="warning", markup=False)
        elif why := session.file.why_not_saved or session.why_not_kept:
            self.notify(why, severity="warning", markup=False)
        else:
            self.notify("Nothing is wrong with the file, and no record breaks a rule")

    async def _offer_ways_out(self) -> None:
        from csm_tui.screens.shell.trouble_dialog import TroubleDialog

        async def take(leave: bool | None) -> None:
            if leave:
                self.do_quit_unsaved()

        await self.push_screen(TroubleDialog(self.session), take)

    async def do_what_if(self) -> None:
        from csm_tui.forms.definitions.plan.what_if_form import what_if_form

        front, session = self.front, self.session
        client = session.workspace.clients.get(front.client_at)
        await front.edit(what_if_form(session.workspace, session.today(), client))

    async def welcome(self) -> None:
        """Greet whoever opens a new workspace, with ways to fill it."""
        from csm_tui.screens.shell.welcome import Welcome

        async def take(choice: str | None) -> None:
            if choice == "import":
                await self.do_go(FIRST.id)
                await self.bring_in()
            elif choice == "demo":
                self.exit(DEMO)

        await self.push_screen(Welcome(self.glyphs), take)

    async def do_help(self) -> None:
        from csm_tui.screens.shell.help import HelpScreen, dialog_sections, elsewhere_sections, help_sections

        keys, front = self.preferences.keys, self.front
        own = {key for command in front.COMMAND_TYPES for key in command.keys(keys)}
        everywhere = [one for one in ANYWHERE if not one.keys(keys) <= own]
        sections = help_sections(front.COMMAND_TYPES, everywhere, keys, front.SPEC.filter_language)
        if isinstance(self.screen, WorkScreen):
            await self.push_screen(HelpScreen(sections, elsewhere_sections(front.COMMAND_TYPES, keys)))
        else:
            await self.push_screen(HelpScreen(dialog_sections(self.screen, sections)))

    def on_key(self, event: Key) -> None:
        """Say of a key that no editor took and no command has that it means nothing here.

        Not of esc, which is also pressed where there is nothing to leave, nor of what is no key: Textual's "<ignore>".
        """
        if event.key in self.screen.active_bindings or event.key == "escape" or event.key.startswith("<"):
            return
        key = event.character if event.is_printable else shown_key(event.key)
        self.notify(f"{key} does nothing here; {self._help_key} lists the keys", markup=False)

    @property
    def _help_key(self) -> str:
        """The key of the help that an editor with the cursor does not take for text."""
        return "f1" if self.is_typed_in else "?"

    # The palette

    def do_palette(self) -> None:
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open our palette in place of Textual's, which closes twice when it is clicked twice."""
        from csm_tui.screens.shell.palette import Palette

        def left(_: object) -> None:
            self._sought = palette.text

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            palette = Palette(self._sought)
            self.push_screen(palette, left)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the screen and of the app, for the palette."""
        for owner in (screen, self):
            if isinstance(owner, CommandHost):
                for command in owner.COMMAND_TYPES:
                    if not issubclass(command, Numbered):
                        help_line = f"{command.help()} ({command.shown_keys(self.preferences.keys)})"
                        yield SystemCommand(command.NAME, help_line, self._performer(owner, command))

    @staticmethod
    def _performer(owner: CommandHost, command: type[Command]) -> Callable[[], Awaitable[None]]:
        return lambda: owner.perform(command)

    # Leaving

    async def do_quit(self) -> None:
        if len(self.screen_stack) > 1:
            await self.front.do_back()
        elif self.session.file.trouble:
            await self._offer_ways_out()
        elif not self.ask_now():
            self._quit()

    def do_quit_unsaved(self) -> None:
        code = 0 if self.session.flush(1.0) else 1
        self._leaving = True
        self._when_reported(lambda: self._leave(code))

    def stay(self) -> None:
        """Do not leave after all: what was to be saved was refused."""
        self._leaving = False

    def _quit(self) -> None:
        self._leaving = self.session.flush()
        self._when_reported(self._leave if self._leaving else self._say_why_not)

    def _when_reported(self, then: Callable[[], None]) -> None:
        """Go on when it was told what became of all saves: one that was refused cancels the leaving."""
        # Through the loop, as the saver's reports come: a message of our own thread would overtake them.
        get_running_loop().call_soon(self.call_later, then)

    def _leave(self, code: int = 0) -> None:
        if self._leaving:
            self.exit(return_code=code)

    def _say_why_not(self) -> None:
        why = self.session.file.why_not_saved.rstrip(".") or "the save takes long"
        self.notify(f"Not saved: {why}. ctrl+q leaves without it.", severity="error", markup=False)
