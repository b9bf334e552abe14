"""A program in a real pty: its bytes, the time of the last one, and its peak memory. Answers no terminal query."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 140, 40
QUIET_SECONDS = 0.25
_PATIENCE_SECONDS = 60.0
_TAIL = 64
_UNWANTED = ("CSM_TUI_", "TEXTUAL", "NO_COLOR", "SSH_", "LC_", "FORCE_COLOR", "PYTHONDONTWRITE")


def isolated(folder: Path) -> dict[str, str]:
    """An environment in which everything a program keeps lies under the folder."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
    homes = ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return env | dict.fromkeys(homes, str(folder)) | {"LANG": "C.UTF-8"}


class Silent(Exception):
    """The program ended, or never wrote what was waited for."""


class Terminal:
    """One program on a screen of 140x40 in true colours, from its start until the block is left."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.written = 0
        self._tail = b""
        size = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(COLUMNS), "LINES": str(ROWS)}
        self._fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.started = self.last = time.perf_counter()
        self._process = subprocess.Popen(
            argv, stdin=theirs, stdout=theirs, stderr=theirs, env={**env, **size}, start_new_session=True
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)

    def start(self, wanted: str) -> float:
        """Milliseconds from the start of the process to the last byte of the screen that has this text."""
        self._wait_for(wanted.encode())
        self.settle()
        return (self.last - self.started) * 1000

    def press(self, keys: str, wanted: str = "") -> tuple[float, int]:
        """Milliseconds from the key to the last byte, of what has this text, and how many bytes there were."""
        before, start = self.written, time.perf_counter()
        self.last = start
        os.write(self._fd, keys.encode())
        if wanted:
            self._wait_for(wanted.encode())
        self.settle()
        return (self.last - start) * 1000, self.written - before

    def type(self, key: str) -> tuple[float, float]:
        """Milliseconds from the key to the first byte, which shows what was typed, and to the last one."""
        start = time.perf_counter()
        os.write(self._fd, key.encode())
        self._read(QUIET_SECONDS)
        first = self.last
        self.settle()
        return (first - start) * 1000, (self.last - start) * 1000

    def settle(self) -> None:
        """Read until the screen is quiet."""
        while self._read(QUIET_SECONDS):
            pass

    def peak_megabytes(self) -> float:
        """The most memory the process ever had at once."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
        raise Silent("the system does not tell the peak memory of a process")

    def _wait_for(self, wanted: bytes) -> None:
        end = time.perf_counter() + _PATIENCE_SECONDS
        seen = b""
        while wanted not in seen:
            if not self._read(max(end - time.perf_counter(), 0.0)):
                raise Silent(f"{self._process.args!r} never wrote {wanted!r}; its last bytes: {seen[-400:]!r}")
            seen = seen[-len(wanted) - _TAIL :] + self._tail
        self._tail = b""

    def _read(self, seconds: float) -> bool:
        """Whether something came within so many seconds."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            self._tail = os.read(self._fd, 1 << 16)
        except OSError:  # how Linux says that the other end is closed
            raise Silent(f"{self._process.args!r} ended; its last bytes: {self._tail[-400:]!r}") from None
        self.last = time.perf_counter()
        self.written += len(self._tail)
        return True
