"""What comes from the terminal, read by the driver out of a pipe. The whole program in a terminal: tests/terminal."""

import asyncio
import os
import signal
from queue import Queue
from threading import Event, Timer
from time import sleep
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.drivers.headless_driver import HeadlessDriver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.widgets import Button, Input

from csm_tui.textual_patches.safety.driver import SafeLinuxDriver, safe_driver
from tests.support.pilot import PATIENCE_SECONDS, typed


@pytest.fixture
async def driver(monkeypatch: pytest.MonkeyPatch) -> SafeLinuxDriver:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return SafeLinuxDriver(App())


async def _read(driver: SafeLinuxDriver, monkeypatch: pytest.MonkeyPatch, *pieces: bytes) -> list[Message]:
    """What the driver hands on when the terminal sends these bytes and goes away."""
    taken: list[Message] = []
    hung_up: list[int] = []
    monkeypatch.setattr(SafeLinuxDriver, "process_message", lambda _, message: taken.append(message))
    monkeypatch.setattr(os, "kill", lambda _, number: hung_up.append(number))
    driver.fileno, end = os.pipe()
    reading = asyncio.create_task(asyncio.to_thread(driver.run_input_thread))
    for piece in pieces:
        os.write(end, piece)
    os.close(end)
    await reading
    os.close(driver.fileno)
    assert hung_up == [signal.SIGHUP], "whose terminal is gone is told so"
    return taken


async def test_bytes_that_are_no_utf_8_are_read_over(driver: SafeLinuxDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = await _read(driver, monkeypatch, b"a\xff\xfeb", b"\xc3", b"\xa9")
    assert "".join(key.character or "" for key in keys if isinstance(key, events.Key)) == "a\ufffd\ufffdbé"


async def test_a_paste_that_never_ends_is_given_up(driver: SafeLinuxDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Queue[Message] = Queue()
    monkeypatch.setattr("csm_tui.textual_patches.safety.driver.PASTE_SECONDS", 0.0)
    monkeypatch.setattr(SafeLinuxDriver, "process_message", lambda _, message: taken.put(message))
    monkeypatch.setattr(os, "kill", lambda *_: None)
    driver.fileno, end = os.pipe()
    reading = asyncio.create_task(asyncio.to_thread(driver.run_input_thread))
    os.write(end, b"\x1b[200~half a \x1b[Bname")
    paste = await asyncio.to_thread(taken.get)
    os.write(end, b"q")
    key = await asyncio.to_thread(taken.get)
    os.close(end)
    await reading
    os.close(driver.fileno)
    assert isinstance(paste, events.Paste)
    assert isinstance(key, events.Key)
    assert (paste.text, key.key) == ("half a [Bname", "q")


@pytest.mark.parametrize("report", ["1114112", "9" * 20, "97;1;1114112"])
async def test_a_key_that_no_character_has_is_read_over(
    report: str, driver: SafeLinuxDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = await _read(driver, monkeypatch, f"a\x1b[{report}ub".encode())
    assert [key.character for key in keys if isinstance(key, events.Key)] == ["a", "b"]


async def test_a_paste_with_keys_in_it_is_one_paste(driver: SafeLinuxDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = await _read(driver, monkeypatch, b"\x1b[200~a\x13\x1b[Ab\x1b[201~", b"c")
    assert [type(message) for message in taken] == [events.Paste, events.Key]
    assert isinstance(taken[0], events.Paste)
    assert taken[0].text == "a[Ab"


async def test_a_link_that_stalls_does_not_stop_the_app(
    driver: SafeLinuxDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: Queue[str] = Queue(30)

    def start(self: Any) -> None:
        self._writer_thread = SimpleNamespace(_queue=waiting)

    monkeypatch.setattr(LinuxDriver, "start_application_mode", start)
    driver.start_application_mode()
    for _ in range(100):
        waiting.put_nowait("paint")
    assert waiting.qsize() == 100


def test_textuals_writer_has_the_queue_that_is_opened() -> None:
    from io import StringIO

    from textual.drivers._writer_thread import WriterThread

    assert WriterThread(StringIO())._queue.maxsize > 0


class _Slow(App[None]):
    """An app that is busy with the key w until it is let go, and saves what is typed with enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", priority=True), Binding("w", "work")]

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.goes_on = Event(), Event()
        self.saved = ""

    def compose(self) -> ComposeResult:
        yield Button("first")  # it has the focus, so that w is for the app
        yield Input()

    def action_work(self) -> None:
        self.begun.set()
        self.goes_on.wait(PATIENCE_SECONDS)
        self.query_one(Input).focus()

    def action_save(self) -> None:
        self.saved = self.query_one(Input).value


@pytest.mark.parametrize(
    ("pause", "patience"),
    [pytest.param(0.15, 2.0, id="typed slowly"), pytest.param(0.0, 0.1, id="busy for longer than the patience")],
)
async def test_no_key_overtakes_another(pause: float, patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """An app that is busy acts on the key that saves before the field has its text."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr("csm_tui.textual_patches.safety.driver._PATIENCE_SECONDS", patience)
    app = _Slow()

    def type_ahead(driver: SafeLinuxDriver) -> None:
        driver.process_message(typed("w"))
        app.begun.wait(PATIENCE_SECONDS)
        Timer(0.8, app.goes_on.set).start()
        for key in ("4", "2", "enter"):
            sleep(pause)
            driver.process_message(typed(key))

    async with app.run_test() as pilot:
        await asyncio.to_thread(type_ahead, SafeLinuxDriver(app))
        await pilot.pause()
    assert app.saved == "42"


def test_only_the_driver_for_terminals_is_replaced() -> None:
    assert safe_driver(LinuxDriver) is SafeLinuxDriver
    assert safe_driver(HeadlessDriver) is HeadlessDriver
