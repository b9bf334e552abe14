"""Long texts in the form of an evaluation: the line is cut in them, and they go through the user's own editor."""

import random
import signal
from pathlib import Path

import pytest

from tests.support.driving import reread
from tests.support.screens.evaluation_driving import fill_evaluation, saved_entries
from tests.support.terminal.pseudo_terminal import Terminal
from tests.support.terminal.terminals import Opener

CTRL_O, CTRL_S, ENTER, ESCAPE = b"\x0f", b"\x13", b"\r", b"\x1b"
_WORDS = (
    "Schedule",
    "übrigens",
    "naïve",
    "日本語",
    "half-hour",
    "{braces}",
    "[brackets]",
    "#tag",
    "-",
    "50%",
    '"a"',
    "b",
)


def _open(path: Path, open_terminal: Opener, **environment: str) -> Terminal:
    terminal = open_terminal.app(path, **environment)
    terminal.wait_for("1 client ")
    terminal.send("5")
    terminal.wait_for("1 evaluation")
    terminal.send(ENTER)
    terminal.wait_for("Lessons learned")
    return terminal


@pytest.mark.parametrize(
    ("how", "count"),
    [("hup", 2), *(pytest.param(how, 30, marks=pytest.mark.thorough) for how in ("hup", "close"))],
)
def test_a_page_that_is_cut_off_comes_back_to_the_last_character(
    how: str, count: int, path: Path, open_terminal: Opener
) -> None:
    fill_evaluation(path, {})
    chance = random.Random(how)
    lines = [" ".join((*chance.choices(_WORDS, k=9), f"line{number}.")) for number in range(count)]
    text = "\n".join(lines)
    terminal = _open(path, open_terminal)
    terminal.send("n")
    terminal.wait_for("Throw away")
    for number, line in enumerate(lines):
        terminal.send(f"\r{line}" if number else line)
        terminal.wait_for(f"line{number}.")
    terminal.send(" end")
    terminal.wait_for(" end")
    if how == "hup":
        terminal.signal(signal.SIGHUP)
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    else:
        terminal.close()
        terminal.wait_for_end()
    assert saved_entries(reread(path)) == {}
    again = open_terminal.app(path)
    again.wait_for("Resume")
    again.send(ESCAPE)
    again.wait_for(lambda shown: "Resume" not in shown)
    again.send("5")
    again.wait_for("1 evaluation")
    again.send(ENTER)
    again.wait_for("* 0")
    again.wait_for("line0.")
    again.send(ENTER)
    again.wait_for(" end")
    again.send("!")
    again.wait_for(" end!")
    again.send(CTRL_S)
    again.wait_for("Saved: new entry")
    again.send("q")
    again.wait_for("1 evaluation")
    again.send("1q")
    assert again.wait_for_end() == 0
    assert saved_entries(reread(path)) == {"Challenges solved": [f"{text} end!"]}


def _editor(folder: Path, script: str) -> str:
    editor = folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o700)
    return str(editor)


@pytest.mark.thorough
def test_the_whole_form_goes_through_the_editor(path: Path, tmp_path: Path, open_terminal: Opener) -> None:
    fill_evaluation(path)
    script = r"""sed -i -e 's/^- Ask who else$/- Ask who else\n  and why\n- A third one/' -e '/^- Two$/d' "$1" """
    terminal = _open(path, open_terminal, EDITOR=_editor(tmp_path, script))
    terminal.send(CTRL_O)
    terminal.wait_for('1 new ("A third one")')
    for said in ('"Ask who else" to', '1 deleted ("Two")'):
        assert said in " ".join(terminal.shown.split())
    terminal.send("u")
    terminal.wait_for("Undone: text of evaluation of Adoption planning")
    terminal.send(b"\x12")
    terminal.wait_for("Done again")
    terminal.send("q")
    terminal.wait_for("1 evaluation")
    terminal.send("1q")
    assert terminal.wait_for_end() == 0
    found = saved_entries(reread(path))
    assert found["Lessons learned"] == ["Name a deputy for every sponsor", "Ask who else\nand why", "A third one"]
    assert len(found["Challenges solved"]) == 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("editor", "says"),
    [
        ("/none/of/these", "did not work"),
        ("vim 'x", "is not understood"),
        ("{folder}", "did not work"),
        ("false", "ended with an error"),
    ],
)
def test_an_editor_that_does_not_work_leads_back_into_the_form(
    editor: str, says: str, path: Path, tmp_path: Path, open_terminal: Opener
) -> None:
    fill_evaluation(path)
    terminal = _open(path, open_terminal, EDITOR=editor.format(folder=tmp_path))
    terminal.send(CTRL_O)
    terminal.wait_for(says)
    terminal.send("n")
    terminal.wait_for("Throw away")
    terminal.send("typed")
    terminal.wait_for("typed")
    terminal.send(CTRL_O)
    terminal.wait_for(says)
    terminal.send(" on" + CTRL_S.decode())
    terminal.wait_for("Saved: new entry")
    assert "typed on" in terminal.shown


@pytest.mark.thorough
def test_a_text_with_an_unknown_heading_is_mended_in_a_form(path: Path, tmp_path: Path, open_terminal: Opener) -> None:
    fill_evaluation(path)
    script = 'sed -i "s/^## Lessons learned/## Lesons/; s/Ask who else/Ask who else there is/" "$1"'
    terminal = _open(path, open_terminal, EDITOR=_editor(tmp_path, script))
    terminal.send(CTRL_O)
    terminal.wait_for('no section is called "Lesons"')
    terminal.wait_for("Evaluation as text")
    (tmp_path / "editor").write_text('#!/bin/sh\nsed -i "s/^## Lesons/## Lessons learned/" "$1"\n')
    terminal.send(CTRL_O)
    terminal.wait_for(lambda shown: "A heading for each section" in shown and "Lesons" not in shown)
    terminal.send(CTRL_S)
    terminal.wait_for("1 changed")
    terminal.wait_for("· saved")
    assert "Ask who else there is" in saved_entries(reread(path))["Lessons learned"]
