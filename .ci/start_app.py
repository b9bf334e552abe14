"""Starts the app in a terminal of its own, waits for a client of the demo, quits: `start_app.py PROGRAM OPTIONS...`.

Exits 0 if the client was seen and the program left with 0, else 1 with the screen as it was.
"""

import codecs
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

import pyte

WANTED = "Customer 12"
PATIENCE_SECONDS = 60.0
_SIZE = (40, 120)


def start(command: list[str]) -> tuple[int, int]:
    """The program's process and our end of its terminal."""
    process, terminal = pty.fork()
    if not process:
        os.execvpe(command[0], command, os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *_SIZE, 0, 0))
    return process, terminal


def read(terminal: int) -> bytes | None:
    """What the program wrote meanwhile; None when it has ended."""
    if not select.select([terminal], [], [], 0.1)[0]:
        return b""
    try:
        return os.read(terminal, 65536) or None
    except OSError:
        return None


def main(command: list[str]) -> int:
    screen = pyte.Screen(_SIZE[1], _SIZE[0])
    stream = pyte.Stream(screen)
    text = codecs.getincrementaldecoder("utf-8")("replace")
    process, terminal = start(command)
    start_time = time.monotonic()
    seen = False
    while (data := read(terminal)) is not None:
        stream.feed(text.decode(data))
        if not seen and any(WANTED in line for line in screen.display):
            seen = True
            sys.stdout.write(f"{WANTED} on the screen after {time.monotonic() - start_time:.2f} s\n")
            os.write(terminal, b"q")
        if time.monotonic() - start_time > PATIENCE_SECONDS:
            os.kill(process, 9)
            break
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if seen and code == 0:
        return 0
    shown = "\n".join(line.rstrip() for line in screen.display).rstrip()
    sys.stdout.write(f"{WANTED} {'seen' if seen else 'not seen'}, exit code {code}; the screen:\n{shown}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
