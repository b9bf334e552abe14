"""The installed program in a real pseudo terminal, used as a person would."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from csm_tui.domain.records.client_entries import with_entries
from csm_tui.ending import LEAVE
from tests.support.driving import TODAY, client, fill, fill_demo, reread
from tests.support.rows import first_rows
from tests.support.terminal.pseudo_terminal import Terminal
from tests.support.terminal.terminals import Opener

CTRL_S, CTRL_U, ESC = b"\x13", b"\x15", b"\x1b"


def _first_row(shown: str) -> str:
    lines = shown.split("\n")
    header = next((place for place, line in enumerate(lines) if line.startswith(" Client")), None)
    return "" if header is None else lines[header + 1]


def _start_empty(terminal: Terminal) -> None:
    """Close the welcome. The next key must not come right behind the esc: together they are another key."""
    terminal.wait_for(lambda shown: "Welcome to csm-tui" in shown and "esc Close" in shown)  # it comes in pieces
    terminal.send(ESC)
    terminal.wait_for(lambda shown: "Welcome to csm-tui" not in shown and "No clients yet" in shown)


def test_sort_filter_edit_a_score_save_and_quit(path: Path, open_terminal: Opener) -> None:
    fill_demo(path)
    terminal = open_terminal.app(path)
    terminal.wait_for("15 clients")
    terminal.send("/")
    terminal.wait_for("words, health")
    terminal.send("customer 7")
    terminal.wait_for("1 of 15 clients")
    terminal.send(ESC)
    terminal.wait_for(lambda shown: "of 15 clients" not in shown and "s Sort" in shown)
    terminal.send("hhhhhs")
    terminal.wait_for(lambda shown: "Customer 1 " in _first_row(shown))
    terminal.send("s")
    terminal.wait_for(lambda shown: "Customer 15 " in _first_row(shown))
    terminal.send("ge")
    terminal.wait_for(lambda shown: "Product        74" in shown and "Throw away" in shown)  # it comes in pieces
    x, y = terminal.place_of("Product")
    before = terminal.background(x + 25, y)
    terminal.click(x + 25, y)
    terminal.wait_for(lambda _: terminal.background(x + 25, y) != before)
    terminal.send(b"\x05")
    terminal.send(CTRL_U)
    terminal.wait_for(lambda shown: "Product        74" not in shown)
    terminal.send("12")
    terminal.wait_for(lambda shown: "Product        12 " in shown)
    terminal.send(CTRL_S)
    terminal.wait_for(lambda shown: "Renewal date" not in shown and "12 ■" in _first_row(shown))
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    edited = reread(path).named("Customer 15")
    assert edited is not None
    assert edited.product == 12
    assert edited.history[-1] == (TODAY, 12, 82, 78, 50)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"\x1b[?1049l" in terminal.received, "the terminal is given back"


@pytest.mark.thorough
def test_what_is_typed_ahead_after_the_filter_key_goes_into_the_filter(path: Path, open_terminal: Opener) -> None:
    """Over a link that stalls, keys come in one burst: the d of "/demo" must not delete a client."""
    fill(path, [client("Acme"), client("Demo"), client("Bolt")])
    terminal = open_terminal.app(path)
    terminal.wait_for("3 clients")
    terminal.send("/demo")
    terminal.wait_for(lambda shown: "1 of 3 clients" in shown or "2 clients" in shown or "Renewal date" in shown)
    assert "1 of 3 clients" in terminal.shown, terminal.shown
    assert len(reread(path).clients) == 3


@pytest.mark.thorough
def test_what_is_typed_ahead_after_enter_in_the_filter_goes_to_the_table(path: Path, open_terminal: Opener) -> None:
    fill(path, [client("Acme"), client("Demo"), client("Bolt")])
    terminal = open_terminal.app(path)
    terminal.wait_for("3 clients")
    terminal.send("/")
    terminal.wait_for("words, health")
    terminal.send("demo\re")
    terminal.wait_for(lambda shown: "Renewal date" in shown or "demoe" in shown)
    assert "Renewal date" in terminal.shown, terminal.shown


@pytest.mark.thorough
def test_text_and_the_keys_that_mend_it_keep_their_order_in_a_burst(path: Path, open_terminal: Opener) -> None:
    terminal = open_terminal.app(path)
    _start_empty(terminal)
    terminal.send("n")
    terminal.wait_for("New client")
    terminal.send("Acne\x7f\x7fme Ltd")
    terminal.wait_for(lambda shown: " Ltd" in shown or "Acneme" in shown or "me " in shown)
    terminal.wait_for("Acme Ltd")


@pytest.mark.thorough
def test_what_is_typed_ahead_after_the_key_for_a_new_client_goes_into_its_name(
    path: Path, open_terminal: Opener
) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    terminal = open_terminal.app(path)
    terminal.wait_for("2 clients")
    terminal.send("nDudel")
    terminal.wait_for("New client")
    terminal.wait_for("Dudel")
    assert len(reread(path).clients) == 2


@pytest.mark.thorough
def test_a_first_client_in_a_folder_that_is_not_there_yet(path: Path, open_terminal: Opener) -> None:
    path = path.parent / "new" / "folder" / "workspace.json"
    terminal = open_terminal.app(path)
    _start_empty(terminal)
    terminal.send("n")
    terminal.wait_for("New client")
    terminal.send("Zoë".encode())
    terminal.wait_for("Zoë")
    terminal.send(CTRL_S)
    terminal.wait_for("1 client ")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert reread(path).named("Zoë") is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.thorough
def test_bytes_that_are_no_utf_8_do_not_end_the_program(path: Path, open_terminal: Opener) -> None:
    terminal = open_terminal.app(path)
    _start_empty(terminal)
    for junk in (b"\xff", b"\xc3", b"\x80\x80", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"):
        terminal.send(junk)
    terminal.send("n")
    terminal.wait_for("New client")
    terminal.send(b"A\xffB\xc3 C")
    terminal.wait_for("A\ufffdB\ufffd C")
    terminal.send(CTRL_S)
    terminal.wait_for("1 client ")
    terminal.send("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.thorough
def test_a_paste_with_escapes_does_not_become_keys(path: Path, open_terminal: Opener) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    terminal = open_terminal.app(path)
    terminal.wait_for("2 clients")
    terminal.paste("d\x1bd\x1b[Bd\x11q")  # would delete, move, delete and quit
    terminal.send("n")
    terminal.wait_for("New client")
    terminal.paste("Nice\x1b\x1b[B\x1b[31m name\x13\x9b1m")
    terminal.wait_for("Nice[B[31m name1m")
    terminal.send(CTRL_S)
    terminal.wait_for("3 clients")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert {one.name for one in reread(path).clients.values()} == {"Acme", "Bolt", "Nice[B[31m name1m"}


@pytest.mark.thorough
def test_a_paste_of_several_lines_into_the_name_is_kept_whole(path: Path, open_terminal: Opener) -> None:
    terminal = open_terminal.app(path)
    _start_empty(terminal)
    terminal.send("n")
    terminal.wait_for("New client")
    terminal.paste("Acme\r\nHolding\nLtd\rCo\n")
    terminal.wait_for("Acme Holding Ltd Co")
    terminal.send(CTRL_S)
    terminal.wait_for("1 client ")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert reread(path).named("Acme Holding Ltd Co") is not None


_CRASHES = {
    "in a message handler": """
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
def handler(self):
    customer = self._client().name + ' secret'
    raise KeyError(customer)
PortfolioScreen.do_client_delete = handler
""",
    "while drawing": """
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
def draw(self, y):
    customer = 'Crashing Customer secret'
    raise ValueError(customer)
def handler(self):
    BandTable.render_line = draw
    self.table.refresh()
PortfolioScreen.do_client_delete = handler
""",
    "with markup that cannot be read": """
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
def handler(self):
    from textual.content import Content
    customer = self._client().name + ' secret[/]'
    Content.from_markup(customer)
PortfolioScreen.do_client_delete = handler
""",
    "with an error that draws itself": """
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
class Rich(Exception):
    def __rich__(self):
        return 'Crashing Customer secret'
def handler(self):
    raise Rich(self._client().name)
PortfolioScreen.do_client_delete = handler
""",
    "in a thread": """
import threading
from csm_tui.screens.portfolio.portfolio_screen import PortfolioScreen
def handler(self):
    def work():
        raise ValueError('Crashing Customer secret')
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    raise ValueError('Crashing Customer secret')
PortfolioScreen.do_client_delete = handler
""",
}


@pytest.mark.thorough
@pytest.mark.parametrize("place", _CRASHES)
def test_a_crash_shows_no_customers_text(place: str, path: Path, open_terminal: Opener) -> None:
    fill(path, [client("Crashing Customer", notes="secret notes")])
    program = f"{_CRASHES[place]}\nfrom csm_tui.cli.main import run\nrun()"
    terminal = open_terminal("-c", program, "--workspace", str(path), "--today", "2026-03-02")
    terminal.wait_for("Crashing Customer")
    before = len(terminal.received)
    terminal.send("d")
    assert terminal.wait_for_end() == 70, "as docs/cli.md says of a fault in the program"
    after = terminal.received[before:].decode(errors="replace")
    left = after.rpartition("\x1b[?1049l")
    assert left[1], "the terminal is given back"
    report = left[2]
    assert "csm-tui stopped" in report, "where it failed is said"
    assert "secret" not in report
    assert "Crashing" not in report
    assert "Traceback" not in report


@pytest.mark.thorough
def test_a_crash_keeps_what_was_saved_before(path: Path, open_terminal: Opener) -> None:
    fill(path, [client("Acme"), client("Bolt")])
    program = f"{_CRASHES['in a message handler'].replace('do_client_delete', 'do_client_new')}\n"
    program += "from csm_tui.cli.main import run\nrun()"
    terminal = open_terminal("-c", program, "--workspace", str(path), "--today", "2026-03-02")
    terminal.wait_for("2 clients")
    terminal.send("d")
    terminal.wait_for("1 client ")
    terminal.send("n")
    assert terminal.wait_for_end() == 70
    assert len(reread(path).clients) == 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    "where", first_rows(["app:CsmApp.on_mount", "screens.portfolio.portfolio_screen:PortfolioScreen.on_mount"], 1)
)
def test_a_crash_at_the_start_ends_with_the_code_of_a_fault(where: str, path: Path, open_terminal: Opener) -> None:
    module, _, place = where.partition(":")
    name, _, method = place.partition(".")
    fill(path, [client("Crashing Customer")])
    program = f"from csm_tui.{module} import {name}\n{name}.{method} = lambda self: [][0]\n"
    terminal = open_terminal("-c", f"{program}from csm_tui.cli.main import run\nrun()", "--workspace", str(path))
    assert terminal.wait_for_end() == 70
    assert b"csm-tui stopped: IndexError" in terminal.received


def test_the_app_does_not_start_without_a_terminal(path: Path, tmp_path: Path) -> None:
    environment = os.environ | {"HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "csm_tui", "--workspace", str(path)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "terminal" in done.stderr
    assert not path.exists()


_LOOKS = {
    "no colour": ({"NO_COLOR": "1"}, ("■", "◆", "●"), ("▼", "▲")),
    "16 colours": ({"TERM": "xterm", "COLORTERM": ""}, ("■", "◆", "●"), ("▼", "▲")),
    "over ssh": ({"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22"}, ("■", "◆", "●"), ("▼", "▲")),
    "ascii": ({"PYTHONIOENCODING": "ascii"}, ("r", "a", "g"), ("v", "^")),
    "C locale": ({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, ("r", "a", "g"), "v^"),
    "latin 1": ({"PYTHONIOENCODING": "latin-1"}, ("r", "a", "g"), ("v", "^")),
}


_GREYS = {16, 59, 102, 145, 188, 231, *range(232, 256)}


def _colours(received: bytes) -> set[bytes]:
    """The colours sent that are no greys."""
    numbered = {number for number in re.findall(rb"[34]8;5;(\d+)", received) if int(number) not in _GREYS}
    mixed = {rgb for rgb in re.findall(rb"[34]8;2;(\d+;\d+;\d+)", received) if len(set(rgb.split(b";"))) > 1}
    return numbered | mixed


@pytest.mark.thorough
@pytest.mark.parametrize("look", _LOOKS)
def test_bands_and_trends_are_told_without_colour(look: str, path: Path, open_terminal: Opener) -> None:
    environment, bands, (down, up) = _LOOKS[look]
    older = TODAY.replace(year=2025)
    clients = [
        with_entries(client(name, on=older, product=before), {"product": now}, TODAY)
        for name, before, now in (("Low", 90, 20), ("Mid", 60, 60), ("Top", 50, 90))
    ]
    fill(path, clients)
    terminal = open_terminal.app(path, size=(120, 30), **environment)
    terminal.wait_for("Top")
    shown = terminal.wait_for("Quit")
    rows = {name: next(line for line in shown.split("\n") if name in line) for name in ("Low", "Mid", "Top")}
    for (name, row), score, band in zip(rows.items(), (20, 60, 90), bands, strict=True):
        assert f"{score} {band}" in row, name
    assert f"{down} Down" in rows["Low"]
    assert f"{up} Up" in rows["Top"]
    assert "! Low" in rows["Low"]
    assert "\\u" not in shown
    assert "\\x" not in shown
    assert "\ufffd" not in shown
    if look == "no colour":
        assert _colours(terminal.received) == set(), "greys only"
    if bands == ("r", "a", "g"):
        assert shown.isascii(), sorted({char for char in shown if not char.isascii()})
    terminal.send("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("columns", first_rows(["20", "999999"], 1))
def test_the_terminal_knows_its_size_better_than_variables_that_a_shell_left(
    columns: str, path: Path, open_terminal: Opener
) -> None:
    fill_demo(path)
    terminal = open_terminal.app(path, size=(100, 30), COLUMNS=columns, LINES=columns)
    terminal.wait_for(lambda shown: "1 of 15" in shown.split("\n")[-1])
    assert "! Customer 12" in terminal.shown
    terminal.send("q")
    assert terminal.wait_for_end() == 0


_FAILING = """
import sys
from csm_tui.app_parts.app_commands import AppCommands
from csm_tui.cli.entry import run

async def do_help(self):
    raise KeyError("Acme")

AppCommands.do_help = do_help
run()
"""


@pytest.mark.parametrize(("keys", "code"), [("q", 0), ("?", 70)], ids=["quit", "crash"])
def test_the_program_leaves_the_terminal_as_a_signal_does(
    keys: str, code: int, path: Path, open_terminal: Opener
) -> None:
    fill(path, [client("Acme")])
    terminal = open_terminal("-c", _FAILING, "--workspace", str(path))
    terminal.wait_for("1 client")
    terminal.send("\x1b[?2048;2$y")  # sizes are told in the stream of keys: Textual then asks for the mouse in pixels
    terminal.wait_for(lambda _: b"\x1b[?1016h" in terminal.received)
    terminal.send(keys)
    assert terminal.wait_for_end() == code
    assert terminal.received.count(LEAVE) == 1
    assert not re.search(rb"\x1b\[\?\d+h", terminal.received.split(LEAVE)[1]), "nothing is set again"


@pytest.mark.parametrize("name", first_rows(["TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM"], 1))
def test_a_setting_of_the_library_below_is_named_where_the_program_cannot_start(
    name: str, path: Path, open_terminal: Opener
) -> None:
    fill(path, [client("Acme")])
    terminal = open_terminal.app(path, **{name: "none"})
    assert terminal.wait_for_end() == 70
    assert terminal.received.startswith(b"csm-tui: internal error: ")
    assert terminal.received.endswith(f" (with {name} set)\r\n".encode())
