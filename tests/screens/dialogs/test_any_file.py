"""Whatever file is named where one is asked for, and whatever is raised while it is read, is said beside its field."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from csm_tui.screens.base.work_screen import WorkScreen
from csm_tui.screens.dialogs.forms.record_form import RecordForm
from csm_tui.screens.matching.match_dialog import MatchDialog
from tests.support.driving import SMALL, User, using
from tests.support.rows import first_rows
from tests.support.screens.import_driving import is_looking
from tests.support.screens.plan_screen_driving import fill_plan

pytestmark = pytest.mark.thorough

_ASKED = {"clients": ("1", "I"), "plan": ("3", "I"), "reference": ("3", "F"), "appointments": ("4", "I")}
"""Where a file is asked for, and the key that asks there."""
_ERRORS = (
    ValueError("x"), OSError(36, "too long"), RecursionError(), OverflowError(), KeyError(1), MemoryError(),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "x"),
)  # fmt: skip
_DIGITS = "9" * 5_000
_FILES = {
    "digits": f"Client,ARR,Product\n{_DIGITS},{_DIGITS},{_DIGITS}\nCity,{_DIGITS}.5,1e9999\n",
    "plan of digits": f"Reference,Client,Duration,Deadline,Dependencies\nR1,x,{_DIGITS},W{_DIGITS},R1\n",
    "calendar of digits": f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:{_DIGITS}\nDURATION:P{_DIGITS}D\nEND:VEVENT\n"
    "END:VCALENDAR\n",
    "nested": "BEGIN:VCALENDAR\n" * 2_000,
    "long line": "x" * 200_000,
    "half a pair": b"Client\n\xed\xa0\x80\n",
    "no text": bytes(range(256)),
    "nothing": "",
}


@pytest.fixture
def workspace(path: Path) -> Path:
    fill_plan(path)
    return path


async def _ask(user: User, asked: str) -> None:
    screen, key = _ASKED[asked]
    await user.press(screen)
    await user.until(lambda: isinstance(user.screen, WorkScreen) and user.screen.ready.is_set())
    await user.press(key)
    if not isinstance(user.screen, RecordForm):  # it took the reference plan away that lay there
        await user.press(key)
    await user.until(lambda: isinstance(user.screen, RecordForm))


@pytest.fixture
def _locked_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be entered, for those whom nothing is forbidden, too."""
    stat = Path.stat

    def refused(path: Path, **options: Any) -> os.stat_result:
        if "locked" in path.parts:
            raise PermissionError(13, "Permission denied")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refused)


@pytest.mark.usefixtures("_locked_folder")
@pytest.mark.parametrize("asked", _ASKED)
async def test_a_path_that_leads_nowhere_is_said_beside_its_field(asked: str, workspace: Path) -> None:
    async with using(workspace, SMALL) as user:
        await _ask(user, asked)
        for text, why in (
            ("~nick/plan.csv", "there is no user nick"),
            ("x" * 300, "the name is too long"),
            (f"{'x' * 300}/plan.csv", "the name is too long"),
            (str(workspace.parent / "locked" / "plan.csv"), "no permission"),
            ("/" + "y/" * 5_000, "the name is too long"),
            (_DIGITS, "the name is too long"),
        ):
            await user.enter(file=text)
            await user.press("tab", "shift+tab", "ctrl+s")
            assert isinstance(user.screen, RecordForm)
            assert user.message("file") == why, ascii(text[:30])


@pytest.mark.parametrize("error", first_rows(_ERRORS, 1), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("asked", _ASKED)
async def test_what_is_raised_while_the_file_is_read_is_said_beside_its_field(
    asked: str, error: Exception, workspace: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = workspace.with_name("some.csv")
    file.write_text("Client\nCity\n")
    readers = ("screens.matching.tables.client_changes", "screens.matching.tables.import_plan",
               "screens.plan.reference_plan.read_rows",
               "screens.calendar.appointments.read_calendar_apart")  # fmt: skip
    async with using(workspace, SMALL) as user:
        await _ask(user, asked)
        await user.enter(file=str(file))
        for reader in readers:
            module, name = reader.rsplit(".", 1)
            monkeypatch.setattr(f"csm_tui.{module}.{name}", _failing(error))
        await user.press("ctrl+s")
        await user.until(lambda: user.said and isinstance(user.screen, RecordForm))
        said = f"some.csv: this cannot be read ({type(error).__name__})"
        assert user.said == [said]
        assert (user.message("file"), user.row("file").text) == (said, str(file))
        assert [one.exc_info[1] for one in caplog.records if one.exc_info] == [error]


_IMPORTS = {"clients": "Client\nCity\n", "plan": "Reference,Description,Duration\nN1,Call,2\n"}


@pytest.mark.parametrize("error", first_rows(_ERRORS, 1), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("asked", _IMPORTS)
async def test_what_is_raised_while_an_import_is_taken_in_is_said(
    asked: str, error: Exception, workspace: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with using(workspace, SMALL) as user:
        await _look_at_import(user, asked, workspace)
        monkeypatch.setattr("csm_tui.screens.matching.tables._import_of", _failing(error))
        await user.press("y")
        await user.until(lambda: isinstance(user.screen, WorkScreen))
        assert user.said == [f"some.csv: this cannot be taken in ({type(error).__name__})"]
        assert [one.exc_info[1] for one in caplog.records if one.exc_info] == [error]


async def _look_at_import(user: User, asked: str, workspace: Path) -> None:
    file = workspace.with_name("some.csv")
    file.write_text(_IMPORTS[asked])
    await _ask(user, asked)
    await user.enter(file=str(file))
    await user.press("ctrl+s")
    await user.until(lambda: is_looking(user))


def _failing(error: Exception) -> Callable[..., NoReturn]:
    def failing(*_: object, **__: object) -> NoReturn:
        raise error

    return failing


@pytest.mark.thorough
@pytest.mark.parametrize("asked", _ASKED)
async def test_no_file_ends_the_program(asked: str, workspace: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with using(workspace, SMALL) as user:
        for name, content in _FILES.items():
            file = workspace.with_name(f"{name}.txt")
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
            await _ask(user, asked)
            await user.enter(file=str(file))
            await user.press("ctrl+s")
            await user.until(lambda: not isinstance(user.screen, MatchDialog) or user.screen.is_ready)
            if is_looking(user):
                await user.press("right_square_bracket", "G", "g", "y", "escape")
            await user.pilot.pause()
            await user.press("escape", "escape")
            assert user.app.is_running, name
    assert [one.getMessage() for one in caplog.records if one.exc_info] == []
