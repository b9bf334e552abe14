"""A program that is ended while somebody types: nothing is lost, and the terminal is given back."""

import contextlib
import fcntl
import os
import pty
import random
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from csm_tui.ending import LEAVE
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.drafts.drafts import Drafts
from csm_tui.termination import SIGNALS, TerminationHandler

PATIENCE_SECONDS = 10.0
TEXT = "".join(
    chr(0x4E00 + number % 500) if number % 7 == 0 else "typed in a form \n"[number % 17] for number in range(5000)
)

TYPING = """
import fcntl, os, random, signal, sys, termios, threading, time, tty
from datetime import UTC, datetime
from pathlib import Path
from csm_tui.termination import TerminationHandler
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.drafts.drafts import Drafts

path, way, seed, pipe, text = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
chance = random.Random(seed)

def tell(word, number):
    os.write(pipe, f"{word} {number}\\n".encode())

def note(size):
    drafts.note(Draft("client", "r1", "", "Acme", False, {}, {"notes": text[:size]}, datetime.now(UTC).isoformat()))

def fill_the_terminal():
    flags = fcntl.fcntl(1, fcntl.F_GETFL)
    fcntl.fcntl(1, fcntl.F_SETFL, flags | os.O_NONBLOCK)
    try:
        while True:
            os.write(1, b"x" * 512)
    except BlockingIOError:
        fcntl.fcntl(1, fcntl.F_SETFL, flags)

fcntl.ioctl(0, termios.TIOCSCTTY, 0)
if way == "background":
    child = os.fork()
    if child:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, os.WUNTRACED)[1]))
    os.setpgid(0, 0)
tell("pid", os.getpid())

drafts = Drafts(path, lambda: datetime.now(UTC))
before = termios.tcgetattr(0)
if way != "background":
    tty.setraw(0)
    os.write(1, b"\\x1b[?1049h")
TerminationHandler(drafts, 1, before).arm()

if way == "typing":
    for size in range(1, len(text) + 1):
        note(size)
        tell("noted", size)
        if chance.random() < 0.03 and drafts.flush(5.0):
            tell("kept", size)
        time.sleep(chance.choice([0, 0, 0.0002, 0.003, 0.02]))
elif way == "hanging disk":
    note(1)
    drafts.flush(5.0)
    reached = threading.Event()
    os.fsync = lambda _: (reached.set(), threading.Event().wait())
    note(2)
    reached.wait()
    note(500)
    tell("noted", 500)
elif way == "stalled write":
    fill_the_terminal()
    note(500)
    tell("noted", 500)
    os.write(1, b"x" * 100_000)
elif way == "stalled lock":
    fill_the_terminal()
    threading.Thread(target=os.write, args=(1, b"x" * 100_000), daemon=True).start()
    lock = threading.Lock()
    lock.acquire()
    note(500)
    tell("noted", 500)
    lock.acquire()
else:
    note(500)
    tell("noted", 500)
while True:
    time.sleep(0.02)  # and no signal.pause: a signal right before it would be handled only after the next one
"""


class Typist:
    """A program in a terminal of its own that types, and tells what it noted and what it knows to be on the disk."""

    def __init__(self, path: Path, way: str = "typing", seed: int = 0) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.told = {"pid": 0, "noted": 0, "kept": 0}
        self._rest = b""
        self._pipe, pipe = os.pipe()
        arguments = [sys.executable, "-c", TYPING, str(path), way, str(seed), str(pipe), TEXT]
        self._process = subprocess.Popen(
            arguments, stdin=self.slave, stdout=self.slave, stderr=self.slave, start_new_session=True, pass_fds=[pipe]
        )
        os.close(pipe)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: tuple[type[BaseException], BaseException, TracebackType]) -> None:
        self._process.kill()
        self._process.wait()
        for descriptor in (self.master, self.slave, self._pipe):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def wait_for(self, noted: int) -> None:
        while self.told["noted"] < noted:
            assert self._listen(), f"it ended: {self.received()!r}"

    def send(self, *numbers: signal.Signals) -> None:
        for number in numbers:
            os.kill(self.told["pid"], number)

    def hang_up(self) -> None:
        os.close(self.master)

    def wait_for_end(self) -> int:
        while self._listen():
            pass
        return self._process.wait(PATIENCE_SECONDS)

    def signal_until_it_ends(self, number: signal.Signals) -> int:
        """A signal that comes right before a call that blocks is handled only after another one."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self._process.poll() is None:
            assert time.monotonic() < end, "it does not end"
            self.send(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.5)
        return self.wait_for_end()

    def received(self) -> bytes:
        """What came out at the terminal since this was asked last."""
        received = b""
        while select.select([self.master], [], [], 0)[0]:
            received += os.read(self.master, 65536)
        return received

    def _listen(self) -> bool:
        """Hear what the program tells; whether more may come."""
        assert select.select([self._pipe], [], [], PATIENCE_SECONDS)[0], "it says nothing"
        heard = os.read(self._pipe, 65536)
        *lines, self._rest = (self._rest + heard).split(b"\n")
        for line in lines:
            word, number = line.decode().split()
            self.told[word] = int(number)
        return bool(heard)


@pytest.fixture
def type_in(tmp_path: Path) -> Iterator[Callable[[str], Typist]]:
    with contextlib.ExitStack() as stack:
        yield lambda way: stack.enter_context(Typist(tmp_path / "workspace.json", way))


def found(path: Path) -> tuple[Draft, ...]:
    """What the next program finds."""
    drafts = Drafts(path, lambda: datetime.now(UTC))
    some = drafts.found()
    assert drafts.close(PATIENCE_SECONDS)
    return some


def length_found(path: Path) -> int:
    """How much of the text was found. It must be a state in which the text really was."""
    some = found(path)
    if not some:
        return 0
    (one,) = some
    assert TEXT.startswith(one.texts["notes"])
    return len(one.texts["notes"])


# What was typed


def cut_while_typing(path: Path, seed: int, way: str) -> None:
    chance = random.Random(seed)
    with Typist(path, seed=seed) as typist:
        typist.wait_for(chance.choice([1, 2, 5, chance.randint(1, 150)]))
        time.sleep(chance.choice([0, 0.001, 0.01, 0.1]) * chance.random())
        match way:
            case "hang up":
                typist.hang_up()
            case "hup, then term":
                typist.send(signal.SIGHUP, signal.SIGTERM)
            case _:
                typist.send(signal.Signals[way])
        code = typist.wait_for_end()
    size, noted, kept = length_found(path), typist.told["noted"], typist.told["kept"]
    if way == "SIGKILL":
        assert code == -signal.SIGKILL
        assert kept <= size <= noted + 1
    else:
        assert code in (128 + signal.SIGHUP, 128 + signal.SIGTERM)
        assert noted <= size <= noted + 1, f"{way} {seed}: {noted} noted, {size} found"


WAYS = ["SIGHUP", "SIGTERM", "hang up", "SIGKILL", "hup, then term"]


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(10))
def test_nothing_typed_is_lost_when_the_program_is_ended(seed: int, tmp_path: Path) -> None:
    cut_while_typing(tmp_path / "workspace.json", seed, WAYS[seed % len(WAYS)])


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_nothing_typed_is_lost_in_100_cuts(way: str, tmp_path: Path) -> None:
    for seed in range(100, 200):
        cut_while_typing(tmp_path / str(seed) / "workspace.json", seed, way)


def test_what_is_on_the_disk_survives_a_kill_and_is_found_once(
    tmp_path: Path, type_in: Callable[[str], Typist]
) -> None:
    typist = type_in("typing")
    while not typist.told["kept"]:
        typist.wait_for(typist.told["noted"] + 1)
    typist.send(signal.SIGKILL)
    typist.wait_for_end()
    running = Drafts(tmp_path / "workspace.json", lambda: datetime.now(UTC))
    (one,) = running.found()
    assert len(one.texts["notes"]) >= typist.told["kept"]
    assert found(tmp_path / "workspace.json") == ()
    assert running.close(PATIENCE_SECONDS)


def test_a_disk_that_hangs_in_mid_write_does_not_hold_up_a_cut(
    tmp_path: Path, type_in: Callable[[str], Typist]
) -> None:
    typist = type_in("hanging disk")
    typist.wait_for(500)
    typist.send(signal.SIGHUP)
    assert typist.wait_for_end() == 129
    assert length_found(tmp_path / "workspace.json") == 500


@pytest.mark.parametrize("way", ["stalled write", "stalled lock"])
def test_a_terminal_that_nobody_reads_does_not_hold_up_a_cut(
    way: str, tmp_path: Path, type_in: Callable[[str], Typist]
) -> None:
    typist = type_in(way)
    typist.wait_for(500)
    assert typist.signal_until_it_ends(signal.SIGTERM) == 143
    assert length_found(tmp_path / "workspace.json") == 500
    assert termios.tcgetattr(typist.slave) == typist.before
    assert typist.received().endswith(LEAVE), "whoever reads again finds a terminal that works"


# The terminal


@pytest.mark.parametrize("number", SIGNALS)
def test_the_terminal_is_given_back(number: signal.Signals, type_in: Callable[[str], Typist]) -> None:
    typist = type_in("resting")
    typist.wait_for(500)
    assert typist.received() == b"\x1b[?1049h"
    assert termios.tcgetattr(typist.slave) != typist.before
    typist.send(number)
    assert typist.wait_for_end() == 128 + number
    assert typist.received() == LEAVE
    assert termios.tcgetattr(typist.slave) == typist.before
    assert not fcntl.fcntl(typist.slave, fcntl.F_GETFL) & os.O_NONBLOCK, "the shell reads from it next"


@pytest.mark.parametrize("mode", [1000, 1002, 1003, 1004, 1006, 1015, 2004, 2026, 1049])
def test_every_mode_is_left(mode: int) -> None:
    assert f"\x1b[?{mode}l".encode() in LEAVE


def test_the_cursor_is_shown_and_the_keyboard_is_as_before() -> None:
    assert b"\x1b[?25h" in LEAVE
    assert LEAVE.index(b"\x1b[<u") < LEAVE.index(b"\x1b[?1049l"), "each screen has its own keyboard mode"


def test_a_program_in_the_background_ends_without_touching_the_terminal(
    tmp_path: Path, type_in: Callable[[str], Typist]
) -> None:
    typist = type_in("background")
    typist.wait_for(500)
    typist.send(signal.SIGTERM)
    assert typist.wait_for_end() == 143
    assert typist.received() == b""
    assert length_found(tmp_path / "workspace.json") == 500


def test_disarmed_everything_is_as_before(tmp_path: Path) -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    cut = TerminationHandler(Drafts(tmp_path / "workspace.json", lambda: datetime.now(UTC)), 1, None)
    cut.arm()
    try:
        assert all(signal.getsignal(number) not in before for number in SIGNALS)
    finally:
        cut.disarm()
    assert [signal.getsignal(number) for number in SIGNALS] == before
    cut.disarm()
