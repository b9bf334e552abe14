"""The parts of a client's page that are lists: scores, touchpoints, stakeholders, assumptions."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from textual.app import ComposeResult

from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Client, Stakeholder
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.values.health import COMPONENTS
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.client_forms import (
    assumption_form,
    client_form,
    stakeholder_form,
    touchpoint_form,
)
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.assumption_cells import NEXT_STATE, assumption_cells
from csm_tui.screens.cells.client_columns import TITLES, followup_cell, score_cell
from csm_tui.screens.cells.client_lines import ago
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.changes import Change, Edit, deletion, edition
from csm_tui.textual_patches.box import Box
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.wrapping import wrapped

WIDE_COLUMN = 400
"""More than any screen has: the first column then takes all the room there is."""


class Preview(LinePane):
    """The whole of an entry below its list; `tab` stops at it where it is longer than its room."""

    def allow_focus(self) -> bool:
        """Whether there is more than can be seen."""
        return self.max_scroll_y > 0


class Panel(Box):
    """A titled list of what belongs to the client. `show` is told the row of the client as it is now."""

    NAME: str
    COLUMNS: tuple[Column, ...]
    EMPTY: str
    ADDS = True

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id=self.NAME.lower())
        self.glyphs = glyphs
        self.table = BandTable(self.COLUMNS, self._cells, empty=self.EMPTY, ascii_only=glyphs.is_ascii)
        self.preview = Preview(classes="preview")
        self._entries: Mapping[Hashable, object] = {}
        self.row: Row
        self.workspace: Workspace

    def compose(self) -> ComposeResult:
        yield self.table
        yield self.preview

    @property
    def today(self) -> date:
        return self.row.today

    @property
    def client(self) -> Client:
        return self.row.client

    def show(self, row: Row, workspace: Workspace) -> None:
        """Show what the client has now."""
        self.row, self.workspace = row, workspace
        self._entries = self.entries()
        self.table.redraw()
        self.table.show_rows([*self._entries])
        self.border_title = f"{self.NAME} {len(self._entries)}" if self.ADDS else self.NAME
        self.show_preview()

    def show_preview(self) -> None:
        """Show the whole of the entry under the cursor."""
        entry = self.entry
        self.preview.display = entry is not None and bool(self.text(entry))
        self.preview.show(lambda width: [] if entry is None else _paragraphs(self.text(entry), width))

    def on_band_table_cursor_moved(self) -> None:
        self.preview.scroll_home(animate=False)
        self.show_preview()

    @property
    def entry(self) -> object | None:
        """What is under the cursor."""
        return self._entries.get(self.table.cursor_key)

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        return self.cells(self._entries[key])

    # What each list says of its entries; an entry is always one of its own kind.

    def entries(self) -> Mapping[Hashable, object]:
        raise NotImplementedError

    def cells(self, entry: object) -> Sequence[Cell]:
        raise NotImplementedError

    def text(self, entry: object) -> str:
        """What stands below the list when the entry is under the cursor."""
        raise NotImplementedError

    def spec(self, entry: object | None, identity: str = "") -> FormSpec[Change]:
        """The form of an entry, or of a new one."""
        raise NotImplementedError

    def deleted(self, entry: object) -> Change:
        raise NotImplementedError

    def toggled(self, entry: object) -> Change | None:
        """The entry in its next state; None if it has none."""
        raise NotImplementedError


def _paragraphs(text: str, width: int) -> list[Line]:
    return [[(f" {part}", "dim")] for line in text.splitlines() for part in wrapped(line, max(width - 2, 10)) or [""]]


class Scores(Panel):
    """The overall score and its components; a score is edited, none is added."""

    NAME = "Scores"
    EMPTY = ""
    ADDS = False
    COLUMNS = (
        Column("score", "Score", "Score", 14, 13),
        Column("value", "Value", "Value", 8, 7, "right"),
        Column("weight", "Weight", "Wght", 7, 6, "right"),
        Column("entered", "Entered", "Entered", 20, 16, "right"),
    )

    def entries(self) -> Mapping[Hashable, object]:
        return {name: name for name in ("health", *COMPONENTS)}

    def cells(self, entry: object) -> Sequence[Cell]:
        name, row = str(entry), self.row
        value = score_cell(name)(row, self.glyphs)
        if name == "health":
            coverage = f"coverage {row.coverage * 100:.4g} %"
            return Cell("Health", "strong"), value, Cell(""), Cell(coverage, "dim" if row.coverage == 1 else "amber")
        weight = row.settings.weights.shares[COMPONENTS.index(name)]
        entered = row.client.entered.get(name)
        old = "" if entered is None else ago((row.today - entered).days)
        stale = name in row.stale
        return Cell(TITLES[name]), value, Cell(f"{weight:g} %", "dim"), Cell(old, "amber" if stale else "dim")

    def text(self, entry: object) -> str:
        name, row = str(entry), self.row
        if name not in row.stale:
            return ""
        limit = row.settings.stale.days[COMPONENTS.index(name)]
        return f"~ stale: not entered or imported again for more than {limit} days"

    def spec(self, entry: object | None, identity: str = "") -> FormSpec[Change]:  # noqa: ARG002
        return client_form(self.client, self.workspace, self.today).only(str(entry))

    def deleted(self, entry: object) -> Change:
        raise NotImplementedError

    def toggled(self, entry: object) -> Change | None:  # noqa: ARG002
        return None


class Touchpoints(Panel):
    NAME = "Touchpoints"
    EMPTY = "No touchpoint yet: t notes one"
    COLUMNS = (
        Column("note", "Note", "Note", WIDE_COLUMN, 24),
        Column("day", "Date", "Date", 10, 10),
        Column("kind", "Kind", "Kind", 7, 7),
        Column("follow", "Follow-up", "Follow-up", 10, 9, "right"),
    )

    def entries(self) -> Mapping[Hashable, object]:
        return {one.id: one for one in self.workspace.touchpoints(self.client)}

    def cells(self, entry: object) -> Sequence[Cell]:
        assert isinstance(entry, Touchpoint)
        first = next(iter(entry.note.splitlines()), "")
        follow = Cell("done", "dim") if entry.done else followup_cell(self._days(entry), self.glyphs)
        return Cell(first), Cell(entry.day.isoformat()), Cell(entry.kind), follow

    def _days(self, entry: Touchpoint) -> int | None:
        return None if entry.follow_up is None else (entry.follow_up - self.today).days

    def text(self, entry: object) -> str:
        assert isinstance(entry, Touchpoint)
        if entry.follow_up is None:
            return entry.note
        state = "done" if entry.done else "to do"
        return f"{entry.note}\nFollow-up {entry.follow_up}, {state}{f': {entry.task}' if entry.task else ''}"

    def spec(self, entry: object | None, identity: str = "") -> FormSpec[Change]:
        assert entry is None or isinstance(entry, Touchpoint)
        return touchpoint_form(entry, self.client, self.today, identity)

    def deleted(self, entry: object) -> Change:
        assert isinstance(entry, Touchpoint)
        return deletion([entry], self.workspace)

    def toggled(self, entry: object) -> Change | None:
        assert isinstance(entry, Touchpoint)
        return None if entry.follow_up is None else edition(entry, entry.changed(done=not entry.done))


class Stakeholders(Panel):
    NAME = "Stakeholders"
    EMPTY = "Nobody yet: n adds the decision maker"
    COLUMNS = (
        Column("name", "Name", "Name", 20, 14),
        Column("role", "Role", "Role", 18, 14),
        Column("seniority", "Seniority", "Seniority", 12, 10),
        Column("attitude", "Attitude", "Attitude", 10, 9),
        Column("contact", "Last contact", "Contact", 12, 10, "right"),
    )

    def entries(self) -> Mapping[Hashable, object]:
        return {one.id: one for one in self.client.stakeholders}

    def cells(self, entry: object) -> Sequence[Cell]:
        assert isinstance(entry, Stakeholder)
        none, last = self.glyphs.none, entry.last_contact
        return (
            Cell(entry.name),
            Cell(entry.role or none),
            Cell(entry.seniority or none),
            Cell(entry.attitude or none),
            Cell(none if last is None else last.isoformat(), "dim"),
        )

    def text(self, entry: object) -> str:
        assert isinstance(entry, Stakeholder)
        parts = entry.name, entry.role, entry.seniority, entry.attitude
        cut = any(cell_len(part) > column.narrow for part, column in zip(parts, self.COLUMNS, strict=False))
        return f" {self.glyphs.dot} ".join(filter(None, parts)) if cut else ""

    def spec(self, entry: object | None, identity: str = "") -> FormSpec[Change]:
        assert entry is None or isinstance(entry, Stakeholder)
        return stakeholder_form(entry, self.client, self.today, identity)

    def deleted(self, entry: object) -> Change:
        assert isinstance(entry, Stakeholder)
        others = [one for one in self.client.stakeholders if one.id != entry.id]
        after = self.client.changed(stakeholders=others)
        return Change(f"deletion of {entry.name}", (Edit(self.client, after),))

    def toggled(self, entry: object) -> Change | None:  # noqa: ARG002
        return None


class Assumptions(Panel):
    NAME = "Assumptions"
    EMPTY = "None yet: n writes one down"
    COLUMNS = (
        Column("text", "Assumption", "Assumption", WIDE_COLUMN, 24),
        Column("by", "Validate by", "By", 11, 10),
        Column("state", "State", "State", 10, 10),
    )

    def entries(self) -> Mapping[Hashable, object]:
        return {one.id: one for one in self.workspace.assumptions(self.client)}

    def cells(self, entry: object) -> Sequence[Cell]:
        assert isinstance(entry, Assumption)
        return assumption_cells(entry, self.today, self.glyphs)

    def text(self, entry: object) -> str:
        assert isinstance(entry, Assumption)
        return entry.text

    def spec(self, entry: object | None, identity: str = "") -> FormSpec[Change]:
        assert entry is None or isinstance(entry, Assumption)
        return assumption_form(entry, self.client, self.today, identity)

    def deleted(self, entry: object) -> Change:
        assert isinstance(entry, Assumption)
        return deletion([entry], self.workspace)

    def toggled(self, entry: object) -> Change | None:
        assert isinstance(entry, Assumption)
        return edition(entry, entry.changed(state=NEXT_STATE[entry.state]))


PANELS: tuple[Callable[[Glyphs], Panel], ...] = (Scores, Touchpoints, Stakeholders, Assumptions)
