"""What goes to a real terminal: no escape sequence in it comes from the data."""

import re
from pathlib import Path

import pytest

from tests.support.hostile import NAMES, TERMINAL
from tests.support.storage.raw_files import fill_raw
from tests.support.terminal.terminals import Opener

_HARMLESS = re.compile(
    rb"\x1b\[[0-9;:]*m"  # colours
    rb"|\x1b\[[0-9;]*[HABCDGKJ]"  # moving and clearing
    rb"|\x1b\[[?>=<]?[0-9;$]*[hlpucnq]|\x1b\[[?>]?[0-9;]*\$p"  # modes and questions
    rb"|\x1b\]22;[a-z-]*(?:\x1b\\|\x07)"  # the mouse's shape
    rb"|\x1b7|\x1b8|\x1b\(B|\x1b[=>]|\x1b\[[0-9;]*t"
)
"""The sequences that the program itself sends: none sets a title, opens a link or reaches the clipboard."""


def _kinds(received: bytes) -> set[bytes]:
    """The sequences by their kind, numbers left out."""
    return {re.sub(rb"[0-9;:]+", b"#", found) for found in re.findall(rb"\x1b(?:\[[^@-~]*[@-~]|[^\[])", received)}


def _visit(open_terminal: Opener, path: Path, rows: int) -> bytes:
    """Look at every client, in the table, the pane, the form, the help, the filter, the palette and a message."""
    terminal = open_terminal.app(path, size=(120, 70))
    terminal.wait_for(f"{rows} clients")
    terminal.send("v")
    terminal.wait_for("Since")
    terminal.send("j" * rows)
    terminal.send("e")
    terminal.wait_for("Renewal date")
    terminal.send(b"\x13")
    terminal.wait_for(lambda shown: "Renewal date" not in shown)
    terminal.send("?")
    terminal.wait_for("type to search")
    terminal.send("q/")
    terminal.wait_for("words, health")
    terminal.send("red:")
    terminal.wait_for('no field "red"')
    terminal.send(b"\x1b")
    terminal.wait_for(lambda shown: 'no field "red"' not in shown)
    terminal.send("d")
    terminal.wait_for("brings it back")
    terminal.send("\x10")
    terminal.wait_for("Search for commands")
    terminal.send(b"\x1b")
    terminal.wait_for(lambda shown: "Search for commands" not in shown)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert "title" not in terminal.title
    return terminal.received


@pytest.mark.thorough
def test_no_sequence_comes_from_the_data(tmp_path: Path, open_terminal: Opener) -> None:
    kinds = []
    for kind, names in (("plain", [f"name {n} \U0001f642" for n in range(len(NAMES))]), ("hostile", NAMES)):
        path = tmp_path / f"{kind}.json"
        fill_raw(path, [{"name": one, "owner": one, "tags": [one], "notes": one, "product": 50} for one in names])
        received = _visit(open_terminal, path, len(names))
        kinds.append(_kinds(received))
        rest = _HARMLESS.sub(b"", received)
        assert b"\x1b" not in rest, sorted(set(re.findall(rb"\x1b.{0,20}", rest)))
        for c1 in range(0x80, 0xA0):
            assert bytes((0xC2, c1)) not in rest
        controls = {byte for byte in rest if byte < 0x20 or byte == 0x7F}
        assert controls <= {0x0A, 0x0D}, controls
    assert kinds[1] <= kinds[0], "a name brought a sequence that plain names do not bring"


def test_the_harness_sees_a_sequence_that_gets_through(tmp_path: Path, open_terminal: Opener) -> None:
    """The same look at a program that prints the names as they are must find them."""
    program = tmp_path / "naive.py"
    program.write_text(f"for name in {TERMINAL!r}: print(name)")
    terminal = open_terminal(str(program))
    terminal.wait_for_end()
    assert b"\x1b" in _HARMLESS.sub(b"", terminal.received)
    assert "title" in terminal.title
