"""The candidates: whom to ask for more, whom to ask to speak for us, and what blocks those who almost could be."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.activity import Category
from csm_tui.domain.values.names import some_names
from csm_tui.planning.columns import ColumnSpec
from csm_tui.planning.plan.plan import plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.triage.candidate_rows import CANDIDATES_BY_KEY, CANDIDATES_FILTER, CandidateRow, candidate_rows
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.clients import note_touchpoint
from csm_tui.screens.base.later_screen import LaterScreen
from csm_tui.screens.cells.messages import IN_PLAN
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable, Cell
from csm_tui.widgets.wrapping import wrapped_lines

_PARTS = (Category.EXPAND, "to ask for more"), (Category.ADVOCATE, "to ask to speak for us")


class CandidatesScreen(LaterScreen[CandidateRow]):
    """Two lists one below the other, each with those first who can be asked now."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["candidates"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = "words, for:advocate, ready:yes, blocked:sponsorship, acv>=30000"
    COLUMNS = CANDIDATES_BY_KEY
    LANGUAGE = CANDIDATES_FILTER
    NOUNS = "candidate", "candidates"
    EMPTY = "Nobody can be asked, and nobody almost: a client needs scores first"

    def derive(self) -> Mapping[str, CandidateRow]:
        assert self.known is not None
        workspace, today, _ = self.known
        return {one.key: one for one in candidate_rows(workspace, today)}

    @property
    def client_at(self) -> str:
        return "" if self.table.cursor_key is None else self.row.row.id

    def heading_line(self) -> Line:
        ready = Counter(one.category for one in self.shown if one.is_ready)
        planned = sum(one.candidate.qualifies and not one.is_ready for one in self.shown)
        almost = len(self.shown) - ready.total() - planned
        parts = [f"{ready[category]} {what}" for category, what in _PARTS]
        rest = [f"{count} {what}" for count, what in ((planned, "in the plan"), (almost, "almost")) if count]
        return [(f" {'   '.join(parts)}", "strong"), (f"   {'   '.join(rest)}", "dim")]

    def cell(self, spec: ColumnSpec[CandidateRow], row: CandidateRow) -> Cell:
        cell = super().cell(spec, row)
        if spec.key == "blocked":
            return cell._replace(style="strong" if row.is_ready else "dim")
        return cell

    def side_lines(self, row: CandidateRow, width: int) -> Sequence[Line]:
        return [*self._judged(row, width)]

    def _judged(self, row: CandidateRow, width: int) -> Iterator[Line]:
        what = "for more" if row.category is Category.EXPAND else "to speak for us"
        ready = f"can be asked {what}" if row.candidate.qualifies else f"cannot be asked {what} yet"
        yield from wrapped_lines(f"{row.row.client.name} {ready}", width, "strong")
        if row.planned:
            yield from wrapped_lines(f"It is in the plan already: {some_names(row.planned)}", width)
        for said in row.candidate.blocked_by:
            yield from wrapped_lines(f"- {said}", width)
        for said in row.candidate.why:
            yield from wrapped_lines(f"+ {said}", width, "dim")

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("candidate.open")

    async def do_candidate_open(self) -> None:
        await app_of(self.app).open_client(self.row.row.id)

    async def do_candidate_touch(self) -> None:
        await note_touchpoint(self, self.row.row.client)

    async def do_candidate_plan(self) -> None:
        from csm_tui.forms.definitions.plan.activity_forms import activity_form, activity_parent
        from csm_tui.planning.plan.time_budget import time_budget
        from csm_tui.planning.playbooks.asking import asking_texts

        row, workspace, today = self.row, self.session.workspace, self.session.today()
        plan = plan_of(workspace, present_quarter(workspace.settings, today))
        texts = asking_texts(row, app_of(self.app).playbook().plays, plan, time_budget(workspace, plan.quarter))
        begun = self.unsaved("activity", activity_parent(plan.quarter, row.row.client))
        spec = activity_form(None, plan, workspace, today, begun, texts, client=row.row.client)
        await self.edit(spec, lambda: IN_PLAN)
