"""All personal evaluations in a list, to find one."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation
from csm_tui.domain.text import fold
from csm_tui.domain.values.ratings import RatingBand, rating_band
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.personal.aspects import aspects_in_use
from csm_tui.planning.personal.evaluations import about, rating_total
from csm_tui.planning.personal.others import ratings_by_others
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.finder import Finder
from csm_tui.widgets.table.band_table import Cell, Column


class EvaluationFinder(Finder[str]):
    """Dismisses with the id of the chosen evaluation. The newest comes first."""

    EMPTY = "No evaluation has that in it"
    COLUMNS = (
        Column("about", "Engagement or period", "About", 40, 20),
        Column("csm", "CSM", "CSM", 20, 12),
        Column("day", "Date", "Date", 11, 11),
        Column("total", "Total", "Total", 10, 9, "right"),
        Column("red", "Red", "Red", 5, 4, "right"),
        Column("others", "Others", "Others", 6, 6, "right"),
    )

    def __init__(
        self, title: str, evaluations: Sequence[PersonalEvaluation], workspace: Workspace, glyphs: Glyphs
    ) -> None:
        self._evaluations = {one.id: one for one in reversed(evaluations)}
        self._workspace = workspace
        self._glyphs = glyphs
        self._aspects = aspects_in_use(workspace)
        super().__init__(title, ascii_only=glyphs.is_ascii)

    def found(self, text: str) -> Sequence[Hashable]:
        words = fold(text).split()
        return [key for key, one in self._evaluations.items() if all(word in self._words(one) for word in words)]

    def _words(self, evaluation: PersonalEvaluation) -> str:
        return fold(f"{about(evaluation, self._workspace)} {evaluation.csm} {evaluation.day}")

    def cells(self, key: Hashable) -> Sequence[Cell]:
        one = self._evaluations[str(key)]
        whole = rating_total(one.points, self._aspects)
        rated = (one.points[each.id] for each in self._aspects if each.id in one.points)
        reds = sum(rating_band(points) is RatingBand.RED for points in rated)
        raters = len(ratings_by_others(self._workspace, one))
        return (
            Cell(about(one, self._workspace) or self._glyphs.none),
            Cell(one.csm),
            Cell(one.day.isoformat()),
            Cell(f"{whole.points} of {whole.most}", "strong"),
            Cell(f"{reds} {self._glyphs.red}" if reds else self._glyphs.none, "red" if reds else "dim"),
            Cell(str(raters), "" if raters else "dim"),
        )

    def choose(self, key: Hashable) -> None:
        self.dismiss(str(key))
