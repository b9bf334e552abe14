"""The dialog with what was typed and not saved: resume, compare with what is saved, export, keep or discard it. Of what
no form can be opened any more there is still the text."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple, cast

from textual import on
from textual.binding import Binding, BindingType

from csm_tui.domain.text import clean, safe_text
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.exchange.exports import Export
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.forms.registry import known_form, opened_again
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.ask_export import ask_export
from csm_tui.screens.base.quarter_screen import QuarterScreen
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.forms.conflict_dialog import side
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.screens.dialogs.text_page import TextPage
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.guard import guarded
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable, Cell, Column


async def resume(screen: WorkScreen, draft: Draft) -> None:
    """Open the form again with what was typed, where it is saved; if it cannot be opened, say why."""
    problems: dict[str, str] = {}
    with guarded(problems, draft.form):
        try:
            await _open(screen, draft)
        except NotOpened as error:
            problems[draft.form] = str(error)
    for problem in problems.values():
        screen.app.notify(f"Not opened, R still has it: {problem}", severity="warning", markup=False)


async def _open(screen: WorkScreen, draft: Draft) -> None:
    spec, at = opened_again(draft, screen.ground), app_of(screen.app)
    known = known_form(draft.form)
    if known is None or not (known.screen or known.command):
        await screen.edit(spec)
    elif not known.screen:
        await at.go_back_to(spec.parent)
        await at.action_perform(known.command)
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
        Column("fields", "Typed", "Typed", 24, 20),
        Column("at", "Last key", "Last key", 16, 16),
        Column("where", "", "", 7, 7),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "open_row", "Resume"),
        Binding("c", "compare", "Compare"),
        Binding("X", "export", "Export"),
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
        said = [(" Typed, never saved. What is discarded stays in the trash for 30 days.", "dim")]
        why = "" if self._chosen_draft is None else _opened(self._chosen_draft, self._work.ground).why_not
        return [said, [(f" Only its text is left: {safe_text(why)}", "amber")] if why else []]

    @on(BandTable.CursorMoved)
    def _moved(self) -> None:
        """Say of the draft under the cursor whether its form can be opened."""
        lines = self.lines()
        self.heading.show(lambda _: lines)

    def rows(self) -> Sequence[Hashable]:
        kept, trashed = self._drafts.all(), self._drafts.trashed()
        self._shown = dict(enumerate((*kept, *trashed)))
        self._kept = len(kept)
        return [*self._shown]

    def _draft(self, key: Hashable) -> Draft | None:
        return self._shown.get(cast(int, key))

    @property
    def _chosen_draft(self) -> Draft | None:
        return None if self.chosen is None else self._draft(self.chosen)

    def _is_trashed(self, key: Hashable) -> bool:
        return cast(int, key) >= self._kept

    def cells(self, key: Hashable) -> Sequence[Cell]:
        draft = self._draft(key)
        assert draft is not None
        style_name = "dim" if self._is_trashed(key) else ""
        opened = _opened(draft, self._work.ground)
        typed = ", ".join(opened.label(name).replace("_", " ") for name in _shown(draft))
        return (
            Cell(draft.title, style_name),
            Cell(typed, style_name),
            Cell(_when(draft), "dim"),
            Cell("trash" if style_name else "", "dim"),
        )

    async def open(self, key: Hashable) -> None:
        """Dismiss with a draft, taken out of the trash if it is there."""
        draft = self._draft(key)
        if draft is None:
            return
        if _opened(draft, self._work.ground).why_not:
            await self.action_compare()
            return
        if self._is_trashed(key):
            self._drafts.take_back(draft)
        self._drafts.prefer(draft)
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
        self._drafts.prefer(draft)
        self._drafts.discard(draft.form, draft.record)
        self._drafts.flush(1.0)
        self.notify("Discarded; the trash keeps it for 30 days")
        self.show()

    async def action_compare(self) -> None:
        """Show what is saved beside what was typed."""
        draft = self._chosen_draft
        if draft is not None:
            opened = _opened(draft, self._work.ground)
            await self.app.push_screen(TextPage(safe_text(draft.title), lambda width: compared(draft, opened, width)))

    async def action_export(self) -> None:
        """Write what was typed to a text file."""
        draft = self._chosen_draft
        if draft is not None:
            await ask_export(self._work, draft_export(draft, _opened(draft, self._work.ground)))


class _Opened(NamedTuple):
    """The form of a draft, or why there is none."""

    spec: FormSpec[Any] | None
    why_not: str = ""

    def label(self, name: str) -> str:
        """What a field is called, as far as that is known."""
        fields = () if self.spec is None else self.spec.fields
        return next((field.label.strip() for field in fields if field.name == name), name)


def _opened(draft: Draft, ground: Ground) -> _Opened:
    try:
        return _Opened(opened_again(draft, ground))
    except NotOpened as error:
        return _Opened(None, str(error))


def compared(draft: Draft, opened: _Opened, width: int) -> list[Line]:
    """Each field that was typed in: as it is saved now, as it was when the form was opened, and as it was typed."""
    lines: list[Line] = [*side("not opened", opened.why_not, "red", width), []] if opened.why_not else []
    for name in _shown(draft):
        first, typed = draft.first.get(name, ""), draft.texts[name]
        saved = None if opened.spec is None else opened.spec.first.get(name, "")
        lines.append([(f" {safe_text(opened.label(name))}", "strong")])
        if saved is not None:
            lines += side("saved", saved, "", width)
        if first != saved:
            lines += side("when opened", first, "dim", width)
        lines += [*side("typed", typed, "amber", width), []]
    return lines


def draft_export(draft: Draft, opened: _Opened) -> Export:
    """What was typed, field by field, as a text that people read."""
    fields = [f"{opened.label(name)}:\n{draft.texts[name]}\n" for name in _shown(draft)]
    text = "\n".join((f"{draft.title}: typed {_when(draft)}, never saved\n", *fields))
    return Export("draft", {".txt": clean(text)}, {"fields": len(fields)})


def _when(draft: Draft) -> str:
    """The minute of its last key."""
    return draft.at[:16].replace("T", " ")


def _shown(draft: Draft) -> list[str]:
    """The fields that were typed in; names with a blank are choices between mine and saved, which no field shows."""
    return [name for name in draft.texts if " " not in name]
