"""What tests of bringing a file in need beyond `driving`."""

from pathlib import Path

from csm_tui.screens.matching.match_dialog import MatchDialog
from csm_tui.widgets.line_pane import LinePane
from csm_tui.widgets.table.band_table import BandTable
from tests.support.driving import User
from tests.support.screens.page_driving import pane_text


def sheet(path: Path, text: str, name: str = "clients.csv") -> Path:
    """A file beside the workspace."""
    file = path.with_name(name)
    file.write_text(text)
    return file


def looking(user: User) -> MatchDialog:
    """The dialog in front, which has read its file."""
    assert isinstance(user.screen, MatchDialog), user.screen
    assert user.screen.is_ready
    return user.screen


def is_looking(user: User) -> bool:
    """Whether a file is read and can be looked through."""
    return isinstance(user.screen, MatchDialog) and user.screen.is_ready


async def look(user: User, file: Path | str, **fields: str) -> str:
    """Bring a file in, as far as its second page; what is said above that."""
    await user.press("I")
    await user.enter(file=str(file), **fields)
    await user.press("ctrl+s")
    await user.until(lambda: is_looking(user))
    await user.press("right_square_bracket")
    return heading(user)


def heading(user: User) -> str:
    """What is said above the lists."""
    return " ".join(pane_text(looking(user).query_one("#match-heading", LinePane)).split())


def shown_table(user: User) -> BandTable:
    """The list of the page in front."""
    return next(one for one in looking(user).query(BandTable) if one.display)


def under_cursor(user: User) -> list[str]:
    """The cells of the row under the cursor."""
    table = shown_table(user)
    return [cell.text for cell in table._painter.cells(table.cursor_key)]


def listed(user: User) -> list[str]:
    """The rows of the page in front: * for a ticked one, then its cells."""
    table = shown_table(user)
    rows = []
    for key in table.keys:
        cells = (cell.text for cell in table._painter.cells(key))
        rows.append(" | ".join((*(["*"] if key in table.marks else []), *cells)))
    return rows
