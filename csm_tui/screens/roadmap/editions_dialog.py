"""The editions of a roadmap that were presented, and what changed since each."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.records.engagements.roadmap import Edition, Roadmap
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.definitions.roadmap.edition_form import edition_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.roadmap.briefings import briefing, editions_of
from csm_tui.planning.roadmap.edition_changes import changes_since
from csm_tui.screens.app_protocol import ScreenProtocol
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.session.changes import Change
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column
from csm_tui.widgets.wrapping import wrapped


class EditionsDialog(RecordsDialog[Edition]):
    """The newest first. Enter shows what changed since an edition, up to today and up to the one after it."""

    TITLE_LINE = "Editions that were presented"
    EMPTY = "None yet: n keeps the roadmap as it stands now"
    COLUMNS = (
        Column("day", "Date", "Date", 12, 11),
        Column("audience", "To whom", "To whom", 30, 20),
        Column("changes", "Changed since", "Changed", 14, 8, "right"),
    )

    def __init__(self, screen: ScreenProtocol, roadmap: Roadmap) -> None:
        super().__init__(screen)
        self._roadmap = roadmap

    def found(self) -> Sequence[Edition]:
        return editions_of(self.work.session.workspace, self._roadmap)[::-1]

    def record_cells(self, record: Edition) -> Sequence[Cell]:
        return (
            Cell(record.day.isoformat()),
            Cell(record.audience or self.work.glyphs.none, "" if record.audience else "dim"),
            Cell(str(len(changes_since(record, self._now()))), "dim"),
        )

    def spec(self, record: Edition | None) -> FormSpec[Change]:
        identity = "" if record is not None else self.work.unsaved("edition", self._roadmap.id)
        workspace, today = self.work.session.workspace, self.work.session.today()
        return edition_form(record, self._roadmap, workspace, today, identity)

    async def open(self, key: Hashable) -> None:
        """Show what changed since an edition."""
        record = self.record(key)
        if record is not None:
            page = TextPage(f"Changed since {full_day(record.day)}", lambda width: self._changed(record, width))
            await self.app.push_screen(page)

    def _changed(self, record: Edition, width: int) -> list[Line]:
        editions = editions_of(self.work.session.workspace, self._roadmap)
        place = [one.id for one in editions].index(record.id)
        later = editions[place + 1] if place + 1 < len(editions) else None
        lines = _listed("Up to today", changes_since(record, self._now()), width)
        if later is not None:
            lines += _listed(f"Up to the edition of {full_day(later.day)}", changes_since(record, later.shown), width)
        return lines

    def _now(self) -> str:
        """The roadmap as it would be kept now."""
        from csm_tui.exchange.roadmap.roadmap_json import edition_text

        one = briefing(self.work.session.workspace, self._roadmap, self.work.session.today())
        return "" if one is None else edition_text(one)


def _listed(title: str, texts: Sequence[str], width: int) -> list[Line]:
    lines: list[Line] = [[(f" {title}", "title")]]
    for text in texts or ["nothing"]:
        first, *others = wrapped(text, max(width - 6, 10))
        lines += [[(f"   - {first}", "")], *([(f"     {part}", "")] for part in others)]
    return [*lines, []]
