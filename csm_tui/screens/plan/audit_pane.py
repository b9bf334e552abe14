"""The audit beside the plan, with a row for each finding, from which it can be fixed."""

from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.message import Message

from csm_tui.domain.records.person.assessment import Assessment
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.plan.audit import Check, Mend
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.table.band_table import BandTable, Cell, Column
from csm_tui.widgets.wrapping import wrapped_lines

_INDENT = 16
"""The column where the text of a row begins, after its glyph and the name of its check."""


class _Row(NamedTuple):
    check: str
    ok: bool
    text: str
    mend: Mend | None


def held(checks: Sequence[Check]) -> str:
    """How many checks pass: 10 of 12 held."""
    return f"{sum(one.ok for one in checks)} of {len(checks)} held"


def audit_rows(checks: Sequence[Check]) -> list[_Row]:
    """The rows: one for each finding, or for a check without findings. The first of a check has the check's name."""
    rows: list[_Row] = []
    for one in checks:
        if not one.findings:
            rows.append(_Row(one.check, one.ok, one.detail, None))
        for number, finding in enumerate(one.findings):
            rows.append(_Row("" if number else one.check, one.ok, finding.text, finding.mend))
    return rows


class _Findings(BandTable):
    """Names in the bar of keys what enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Mend it")]


class AuditPane(Container):
    """Posts `Asked` with what fixes the finding under the cursor, and `Left` when the focus should go to the plan."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "To the plan")]

    class Asked(Message):
        """The user wants to fix the finding under the cursor; None if there is nothing to do."""

        def __init__(self, mend: Mend | None) -> None:
            super().__init__()
            self.mend = mend

    class Left(Message):
        """The focus should go back to the plan."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="plan-audit")
        self._glyphs = glyphs
        self._rows: Sequence[_Row] = ()
        self.table = _Findings([_column("")], self._cells, id="audit", ascii_only=glyphs.is_ascii)
        self._below = LinePane(id="audit-below")
        self._assessments: Sequence[Assessment] = ()

    def compose(self) -> ComposeResult:
        yield self.table
        yield self._below

    def show(self, checks: Sequence[Check], assessments: Sequence[Assessment]) -> None:
        """Show the result of an audit, and the latest self-assessments."""
        self._rows, self._assessments = audit_rows(checks), assessments
        self.table.show_columns([_column(f"Audit: {held(checks)}")])
        self.table.redraw()
        self.table.show_rows(range(len(self._rows)))
        self._show_below()

    def _cells(self, key: Hashable) -> Sequence[Cell]:
        row = self._rows[int(str(key))]
        glyph = self._glyphs.green if row.ok else self._glyphs.red
        name = f"{glyph} {row.check}" if row.check else ""
        return (Cell(f"{name:{_INDENT}}{row.text}", "dim" if row.ok else "red"),)

    @on(BandTable.CursorMoved)
    def _moved(self, event: BandTable.CursorMoved) -> None:
        event.stop()
        self._show_below()

    def _show_below(self) -> None:
        self._below.show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        """The row under the cursor in full if it was cut, and the self-assessments."""
        key = self.table.cursor_key
        text = "" if key is None else self._rows[int(str(key))].text
        lines: list[Line] = []
        if len(text) > width - _INDENT - 2:
            lines += wrapped_lines(text, width)
        for one in self._assessments:
            parts = f"{one.completeness} + {one.accuracy} + {one.quality} = {one.total} of 15"
            lines.append([(f" Self-assessment of {full_day(one.day)}: {parts}, ", "dim"), (str(one.verdict), "strong")])
        return lines

    @on(BandTable.Opened)
    def _opened(self, event: BandTable.Opened) -> None:
        event.stop()
        self.post_message(self.Asked(self._rows[int(str(event.key))].mend))

    def action_leave(self) -> None:
        """Return the focus to the plan."""
        self.post_message(self.Left())


def _column(title: str) -> Column:
    return Column("finding", title, title, 60, 20)
