"""What is copied reaches the terminal outside a multiplexer, and where it cannot a file is offered."""

from base64 import b64encode
from pathlib import Path

import pytest
from textual.app import App

from csm_tui.screens.dialogs.export_dialog import ExportDialog
from csm_tui.textual_patches.safety.clipboard import MOST_BYTES, CopyingApp, passed_through, why_not_copied
from tests.support.driving import SMALL, client, fill, using

_VARIABLES = ("TMUX", "STY", "TERM", "TERM_PROGRAM")
_COPIED = f"\x1b]52;c;{b64encode(b'a').decode()}\a"


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("variable", "value", "sent"),
    [
        ("TERM", "xterm-256color", ""),
        ("TMUX", "/tmp/tmux-0/default,1,0", "\x1bPtmux;" + _COPIED.replace("\x1b", "\x1b\x1b") + "\x1b\\"),
        ("STY", "1.pts-0.host", "\x1bP" + _COPIED + "\x1b\\"),
    ],
)
def test_it_is_wrapped_for_a_multiplexer(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sent: str) -> None:
    monkeypatch.setenv(variable, value)
    assert passed_through("a") == sent


async def test_textual_sends_it_as_it_is_and_the_patch_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when Textual copies in another way: then the patch is to be looked at again."""
    monkeypatch.setenv("TMUX", "yes")
    sent: list[str] = []

    class Watched(CopyingApp[None]):
        pass

    async with Watched().run_test() as pilot:
        driver = pilot.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", sent.append)
        pilot.app.copy_to_clipboard("a")
        App.copy_to_clipboard(pilot.app, "a")
    assert sent[:3] == [_COPIED, passed_through("a"), _COPIED]


@pytest.mark.parametrize(
    ("variable", "value", "size", "said"),
    [
        ("TERM", "xterm-256color", MOST_BYTES, ""),
        ("TERM", "xterm-256color", MOST_BYTES + 1, "74,995 bytes"),
        ("TERM", "linux", 1, "no way to the clipboard"),
        ("TERM_PROGRAM", "Apple_Terminal", 1, "no way to the clipboard"),
    ],
)
def test_where_it_cannot_be_copied_that_is_said(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, size: int, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert said in why_not_copied("a" * size)
    assert bool(said) == bool(why_not_copied("a" * size))


async def test_a_file_is_offered_instead(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
    fill(path, [client("Acme")])
    async with using(path, SMALL) as user:
        await user.press("Y")
        assert isinstance(user.screen, ExportDialog)
        assert user.app.clipboard == ""
        file = path.with_name("row.txt")
        user.screen.query_one("#export-file").value = str(file)  # type: ignore[attr-defined]
        await user.press("ctrl+s")
        assert file.read_text().startswith("Acme\t")
