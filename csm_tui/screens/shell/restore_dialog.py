"""The dialog with the backups, which shows what restoring one would change."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from csm_tui.exchange.preview import FieldChange, RecordChange
from csm_tui.screens.app_protocol import attempt
from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.cells.change_lines import change_lines
from csm_tui.screens.dialogs.list_dialog import ListDialog
from csm_tui.screens.dialogs.pane_dialog import PaneDialog
from csm_tui.session.errors import StorageError
from csm_tui.session.workspace_file.maintenance import Backup, Differences
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import Cell, Column
from csm_tui.widgets.wrapping import wrapped_lines


class RestoreDialog(ListDialog[None]):
    """Lists the backups, newest first."""

    TITLE_LINE = "Backups"
    EMPTY = "No backups yet: n makes one"
    COLUMNS = (
        Column("made", "Made", "Made", 20, 16),
        Column("reason", "Why", "Why", 18, 16),
        Column("clients", "Clients", "Clients", 8, 7, "right"),
        Column("size", "Bytes", "Bytes", 12, 10, "right"),
        Column("sound", "", "", 8, 8),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_row", "What would change", priority=True),
        Binding("n", "new", "Make one now"),
    ]

    def __init__(self, screen: WorkScreen) -> None:
        super().__init__(ascii_only=screen.glyphs.is_ascii)
        self._work = screen
        self._backups: dict[str, Backup] = {}

    def lines(self) -> Sequence[Line]:
        return [[(" enter shows what going back would change", "dim")]]

    def rows(self) -> Sequence[Hashable]:
        attempt(self.app, self._read_backups)
        return [*self._backups]

    def _read_backups(self) -> None:
        self._backups = {backup.name: backup for backup in self._work.session.maintenance.backups()}

    def cells(self, key: Hashable) -> Sequence[Cell]:
        backup = self._backups[str(key)]
        return (
            Cell(_made(backup)), Cell(backup.reason.replace("-", " ")),
            Cell(backup.clients), Cell(f"{backup.size:,}", "dim"),
            Cell("", "") if backup.sound else Cell("damaged", "red"),
        )  # fmt: skip

    async def open(self, key: Hashable) -> None:
        """Show what restoring a backup would change."""
        backup = self._backups[str(key)]
        try:
            found = self._work.session.maintenance.compare(backup.name, self._work.session.workspace)
        except StorageError as error:
            self.notify(str(error), severity="error", markup=False)
            return

        async def take(sure: bool | None) -> None:
            if sure:
                self._restore(backup)

        await self.app.push_screen(Confirmation(backup, found), take)

    def _restore(self, backup: Backup) -> None:
        if attempt(self.app, lambda: self._work.session.restore(backup.name)):
            self.notify(f"Restored the backup of {_made(backup)}; the state before it is the newest backup")
            self.dismiss(None)

    def action_new(self) -> None:
        """Make a backup of the workspace now."""
        attempt(self.app, self._work.session.maintenance.back_up)
        self.show()


class Confirmation(PaneDialog[bool]):
    """Shows what restoring would change; dismisses with whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Restore"),
        Binding("escape,n,q", "dismiss(False)", "Leave it"),
    ]

    def __init__(self, backup: Backup, found: Differences) -> None:
        super().__init__(f"Back to {_made(backup)}?")
        self._found = found

    def lines(self, width: int) -> list[Line]:
        return difference_lines(self._found, width)


def _made(backup: Backup) -> str:
    return f"{backup.made_at:%Y-%m-%d %H:%M}"


def difference_lines(found: Differences, width: int) -> list[Line]:
    """What would come back and go, by name, and what would be as it was, with old and new."""
    if not found:
        return [[(" Nothing would change: the workspace is as it was then.", "")]]
    lines: list[Line] = []
    for title, names, style_name in (("would come back", found.back, "green"), ("would go", found.gone, "red")):
        if names:
            lines.append([(f" {len(names)} {title}", style_name)])
            lines += wrapped_lines(", ".join(_counted(names)), width, indent=3)
    if found.changed:
        lines.append([(f" {len(found.changed)} would be as then", "amber")])
        changes = [RecordChange(name, False, tuple(FieldChange(*one) for one in all_)) for name, all_ in found.changed]
        lines += change_lines(changes, width)
    return [*lines, [], [(" y restores; the present state is backed up before.", "dim")]]


def _counted(names: Iterable[str]) -> list[str]:
    """Each name once, with its count; calls with one client on one day have the same name."""
    return [name if count == 1 else f"{name} ({count})" for name, count in Counter(names).items()]
