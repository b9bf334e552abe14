"""Runs a Python program in a real pseudo terminal and reads its screen. Waits for what it expects, never for time."""

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

PATIENCE_SECONDS = 30.0
_PASSED_ON = ("PATH", "PYTHONPATH", "LANG")


class Screen(pyte.Screen):
    """A terminal that also keeps the title, and shrugs at what it does not know."""

    def select_graphic_rendition(self, *attributes: int, **_: object) -> None:
        super().select_graphic_rendition(*attributes)

    def cursor_position(self, *numbers: int) -> None:
        """To a line and a column; when a program that is being ended drops what nobody read, a torn one holds more."""
        super().cursor_position(*numbers[:2])

    def report_device_status(self, *_: object, **__: object) -> None:
        """Asked for by nobody here."""


class Terminal:
    """A program in a terminal: `received` is every byte that it wrote, `shown` what a person sees."""

    def __init__(
        self, arguments: Sequence[str], home: Path, size: tuple[int, int], environment: dict[str, str]
    ) -> None:
        self.received = b""
        self._screen = Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._status: int | None = None
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execve(sys.executable, [sys.executable, *arguments], _environment(home, environment))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: tuple[type[BaseException], BaseException, TracebackType]) -> None:
        self.kill()

    # Hands

    def send(self, keys: str | bytes) -> None:
        """Type; the keys are bytes as a terminal sends them."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._fd, data) :]

    def paste(self, text: str | bytes) -> None:
        """Paste as a terminal does, in brackets."""
        data = text.encode() if isinstance(text, str) else text
        self.send(b"\x1b[200~" + data + b"\x1b[201~")

    def click(self, x: int, y: int) -> None:
        self.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")

    # Eyes

    @property
    def shown(self) -> str:
        return "\n".join(self._screen.display)

    def place_of(self, text: str) -> tuple[int, int]:
        """The column and the line at which a text stands."""
        for y, line in enumerate(self._screen.display):
            if text in line:
                return line.index(text), y
        raise AssertionError(f"no {text!r} in:\n{self.shown}")

    def background(self, x: int, y: int) -> str:
        """The colour behind a cell."""
        return str(self._screen.buffer[y][x].bg)

    @property
    def title(self) -> str:
        return self._screen.title

    def wait_for(self, wanted: str | Callable[[str], object]) -> str:
        """Read until the screen holds a text or a condition; the screen then."""
        holds = (lambda shown: wanted in shown) if isinstance(wanted, str) else wanted
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds(self.shown):
            alive = self._read(end - time.monotonic())
            assert alive or holds(self.shown), f"it ended without {wanted!r}; shown:\n{self.shown}"
            assert time.monotonic() < end, f"in vain for {wanted!r}; shown:\n{self.shown}"
        return self.shown

    def wait_for_end(self) -> int:
        """Read until the program ends; its exit code, negative if a signal ended it."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self._fd >= 0 and self._read(end - time.monotonic()):
            assert time.monotonic() < end, f"it does not end; shown:\n{self.shown}"
        if self._status is None:
            self._status = os.waitpid(self._pid, 0)[1]
        return os.waitstatus_to_exitcode(self._status)

    def signal(self, number: "signal.Signals") -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def close(self) -> None:
        """Close the terminal as a window or a connection is closed; the system tells the program by SIGHUP."""
        os.close(self._fd)
        self._fd = -1

    def read_for(self, seconds: float) -> None:
        """Read whatever comes within a time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._read(left):
            pass

    def pause(self, seconds: float) -> None:
        """Neither type nor read."""
        time.sleep(seconds)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for what can be seen elsewhere, without reading."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < end, "in vain"
            time.sleep(0.02)

    def kill(self) -> None:
        """End the program if it still runs."""
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            self._status = os.waitpid(self._pid, 0)[1]
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _read(self, patience: float) -> bool:
        """Take in what comes next; whether more may follow."""
        ready, _, _ = select.select([self._fd], [], [], max(0.0, patience))
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # how Linux says that the other side is closed
            return False
        self.received += data
        self._stream.feed(self._decoder.decode(data))
        return bool(data)


def _environment(home: Path, given: dict[str, str]) -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    return passed | folders | {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"} | given
