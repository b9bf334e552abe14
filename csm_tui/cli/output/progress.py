"""A bar on standard error while a long file is read. Where nobody watches, nothing is shown."""

import sys
from types import TracebackType
from typing import Any, Self

import click

_FEW = 1000
"""So many rows are read before anybody could read a bar."""


class ProgressBar:
    """Told how far the reading of a file is, as in exchange/watching; a bar is shown from the with block's start to its
    end, one for each thing that is done, if standard error is a terminal and there is much to do."""

    def __init__(self) -> None:
        self._what = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._end(full=kind is None)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that so many of all are done."""
        if total <= _FEW or not sys.stderr.isatty():
            return
        if what != self._what:
            self._end()
            self._what = what
            self._bar = click.progressbar(length=total, label=what, file=sys.stderr)
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos)

    def _end(self, full: bool = True) -> None:
        """The last steps are told to nobody, so the bar is filled before it stays behind."""
        if self._bar is not None:
            if full:
                self._bar.update(self._bar.length - self._bar.pos)
            self._bar.__exit__(None, None, None)
            self._bar = None
