"""The dialog with how others rate the same work."""

from collections.abc import Sequence

from csm_tui.domain.records.person.personal_evaluation import OthersRating, PersonalEvaluation
from csm_tui.forms.definitions.personal_forms import others_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.personal.aspects import aspects_in_use
from csm_tui.planning.personal.evaluations import rating_total
from csm_tui.planning.personal.others import FEWEST, ratings_by_others
from csm_tui.screens.app_protocol import ScreenProtocol
from csm_tui.screens.dialogs.records_dialog import RecordsDialog
from csm_tui.session.changes import Change
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column


class OthersDialog(RecordsDialog[OthersRating]):
    """Lists who rated. What an anonymous one gave is not opened: it shows in averages only."""

    TITLE_LINE = "Ratings by others"
    EMPTY = "None yet: n types one in. Ask those whom you trust to be frank"
    COLUMNS = (
        Column("rater", "Rated by", "Rated by", 30, 20),
        Column("relation", "Relation", "Relation", 12, 11),
        Column("day", "Date", "Date", 12, 11),
        Column("total", "Total", "Total", 10, 9, "right"),
        Column("rated", "Rated", "Rated", 8, 7, "right"),
    )

    def __init__(self, screen: ScreenProtocol, evaluation: PersonalEvaluation) -> None:
        super().__init__(screen)
        self._evaluation = evaluation

    def lines(self) -> Sequence[Line]:
        return [[(f" What anonymous raters give counts in the averages from {FEWEST} of them on", "dim")]]

    def found(self) -> Sequence[OthersRating]:
        return ratings_by_others(self.work.session.workspace, self._evaluation)

    def record_cells(self, record: OthersRating) -> Sequence[Cell]:
        whole = rating_total(record.points, aspects_in_use(self.work.session.workspace))
        return (
            Cell(record.rater or "anonymous", "" if record.rater else "dim"),
            Cell(str(record.relation), "dim"),
            Cell(record.day.isoformat(), "dim"),
            Cell(f"{whole.points} of {whole.most}" if record.rater else self.work.glyphs.none),
            Cell(f"{whole.rated} of {whole.aspects}", "dim"),
        )

    async def action_edit(self) -> None:
        """Open the rating under the cursor, if somebody put a name to it."""
        record = self.record(self.chosen)
        if record is not None and not record.rater:
            self.notify("It is anonymous and is not opened; d deletes it", severity="warning")
            return
        await super().action_edit()

    def spec(self, record: OthersRating | None) -> FormSpec[Change]:
        identity = "" if record is not None else self.work.unsaved("others", self._evaluation.id)
        workspace, today = self.work.session.workspace, self.work.session.today()
        return others_form(record, self._evaluation, workspace, today, identity)
