"""The dialog in which weights, thresholds and scores are tried, with what that would change live beside them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget

from csm_tui.forms.definitions.plan.what_if_form import Tried, WhatIfSpec
from csm_tui.forms.form_spec import FormSpec, Result
from csm_tui.planning.portfolio.rows import Portfolio, Row
from csm_tui.planning.portfolio.what_if import Effect, Trial, effect_of
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.what_if_lines import what_if_lines
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.session import Session
from csm_tui.widgets import later
from csm_tui.widgets.form.form import Form
from csm_tui.widgets.later import Later
from csm_tui.widgets.line_pane import Line, LinePane

_Asked = tuple[Trial, str]


class WhatIfDialog(RecordForm[Result]):
    """A form that changes nothing until it is taken over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Take over", priority=True),
        Binding("ctrl+g,f6", "scale", "Scale to 100", priority=True),
    ]

    def __init__(
        self, spec: FormSpec[Result], session: Session, glyphs: Glyphs, refused: str = "", *, unasked: bool = False
    ) -> None:
        super().__init__(spec, session, glyphs, refused, unasked=unasked)
        self._session = session
        self._rows: Sequence[Row] = ()
        self._effect: tuple[Effect, str] | None = None
        self._pane = LinePane(self._effect_lines, id="what-if-effect")
        self._later: Later[_Asked, tuple[Effect, str]] = Later(self, self._find, self._take_effect)

    @property
    def _tried(self) -> Tried:
        """What is tried against, as it is now."""
        assert isinstance(self._spec, WhatIfSpec)
        return self._spec.tried

    def body(self, texts: Mapping[str, str]) -> Iterator[Widget]:
        with Container(id="what-if-body"):
            yield Form(self._keeper.fields, texts, first=self._spec.focus, required=self._spec.required)
            yield self._pane

    def on_mount(self) -> None:
        if self.query(Form):
            self._try()

    @on(Form.Changed)
    def _try(self) -> None:
        """Ask what the texts would change; while one of them means nothing, what is shown stays."""
        trial, note = self._tried.trial(self._texts)
        if trial is not None:
            at_once = len(self._session.workspace.clients) <= later.AT_ONCE
            self._later.ask((trial, note), at_once=at_once)

    def _find(self, asked: _Asked) -> tuple[Effect, str]:
        trial, note = asked
        if not self._rows:
            portfolio = Portfolio()
            portfolio.update(self._session.workspace, self._session.today())
            self._rows = [*portfolio]
        return effect_of(self._rows, trial), note

    def _take_effect(self, effect: tuple[Effect, str]) -> None:
        self._effect = effect
        self._pane.show(self._effect_lines)

    def _effect_lines(self, width: int) -> Sequence[Line]:
        if self._effect is None:
            return []
        effect, note = self._effect
        return what_if_lines(effect, note, width, self._pane.size.height, self._glyphs)

    def action_scale(self) -> None:
        """Scale the weights that were not typed, so that all sum to 100."""
        try:
            scaled = self._tried.scaled(self._texts)
        except ValueError as error:
            self.app.notify(f"Not scaled: {error}", severity="warning", markup=False)
            return
        for name, text in scaled.items():
            self._form.put_text(name, text)
        if not scaled:
            self.app.notify("The weights sum to 100")
