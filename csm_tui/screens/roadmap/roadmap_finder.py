"""A dialog that finds a roadmap by a part of the names of its client and engagement."""

from collections.abc import Hashable, Sequence

from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.domain.text import fold
from csm_tui.domain.values.names import natural_key
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.evaluations.engagements import title_of
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.dialogs.finder import Finder
from csm_tui.widgets.table.band_table import Cell, Column


class RoadmapFinder(Finder[Roadmap]):
    """Dismisses with the chosen roadmap."""

    EMPTY = "No such roadmap: 7, then n begins one"
    COLUMNS = (
        Column("engagement", "Engagement", "Engagement", 40, 24),
        Column("title", "Title", "Title", 30, 14, grows=True),
    )

    def __init__(self, workspace: Workspace, glyphs: Glyphs) -> None:
        engagements = workspace.table(Engagement).records
        found = [
            (title_of(workspace, engagement), one)
            for one in workspace.table(Roadmap).records.values()
            if (engagement := engagements.get(one.engagement)) is not None
        ]
        self._known = {one.id: (title, one) for title, one in sorted(found, key=lambda each: natural_key(each[0]))}
        super().__init__("A cash flow: of which roadmap?", ascii_only=glyphs.is_ascii)

    def found(self, text: str) -> Sequence[Hashable]:
        words = fold(text).split()
        texts = {key: fold(f"{title} {one.title}") for key, (title, one) in self._known.items()}
        return [key for key, known in texts.items() if all(word in known for word in words)]

    def cells(self, key: Hashable) -> Sequence[Cell]:
        title, one = self._known[str(key)]
        return Cell(title), Cell(one.title, "dim")

    def choose(self, key: Hashable) -> None:
        self.dismiss(self._known[str(key)][1])
