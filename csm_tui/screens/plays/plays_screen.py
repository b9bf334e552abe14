"""The list of plays: what is done in which case, and for which clients now."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.planning.playbooks.play_list.columns import PLAYS_BY_KEY, PLAYS_FILTER
from csm_tui.planning.playbooks.play_list.listed import PlayRow, play_rows
from csm_tui.planning.playbooks.playbook import Origin
from csm_tui.planning.playbooks.written import Problem
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.later_screen import LaterScreen
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.screens.plays.own_plays import edit_own_plays
from csm_tui.screens.plays.play_dialog import PlayDialog
from csm_tui.screens.plays.play_lines import play_lines
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.wrapping import wrapped_lines


class PlaysScreen(LaterScreen[PlayRow]):
    """All plays with the clients to which they apply; the one under the cursor in full beside or below."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["plays"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = 'words, category:retain, clients>=1, from:own, for:"customer 7"'
    COLUMNS = PLAYS_BY_KEY
    LANGUAGE = PLAYS_FILTER
    NOUNS = "play", "plays"
    EMPTY = "No play is left: your own file switches all of them off"

    def derive(self) -> Mapping[str, PlayRow]:
        assert self.known is not None
        workspace, today, book = self.known
        return {row.play.id: row for row in play_rows(book, workspace, today)}

    def take(self, rows: Mapping[str, PlayRow]) -> None:
        super().take(rows)
        dialog = self.app.screen
        if isinstance(dialog, PlayDialog):
            if row := rows.get(dialog.play_id):
                dialog.follow(row)
            else:
                dialog.dismiss(None)
                self.notify("That play is in no file any more", severity="warning")

    @property
    def _problems(self) -> Sequence[Problem]:
        return () if self.known is None else self.known[2].problems

    def heading_line(self) -> Line:
        own = sum(row.origin is not Origin.BUILT_IN for row in self.shown)
        return [*super().heading_line(), (f"   {own} of your file" if own else "   ctrl+o writes your own", "dim")]

    def heading_lines(self) -> Sequence[Line]:
        problems, name = self._problems, app_of(self.app).plays_file.path.name
        if not problems:
            return super().heading_lines()
        more = f", and {len(problems) - 1} more: ! lists all" if len(problems) > 1 else ""
        return [*super().heading_lines(), [(f" {name}, {problems[0]}{more}", "red")]]

    def side_lines(self, row: PlayRow, width: int) -> Sequence[Line]:
        return play_lines(row, width, self.glyphs)

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("play.open")

    async def do_play_open(self) -> None:
        async def take(client: str | None) -> None:
            if client is not None:
                await app_of(self.app).open_client(client)

        await self.app.push_screen(PlayDialog(self.row, self), take)

    def do_plays_editor(self) -> None:
        edit_own_plays(self.app)

    async def do_plays_problems(self) -> None:
        problems, path = self._problems, app_of(self.app).plays_file.path
        if not problems:
            self.notify(f"Nothing is wrong in {path}", markup=False)
            return

        def lines(width: int) -> list[Line]:
            told = [line for one in problems for line in wrapped_lines(str(one), width)]
            return [*wrapped_lines(str(path), width, "dim"), *told]

        await self.app.push_screen(TextPage("What is wrong in your own plays", lines))
