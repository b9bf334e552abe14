"""The base of the parts of a client's page. Each part is one class, and the page shows all that are listed."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.portfolio.rows import Row
from csm_tui.screens.app_protocol import AppProtocol
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.session.changes import Change, deletion
from csm_tui.widgets.table.layout import Cell, Column

WIDE_COLUMN = 400
"""Wider than any screen, so that the first column takes all free room."""


@dataclass(frozen=True)
class ShownClient:
    """The data that a part shows: a client and its workspace."""

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


class PagePart(ABC, Generic[Listed]):
    """A list on the page of a client.

    `ID` identifies it in stylesheets and commands. `TITLE` replaces the title of its first column. `EMPTY` is shown if
    there are no entries, so it says which key adds one.
    """

    ID: ClassVar[str]
    TITLE: ClassVar[str]
    EMPTY: ClassVar[str]
    COLUMNS: ClassVar[tuple[Column, ...]]
    ADDS: ClassVar[bool] = True
    """Whether entries can be added and deleted here, or only edited."""

    SPARE: ClassVar[bool] = False
    """Whether it may be left out, without entries, where there is little room: another screen has what it is for."""

    @abstractmethod
    def entries(self, shown: ShownClient) -> Sequence[Listed]:
        """The entries in order."""

    @abstractmethod
    def key(self, entry: Listed) -> Hashable:
        """The key that identifies the entry when the list changes."""

    @abstractmethod
    def cells(self, entry: Listed, shown: ShownClient) -> Sequence[Cell]:
        """One cell per column."""

    @abstractmethod
    def text(self, entry: Listed, shown: ShownClient) -> str:
        """The text below the list while the cursor is on the entry, "" for none."""

    def opening(self, entry: Listed, app: AppProtocol) -> Awaitable[None] | None:  # noqa: ARG002
        """Opens the entry on a screen of its own; None if it has none, so that its form is opened."""
        return None

    @abstractmethod
    def spec(self, entry: Listed | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        """The form of an entry, or of a new one."""

    def why_not_new(self, shown: ShownClient) -> str:  # noqa: ARG002
        """Why no entry can be added, as a sentence without its stop; "" if one can."""
        return ""

    def name(self, entry: Listed, shown: ShownClient) -> str:
        """Its name in messages: "the touchpoint of 3 Mar, call". Asked of parts only whose entries can be deleted."""
        raise NotImplementedError

    def deleted(self, entry: Listed, shown: ShownClient) -> Change:
        """The change that deletes it. Asked of parts only whose entries can be deleted."""
        raise NotImplementedError

    def toggled(self, entry: Listed) -> Change | None:  # noqa: ARG002
        """The change to its next state; None if it has none."""
        return None


class EntityPart(PagePart[ListedEntity]):
    """A part that lists entities."""

    def key(self, entry: ListedEntity) -> Hashable:
        return entry.id

    def deleted(self, entry: ListedEntity, shown: ShownClient) -> Change:
        return deletion([entry], shown.workspace)
