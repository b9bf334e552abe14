"""Forms that are cut off while somebody types: no character that was taken in is lost."""

import os
import random
import signal
import string
from pathlib import Path

import orjson
import pytest

from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.ending import LEAVE
from csm_tui.session.drafts.drafts import Drafts
from csm_tui.termination import SIGNALS
from tests.support.driving import client, fill, fill_whole_demo, now, reread
from tests.support.terminal.pseudo_terminal import Terminal
from tests.support.terminal.terminals import Opener

pytestmark = pytest.mark.thorough

CTRL_S, ENTER = b"\x13", b"\r"
_ALPHABET = string.ascii_letters + string.digits + "äß€.,;"
_WIDTH = 24
"""So many characters of a note can be seen at once."""


def _noted(path: Path) -> str:
    """The note in the draft that a cut left."""
    folder = path.with_name(f"{path.name}.drafts")
    drafts = []
    for file in (*folder.glob("*-touchpoint-*.json"), *folder.glob("*-touchpoint-*.json.cut")):
        drafts.append(orjson.loads(file.read_bytes()))
    assert drafts, "there is no draft"
    return str(max(drafts, key=lambda one: one["serial"])["texts"]["note"])


def _offered(path: Path) -> str:
    """The note that the next start offers."""
    (draft,) = Drafts(path, now).found()
    return draft.texts["note"]


def _open_touchpoint(path: Path, open_terminal: Opener) -> Terminal:
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path)
    terminal.wait_for("1 client ")
    terminal.send("t")
    terminal.wait_for("New touchpoint")
    return terminal


def _cut(terminal: Terminal, how: str) -> None:
    if how == "close":
        terminal.close()
    else:
        terminal.signal(signal.Signals[f"SIG{how.upper()}"])


@pytest.mark.parametrize(
    ("how", "seed"),
    [
        pytest.param(how, seed, marks=() if seed < (3 if how in ("hup", "term") else 2) else pytest.mark.long)
        for how in ("hup", "term", "int", "quit", "close", "kill")
        for seed in range(25)
    ],
)
def test_a_form_that_is_cut_off_loses_no_character(how: str, seed: int, path: Path, open_terminal: Opener) -> None:
    chance = random.Random(f"{how} {seed}")
    text = "".join(chance.choices(_ALPHABET, k=chance.randint(3, _WIDTH - 1)))
    terminal = _open_touchpoint(path, open_terminal)
    sent = 0
    while sent < len(text):
        size = chance.randint(1, 6)
        terminal.send(text[sent : sent + size])
        sent += size
        if chance.random() < 0.6:
            terminal.wait_for(text[:sent])
    terminal.wait_for(text)
    if how == "kill":  # nobody can do anything then; what is older than a tenth of a second is on the disk
        terminal.read_for(0.35)
    _cut(terminal, how)
    terminal.wait_for_end()
    assert _offered(path) == text
    assert reread(path).table(Touchpoint).records == {}


def test_a_paste_that_never_ends_is_given_up_and_kept(path: Path, open_terminal: Opener) -> None:
    terminal = _open_touchpoint(path, open_terminal)
    terminal.send("\x1b[200~Half a note")
    terminal.wait_for("Half a note")
    terminal.send(" and more")
    terminal.wait_for("Half a note and more")
    terminal.signal(signal.SIGHUP)
    terminal.wait_for_end()
    assert _offered(path) == "Half a note and more"


def test_what_was_cut_off_is_offered_resumed_and_saved(path: Path, open_terminal: Opener) -> None:
    terminal = _open_touchpoint(path, open_terminal)
    terminal.send("They like it")
    terminal.wait_for("They like it")
    terminal.signal(signal.SIGHUP)
    assert terminal.wait_for_end() == 128 + signal.SIGHUP
    again = open_terminal.app(path)
    again.wait_for("Resume")
    again.wait_for("New touchpoint · Acme")
    again.send(ENTER)
    again.wait_for("They like it")
    again.send("!")
    again.wait_for("They like it!")
    again.send(CTRL_S)
    again.wait_for(lambda shown: "New touchpoint" not in shown and "saved" in shown)
    again.send("q")
    assert again.wait_for_end() == 0
    (touchpoint,) = reread(path).table(Touchpoint).records.values()
    assert touchpoint.note == "They like it!"
    assert [*path.with_name(f"{path.name}.drafts").glob("*-touchpoint-*")] == [], "the draft went with the save"
    third = open_terminal.app(path)
    third.wait_for("1 client ")
    third.read_for(0.3)
    assert "Resume" not in third.shown


@pytest.mark.thorough
def test_a_terminal_that_is_given_back_works_on(path: Path, open_terminal: Opener) -> None:
    terminal = _open_touchpoint(path, open_terminal)
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 128 + signal.SIGTERM
    assert b"\x1b[?1049l" in terminal.received
    assert b"\x1b[?25h" in terminal.received


@pytest.mark.thorough
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("sign", [b"\x1b[?1049h", b"\x1b[?2004h", b"Acme"])
def test_a_start_that_is_cut_off_gives_the_terminal_back(
    sign: bytes, number: signal.Signals, path: Path, open_terminal: Opener
) -> None:
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path)
    terminal.wait_for(lambda _: sign in terminal.received)
    terminal.signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.received.endswith(LEAVE)
    assert b"Traceback" not in terminal.received


@pytest.mark.thorough
@pytest.mark.parametrize("key", [b"\x03", b"\x1c"])
def test_an_interrupt_in_the_editor_ends_the_editor_alone(
    key: bytes, path: Path, open_terminal: Opener, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\necho ready\nexec sleep 30\n")
    editor.chmod(0o700)
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path, EDITOR=str(editor))
    terminal.wait_for("1 client ")
    terminal.send("t")
    terminal.wait_for("New touchpoint")
    terminal.send("first")
    terminal.wait_for("first")
    terminal.send(b"\x0f")
    terminal.wait_for("ready")
    terminal.send(key)
    terminal.wait_for("ended with an error")
    terminal.send(" and more")
    terminal.wait_for("first and more")


@pytest.mark.thorough
def test_a_link_that_stalls_keeps_what_is_typed_meanwhile(path: Path, open_terminal: Opener) -> None:
    """Nobody reads what the program writes, until it has written far more than the link holds."""
    terminal = _open_touchpoint(path, open_terminal)
    text = "".join(random.Random(7).choices(_ALPHABET, k=400))
    for char in text:
        terminal.send(char)
        terminal.pause(0.005)
    terminal.until(lambda: _noted_or_none(path) == text)
    terminal.signal(signal.SIGHUP)
    assert terminal.wait_for_end() == 128 + signal.SIGHUP
    assert _noted(path) == text


def _noted_or_none(path: Path) -> str | None:
    try:
        return _noted(path)
    except (AssertionError, KeyError, FileNotFoundError, orjson.JSONDecodeError):
        return None


@pytest.mark.thorough
def test_a_text_in_the_editor_outlives_the_program(path: Path, open_terminal: Opener, tmp_path: Path) -> None:
    """The editor saves, then the connection breaks before it is closed."""
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "from the editor" > "$1"\necho ready\nexec sleep 30\n')
    editor.chmod(0o700)
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path, EDITOR=str(editor))
    terminal.wait_for("1 client ")
    terminal.send("t")
    terminal.wait_for("New touchpoint")
    terminal.send("x")
    terminal.wait_for(lambda shown: any(line.split()[-2:] == ["*", "x"] for line in shown.splitlines()))
    terminal.send(b"\x0f")
    terminal.wait_for("ready")
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    again = open_terminal.app(path)
    again.wait_for("Resume")
    again.send(ENTER)
    again.wait_for("from the editor")


@pytest.mark.thorough
def test_a_long_text_comes_back_from_the_editor(path: Path, open_terminal: Opener, tmp_path: Path) -> None:
    editor = tmp_path / "my editor.sh"
    editor.write_text('#!/bin/sh\nprintf " and more\\nsecond line\\n" >> "$1"\n')
    editor.chmod(0o700)
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path, EDITOR=f"'{editor}'")
    terminal.wait_for("1 client ")
    terminal.send("t")
    terminal.wait_for("New touchpoint")
    terminal.send("first")
    terminal.wait_for("first")
    terminal.send(b"\x0f")
    terminal.wait_for("second line")
    terminal.send(CTRL_S)
    terminal.wait_for(lambda shown: "New touchpoint" not in shown and "saved" in shown)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    (touchpoint,) = reread(path).table(Touchpoint).records.values()
    assert touchpoint.note == "first and more\nsecond line"
    assert not [*path.with_name(f"{path.name}.drafts").glob("*.txt")]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("editor", "says"),
    [
        ("/none/of/these", "did not work"),
        ("/tmp", "did not work"),
        ("vim '", "EDITOR is not understood"),
        ("' '", "did not work"),
        ("/bin/false", "ended with an error"),
    ],
)
def test_an_editor_that_does_not_work_is_said_and_the_form_stays(
    editor: str, says: str, path: Path, open_terminal: Opener
) -> None:
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path, EDITOR=editor)
    terminal.wait_for("1 client ")
    terminal.send("t")
    terminal.wait_for("New touchpoint")
    terminal.send("first")
    terminal.wait_for("first")
    terminal.send(b"\x0f")
    terminal.wait_for(says)
    terminal.send(" and more")
    terminal.wait_for("first and more")
    terminal.send(CTRL_S)
    terminal.wait_for(lambda shown: "New touchpoint" not in shown and "saved" in shown)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    (touchpoint,) = reread(path).table(Touchpoint).records.values()
    assert touchpoint.note == "first and more"


@pytest.mark.thorough
def test_two_programs_that_start_together_offer_a_draft_once(path: Path, open_terminal: Opener) -> None:
    terminal = _open_touchpoint(path, open_terminal)
    terminal.send("once")
    terminal.wait_for("once")
    terminal.signal(signal.SIGTERM)
    terminal.wait_for_end()
    both = [open_terminal.app(path), open_terminal.app(path)]
    for one in both:
        one.wait_for(lambda shown: "1 client " in shown or "Resume" in shown)
        one.read_for(0.8)
    assert sorted("Resume" in one.shown for one in both) == [False, True]


@pytest.mark.thorough
def test_a_draft_of_a_program_that_still_runs_is_not_offered(path: Path, open_terminal: Opener) -> None:
    terminal = _open_touchpoint(path, open_terminal)
    terminal.send("mine")
    terminal.wait_for("mine")
    terminal.read_for(0.3)
    other = open_terminal.app(path)
    other.wait_for("1 client ")
    other.read_for(0.6)
    assert "Resume" not in other.shown
    assert os.path.isdir(f"{path}.drafts")


_WAYS_IN: dict[str, tuple[tuple[str | bytes, str], ...]] = {
    "import": (("I", "Bring a file in"),),
    "period": (("9", "Changes"), ("e", "What changed")),
    "touchpoint-follow-up": (("2", "follow-up"), ("z", "Follow-up")),
    "what-if": ((".", "What if"),),
    "kpi": (("7", "Roadmap"), (ENTER, "Business initiative"), (b"\t" + ENTER, "Save")),
    "roadmap": (("7", "Roadmap"), (ENTER, "Business initiative"), ("E", "Roadmap \u00b7")),
    "reference-plan": (("3", "Activity"), ("F", "Reference plan")),
    "copy-evaluation": (("5", "Evaluation"), ("+", "Copy to another phase")),
}
"""The keys to forms of all kinds, each with what is shown then."""


_AT_ONCE = ("import", "period", "kpi")


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=() if form in _AT_ONCE else pytest.mark.long) for form in _WAYS_IN]
)
def test_what_is_half_typed_in_a_form_outlives_a_kill(form: str, path: Path, open_terminal: Opener) -> None:
    fill_whole_demo(path)
    terminal = open_terminal.app(path)
    terminal.wait_for("15 clients")
    for keys, shown in _WAYS_IN[form]:
        terminal.send(keys)
        terminal.wait_for(shown)
    terminal.send("halfway")
    terminal.wait_for("halfway")
    terminal.read_for(0.35)
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_end()
    (draft,) = path.with_name(f"{path.name}.drafts").glob("*.json")
    assert f"-{form}-" in draft.name
    again = open_terminal.app(path)
    again.wait_for("Resume")
    again.send(ENTER)
    again.wait_for("halfway")
