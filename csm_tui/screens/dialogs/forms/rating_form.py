"""The dialog that rates aspects: single keys, with the total, the spider and the bands live beside them."""

from collections.abc import Iterator, Mapping, Sequence

from textual import on
from textual.containers import Container
from textual.widget import Widget

from csm_tui.domain.values.ratings import read_rating
from csm_tui.forms.form_spec import FormSpec, Result
from csm_tui.planning.personal.evaluations import total_of
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.cells.rating_cells import band_runs, drawn_rating, spider_lines, total_runs
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.session.session import Session
from csm_tui.widgets.form.form import Form
from csm_tui.widgets.form.ratings_form import RatingsForm
from csm_tui.widgets.line_pane import Line, LinePane


class RatingForm(RecordForm[Result]):
    """A form of ratings, whatever stands at its head."""

    def __init__(
        self, spec: FormSpec[Result], session: Session, glyphs: Glyphs, refused: str = "", *, unasked: bool = False
    ) -> None:
        super().__init__(spec, session, glyphs, refused, unasked=unasked)
        self._ratings = [field.name for field in spec.fields if field.kind == "rating"]
        self._spider = LinePane(id="rating-spider")

    def body(self, texts: Mapping[str, str]) -> Iterator[Widget]:
        with Container(id="rating-body"):
            yield RatingsForm(self._keeper.fields, texts, self._drawn, first=self._first, required=self._spec.required)
            yield self._spider

    def on_mount(self) -> None:
        self._show_spider()

    @on(Form.Changed)
    def _show_spider(self) -> None:
        self._spider.show(self._spider_lines)

    def _drawn(self, text: str) -> Line:
        return drawn_rating(_understood(text), self._glyphs)

    def _spider_lines(self, width: int) -> Sequence[Line]:
        texts = self._form.texts
        own = [_understood(texts[name]) for name in self._ratings]
        spider = spider_lines(own, (), width, self._spider.size.height - 2, self._glyphs)
        return [
            [(" ", ""), *total_runs(total_of(own), self._glyphs)],
            [(" ", ""), *band_runs(own, self._glyphs)],
            *spider,
        ]


def _understood(text: str) -> int | None:
    """The rating that a text means; None also for one that is wrong, which its field says."""
    try:
        return read_rating(text)
    except ValueError:
        return None
