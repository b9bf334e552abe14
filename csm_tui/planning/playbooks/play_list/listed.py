"""The plays as a list shows them: each with where it comes from and the clients to which it applies."""

from dataclasses import dataclass
from datetime import date

from csm_tui.domain.text import fold
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.lazy_property import lazy_property
from csm_tui.planning.playbooks.offering.offers import cases_of
from csm_tui.planning.playbooks.play import Play
from csm_tui.planning.playbooks.playbook import Origin, Playbook, applies
from csm_tui.planning.portfolio.rows import Portfolio, Row


@dataclass(frozen=True, eq=False)
class PlayRow:
    """A play, where it comes from, and the clients to which it applies now: none if it is off."""

    play: Play
    origin: Origin
    clients: tuple[Row, ...] = ()

    @property
    def source(self) -> str:
        """Where it comes from, or that it is off."""
        return "off" if self.play.off else str(self.origin)

    @lazy_property
    def names(self) -> tuple[str, ...]:
        """The names of its clients."""
        return tuple(row.client.name for row in self.clients)

    @lazy_property
    def search_text(self) -> str:
        return "\n".join(map(fold, (self.play.id, self.play.title, self.play.purpose)))


def play_rows(book: Playbook, workspace: Workspace, today: date) -> list[PlayRow]:
    """All plays in their order, those last that are switched off, each with its clients by name. Some are for those
    that have churned."""
    portfolio = Portfolio()
    portfolio.update(workspace, today)
    cases = cases_of([*portfolio], workspace)
    on = [
        PlayRow(play, book.origins[play.id], tuple(case.row for case in cases if applies(play, case)))
        for play in book.plays
    ]
    return [*on, *(PlayRow(play, book.origins[play.id]) for play in book.off)]
