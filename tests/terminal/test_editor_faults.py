"""Whatever goes wrong with the user's editor leads back into the form, with the text and a line that says why."""

from pathlib import Path

import pytest

from tests.support.driving import client, fill
from tests.support.terminal.terminals import Opener


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("named", "script", "said"),
    [
        ("/no/such/editor", None, "did not work"),
        ("vim 'x", None, "is not understood"),
        ("{folder}", None, "did not work"),
        ("{folder}/plain.txt", None, "did not work"),
        ("{folder}/editor", "exit 3", "ended with an error"),
        ("{folder}/editor", 'rm "$1"', "left no text"),
        ("{folder}/editor", "kill -9 $$", "ended with an error"),
        ("{folder}/editor", 'rm "$1"; mkdir "$1"', "left no text"),
        ("{folder}/editor", 'rm "$1"; mkfifo "$1"', "left no text"),
        ("{folder}/editor", 'ln -sf /proc/self/mem "$1"', "cannot be read"),
        ("{folder}/editor", "printf 'bad \\377 bytes' > \"$1\"", "bad \ufffd bytes"),
    ],
)
def test_the_form_is_there_again(
    named: str, script: str | None, said: str, tmp_path: Path, open_terminal: Opener
) -> None:
    path = tmp_path / "workspace.json"
    (tmp_path / "plain.txt").write_text("no program")
    if script is not None:
        editor = tmp_path / "editor"
        editor.write_text(f"#!/bin/sh\n{script}\n")
        editor.chmod(0o700)
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path, size=(120, 30), EDITOR=named.format(folder=tmp_path))
    terminal.wait_for("1 client ")
    terminal.send("t")
    terminal.wait_for("New touchpoint")
    terminal.send("first words")
    terminal.wait_for("first words")
    terminal.send(b"\x0f")
    terminal.wait_for(said)
    terminal.send("!")
    terminal.wait_for(lambda shown: "words!" in shown or "!bad" in shown or "bytes!" in shown)
    terminal.send(b"\x1b")
    terminal.wait_for(lambda shown: "New touchpoint" not in shown and "1 client " in shown)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
