"""Safety: no input ends the program, pastes are never taken for keys, each key reaches the intended screen, and the
terminal is left as it was."""

import asyncio
import os
import selectors
import termios
from codecs import getincrementaldecoder
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from signal import SIGHUP
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from csm_tui.ending import LEAVE
from csm_tui.textual_patches.idle import wait_until_idle
from csm_tui.textual_patches.paste_shield import PasteShield

_TYPED_AHEAD_SECONDS = 0.1
_PATIENCE_SECONDS = 2.0


class _SafeParser(XTermParser):
    """Textual's parser, which a key beyond Unicode's last character would end, and the program with it."""

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        try:
            return super()._parse_extended_key(sequence)
        except (ValueError, OverflowError):  # from chr, or from int for thousands of digits
            return [events.Key(Keys.Ignore, None)]


class SafeLinuxDriver(LinuxDriver):
    """Textual's driver for terminals, but no byte that the terminal sends can end the program, and no key meets a
    screen that the key before it is about to change: Textual hands keys on faster than it acts on them.
    """

    _last_typed = 0.0

    def start_application_mode(self) -> None:
        """Start, or continue after another program used the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is not None:
            # With 30 writes waiting Textual's loop would stand still until the terminal takes them. On a link that
            # stalls, keys would then be read but not acted on, and a form would keep no draft of them.
            self._writer_thread._queue.maxsize = 0

    def stop_application_mode(self) -> None:
        """Leave the terminal as the shell had it, by the same sequences as at a signal: Textual's leave the mouse in
        pixels."""
        self.disable_input()
        if self.attrs_before is not None:
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        self.write(LEAVE.decode())
        self.flush()

    def process_message(self, message: Message) -> None:
        """Hand a message on; if it was typed right behind another one, only when that one has had its effect."""
        if isinstance(message, events.Key | events.Paste):
            if monotonic() - self._last_typed < _TYPED_AHEAD_SECONDS:
                self._wait_for_the_last()
            self._last_typed = monotonic()
        super().process_message(message)

    def _wait_for_the_last(self) -> None:
        waiting = asyncio.run_coroutine_threadsafe(wait_until_idle(self._app), self._loop)
        end = monotonic() + _PATIENCE_SECONDS
        while not self.exit_event.is_set() and monotonic() < end:
            try:
                waiting.result(timeout=0.1)
                return
            except NotInTime:
                continue
        waiting.cancel()

    def run_input_thread(self) -> None:
        """Read the terminal until the driver ends; as Textual's own, with decoding that cannot fail and the shield."""
        parser = _SafeParser(self._debug)
        decoder = getincrementaldecoder("utf-8")(errors="replace")
        shield = PasteShield()

        def take(data: bytes) -> None:
            text = shield.feed(decoder.decode(data))
            for message in parser.feed(text) if text else ():
                self.process_message(message)

        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), SIGHUP)  # the terminal is gone, and nobody told
                        return
                    take(data)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """The input from the terminal; empty once it is closed."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""


def safe_driver(found: type[Driver]) -> type[Driver]:
    """The safe driver instead of Textual's own for terminals; other drivers unchanged."""
    return SafeLinuxDriver if found is LinuxDriver else found
