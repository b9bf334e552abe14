"""The dialog with what was typed and not saved: resume, compare with what is saved, keep or discard it."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, ClassVar, cast

from textual.binding import Binding, BindingType

from csm_tui.domain.values.quarter import Quarter
from csm_tui.domain.values.text import safe_text
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.registry import known_form, reopened_form
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.conflict_dialog import side
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


async def resume(screen: WorkScreen, draft: Draft) -> None:
    """Open the form again with what was typed, where it is saved."""
    spec, at = reopened_form(draft, screen.ground), app_of(screen.app)
    if spec is None:
        screen.app.notify("What this belongs to was deleted; c shows the text", severity="warning")
        return
    known = known_form(draft.form)
    if known is None or not known.screen:
        await screen.edit(spec)
    elif known.command:
        await at.do_go(known.screen)
        if isinstance(at.front, QuarterScreen):
            await at.front.ready.wait()
            at.front.show_quarter(Quarter(date.fromisoformat(spec.parent)))
        await at.front.action_perform(known.command)
    else:
        await at.open_setting(draft.form, draft.record)


class ResumeDialog(ListDialog[Draft]):
    """Dismisses with the draft to go on with."""

    TITLE_LINE = "Resume what was typed"
    EMPTY = "Nothing is left unsaved"
    COLUMNS = (
        Column("title", "What", "What", 36, 34),
        Column("fields", "Typed", "Typed", 24, 12),
        Column("at", "Last key", "Last key", 16, 16),
        Column("where", "", "", 7, 7),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "open_row", "Resume"),
        Binding("c", "compare", "Compare"),
        Binding("escape,q", "keep", "Keep for later"),
        Binding("d", "discard", "Discard"),
    ]

    def __init__(self, screen: WorkScreen) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self._work = screen
        self._drafts = screen.session.drafts
        self._shown: dict[int, Draft] = {}
        self._kept = 0

    def lines(self) -> Sequence[Line]:
        return [[(" Typed, never saved. What is discarded stays in the trash for 30 days.", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        kept, trashed = self._drafts.all(), self._drafts.trashed()
        self._shown = dict(enumerate((*kept, *trashed)))
        self._kept = len(kept)
        return [*self._shown]

    def _draft(self, key: Hashable) -> Draft | None:
        return self._shown.get(cast(int, key))

    def _is_trashed(self, key: Hashable) -> bool:
        return cast(int, key) >= self._kept

    def cells(self, key: Hashable) -> Sequence[Cell]:
        draft = self._draft(key)
        assert draft is not None
        style_name = "dim" if self._is_trashed(key) else ""
        typed = ", ".join(name.replace("_", " ") for name in _shown(draft))
        when = draft.at[:16].replace("T", " ")
        return (
            Cell(draft.title, style_name),
            Cell(typed, style_name),
            Cell(when, "dim"),
            Cell("trash" if style_name else "", "dim"),
        )

    async def open(self, key: Hashable) -> None:
        """Dismiss with a draft, taken out of the trash if it is there."""
        draft = self._draft(key)
        if draft is None:
            return
        if self._is_trashed(key):
            self._drafts.take_back(draft)
        self.dismiss(draft)

    def action_keep(self) -> None:
        """Leave it as it is; R offers it again, and so does the next start."""
        self.notify("Kept: R offers it again at any time, and so does the next start")
        self.dismiss(None)

    def action_discard(self) -> None:
        """Put it into the trash."""
        key = self.chosen
        draft = None if key is None else self._draft(key)
        if draft is None:
            return
        if self._is_trashed(key):
            self.notify("It is in the trash already; enter takes it back", severity="warning")
            return
        self._drafts.discard(draft.form, draft.record)
        self._drafts.flush(1.0)
        self.notify("Discarded; the trash keeps it for 30 days")
        self.show()

    async def action_compare(self) -> None:
        """Show what is saved beside what was typed."""
        draft = None if self.chosen is None else self._draft(self.chosen)
        if draft is not None:
            spec = reopened_form(draft, self._work.ground)
            await self.app.push_screen(TextPage(safe_text(draft.title), lambda width: compared(draft, spec, width)))


def compared(draft: Draft, spec: FormSpec[Any] | None, width: int) -> list[Line]:
    """Each field that was typed in: as it is saved now, as it was when the form was opened, and as it was typed."""
    labels = {field.name: field.label.strip() for field in spec.fields} if spec is not None else {}
    lines: list[Line] = []
    for name in _shown(draft):
        typed, opened = draft.texts[name], draft.first.get(name, "")
        now = spec.first.get(name, "") if spec is not None else "deleted"
        lines.append([(f" {labels.get(name, name)}", "strong")])
        lines += side("saved", now, "", width)
        if opened != now:
            lines += side("when opened", opened, "dim", width)
        lines += [*side("typed", typed, "amber", width), []]
    return lines


def _shown(draft: Draft) -> list[str]:
    """The fields that were typed in; names with a blank are choices between mine and saved, which no field shows."""
    return [name for name in draft.texts if " " not in name]
