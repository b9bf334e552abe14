"""Safety: no input ends the program, pastes are never taken for keys, each key reaches the intended screen, and the
terminal is left as it was."""

import asyncio
import os
import selectors
import termios
from codecs import getincrementaldecoder
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from signal import SIGHUP
from time import monotonic

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message

from csm_tui.ending import LEAVE
from csm_tui.textual_patches.idle import wait_until_idle
from csm_tui.textual_patches.safety.paste_shield import PasteShield

_TYPED_AHEAD_SECONDS = 0.1
_PATIENCE_SECONDS, _SLICE_SECONDS = 2.0, 0.1
PASTE_SECONDS = 2.0
"""How long the next byte of a paste is waited for: one whose end never comes would swallow all that is typed."""

_Typed = events.Key | events.Paste | events.MouseDown


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
    _effect: "Future[None] | None" = None
    """Done as soon as what was typed last has had its effect."""

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
        """Hand a message on; if it was typed before the one before it has had its effect, only when that is so.

        However slowly somebody types, the app may be slower. A key that saves would overtake the text before it:
        Textual acts on it at once, while the text still waits for the field that it was typed in.
        """
        if not isinstance(message, _Typed):
            super().process_message(message)
            return
        self._wait_for_the_last()
        super().process_message(message)
        self._last_typed = monotonic()
        self._effect = self._rest()

    def _rest(self) -> "Future[None]":
        return asyncio.run_coroutine_threadsafe(_wait_with_patience(self._app), self._loop)

    def _wait_for_the_last(self) -> None:
        if self._effect is None or (self._effect.done() and monotonic() - self._last_typed < _TYPED_AHEAD_SECONDS):
            self._effect = self._rest()  # once more, as an effect may have another one
        while not self.exit_event.is_set():
            try:
                self._effect.result(timeout=_SLICE_SECONDS)
                return
            except NotInTime:
                continue

    def run_input_thread(self) -> None:
        """Read the terminal until the driver ends; as Textual's own, with decoding that cannot fail and the shield."""
        parser = _SafeParser(self._debug)
        decoder = getincrementaldecoder("utf-8")(errors="replace")
        shield = PasteShield()

        def take(text: str) -> None:
            for message in parser.feed(text) if text else ():
                self.process_message(message)

        read_at = monotonic()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), SIGHUP)  # the terminal is gone, and nobody told
                        return
                    take(shield.feed(decoder.decode(data)))
                    read_at = monotonic()
                elif shield.is_inside and monotonic() - read_at >= PASTE_SECONDS:
                    take(shield.give_up())
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """The input from the terminal; empty once it is closed."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""


async def _wait_with_patience(app: App[object]) -> None:
    """Wait until what was typed has had its effect, in vain not for ever. While the loop stands still it has none, so
    that time does not count."""
    waiting = asyncio.ensure_future(wait_until_idle(app))
    for _ in range(round(_PATIENCE_SECONDS / _SLICE_SECONDS)):
        done, _ = await asyncio.wait([waiting], timeout=_SLICE_SECONDS)
        if done:
            return
    waiting.cancel()


def safe_driver(found: type[Driver]) -> type[Driver]:
    """The safe driver instead of Textual's own for terminals; other drivers unchanged."""
    return SafeLinuxDriver if found is LinuxDriver else found
