"""What a part of a client's page declares: one class per part, and the page shows whatever it is given."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.changes import Change, deletion
from csm_tui.widgets.table.layout import Cell, Column

WIDE_COLUMN = 400
"""More than any screen has: the first column then takes all the room there is."""


@dataclass(frozen=True)
class Shown:
    """What a part tells of: a client as it is now, in its workspace."""

    row: Row
    workspace: Workspace
    glyphs: Glyphs

    @property
    def client(self) -> Client:
        return self.row.client

    @property
    def today(self) -> date:
        return self.row.today


Listed = TypeVar("Listed")
ListedEntity = TypeVar("ListedEntity", bound=Entity)


class PagePart(Generic[Listed]):
    """A list on the page of a client.

    `ID` names it in stylesheets and commands. `TITLE` stands over it in place of its first column's title. `EMPTY` is
    all that is seen of it while there are no entries, so it says what to press.
    """

    ID: ClassVar[str]
    TITLE: ClassVar[str]
    EMPTY: ClassVar[str]
    COLUMNS: ClassVar[tuple[Column, ...]]
    ADDS: ClassVar[bool] = True
    """Whether entries are added and deleted here; else they are only edited."""

    def entries(self, shown: Shown) -> Sequence[Listed]:
        """What is listed, in order."""
        raise NotImplementedError

    def key(self, entry: Listed) -> Hashable:
        """What the cursor stays on when the list changes."""
        raise NotImplementedError

    def cells(self, entry: Listed, shown: Shown) -> Sequence[Cell]:
        """One cell per column."""
        raise NotImplementedError

    def text(self, entry: Listed, shown: Shown) -> str:
        """What stands below the list while the cursor is on the entry, "" for nothing."""
        raise NotImplementedError

    def spec(self, entry: Listed | None, shown: Shown, identity: str = "") -> FormSpec[Change]:
        """The form of an entry, or of a new one."""
        raise NotImplementedError

    def name(self, entry: Listed, shown: Shown) -> str:
        """How a message names it: "the touchpoint of 3 Mar, call"."""
        raise NotImplementedError

    def deleted(self, entry: Listed, shown: Shown) -> Change:
        """The change that deletes it."""
        raise NotImplementedError

    def toggled(self, entry: Listed) -> Change | None:  # noqa: ARG002
        """The change that brings it into its next state; None if it has none."""
        return None


class EntityPart(PagePart[ListedEntity]):
    """A part that lists records of their own."""

    def key(self, entry: ListedEntity) -> Hashable:
        return entry.id

    def deleted(self, entry: ListedEntity, shown: Shown) -> Change:
        return deletion([entry], shown.workspace)


def first_line(text: str) -> str:
    """What a list shows of a text."""
    return next(iter(text.splitlines()), "")
