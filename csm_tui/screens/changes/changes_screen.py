"""What moved in the book since a day: who rose and fell and by what, fields, outcomes, who is new and who left."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.text import counted
from csm_tui.domain.values.bands import Band
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.definitions.period_form import DaySpan, period_form
from csm_tui.planning.changes.columns import BY_KEY, CHANGES_FILTER, moved_into
from csm_tui.planning.changes.movement import ClientMove, Movement, movement
from csm_tui.planning.changes.wording import (
    bands_in_words,
    counts_in_words,
    move_in_words,
    points,
    shares_in_words,
    shown_shares,
)
from csm_tui.planning.columns import ColumnSpec
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.clients import note_touchpoint
from csm_tui.screens.base.later_screen import LaterScreen
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.forms.record_form import Typed
from csm_tui.session.session import Session
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable, Cell
from csm_tui.widgets.wrapping import wrapped_lines

STEPS = (7, 30, 91, 182, 365)
"""Days ago with which the keys compare."""


class ChangesScreen(LaterScreen[ClientMove]):
    """The greatest fall first. The days that are compared are those of the screen, and not kept."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["changes"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = "words, change<=-5, band:red, field:acv, new:yes, gone:yes"
    COLUMNS = BY_KEY
    LANGUAGE = CHANGES_FILTER
    NOUNS = "client", "clients"
    ABOVE: ClassVar[Mapping[str, str]] = {
        "points in sum": "what each component added to the overall scores of all clients together, or took from them",
    }
    EMPTY = "Nothing moved since that day; [ compares with an earlier one"

    _movement: Movement | None = None

    def __init__(self, session: Session, glyphs: Glyphs) -> None:
        super().__init__(session, glyphs)
        self._span: DaySpan | None = None
        self._step = 1

    @property
    def span(self) -> DaySpan:
        """The days that are compared."""
        return self._span or DaySpan(self.session.today() - timedelta(days=STEPS[self._step]))

    def derive(self) -> Mapping[str, ClientMove]:
        assert self.known is not None
        workspace, today, _ = self.known
        span = self.span
        self._movement = movement(workspace, span.since, span.until or today)
        return {one.client.id: one for one in self._movement.clients}

    @property
    def client_at(self) -> str:
        return "" if self.table.cursor_key is None else self.row.client.id

    def heading_lines(self) -> Sequence[Line]:
        found = self._movement
        if found is None:
            return [self.heading_line()]
        into = [f"{count:,} became {band}" for band in Band if (count := moved_into(found.clients, band))]
        days = (found.until - found.since).days
        when = f" {full_day(found.since)} to {full_day(found.until)}, {counted(days, 'day')}: {counts_in_words(found)}"
        sums = ", ".join(filter(None, [*(into or ["no client changed its band"]), shares_in_words(found)]))
        *phrases, last = sums.split(", ")
        return [[(when, "strong")], [*((f" {one},", "dim") for one in phrases), (f" {last}", "dim")]]

    def cell(self, spec: ColumnSpec[ClientMove], row: ClientMove) -> Cell:
        cell = super().cell(spec, row)
        if spec.key == "change" and row.delta:
            return cell._replace(style="red" if row.delta < 0 else "green")
        return cell

    def side_lines(self, row: ClientMove, width: int) -> Sequence[Line]:
        return [*self._moved(row, width)]

    def _moved(self, row: ClientMove, width: int) -> Iterator[Line]:
        yield from wrapped_lines(row.client.name, width, "strong")
        for said in move_in_words(row):
            yield from wrapped_lines(said, width)
        if row.delta:
            shown = shown_shares(row.shares)
            told = " ".join(f"{name} {points(shown[name])}" for name in COMPONENTS)
            yield from wrapped_lines(f"{told} = {points(row.delta)}", width, "dim")
        yield []
        for moved in bands_in_words(self._movement) if self._movement is not None else ():
            yield from wrapped_lines(f"all clients, {moved}", width, "dim")

    def compare(self, span: DaySpan | None) -> None:
        """Compare other days; those of the present step if none are given."""
        self._span = span
        self.find_again()

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("change.open")

    async def do_change_open(self) -> None:
        await app_of(self.app).open_client(self.row.client.id)

    async def do_change_touch(self) -> None:
        await note_touchpoint(self, self.row.client)

    def do_change_earlier(self) -> None:
        self._step_to(self._step + 1)

    def do_change_later(self) -> None:
        self._step_to(self._step - 1)

    def _step_to(self, step: int) -> None:
        if 0 <= step < len(STEPS):
            self._step = step
            self.compare(None)
        else:
            self.notify(f"{STEPS[self._step]} days ago is the last step; e takes any day")

    async def do_change_since(self) -> None:
        def take(typed: Typed[DaySpan]) -> None:
            if typed.draft is not None:
                self.session.drafts.drop(typed.draft.form, typed.draft.record)
            if typed.result is not None:
                self.compare(typed.result)

        await self.open_form(period_form(self.span, self.session.workspace, self.session.today()), take)
