"""Calls the command line as a shell does."""

import io
import sys
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from csm_tui.cli.main import _run
from csm_tui.cli.options import Options


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes, encoding: str = "utf-8") -> None:
    """What standard input holds."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding=encoding))


class Answer(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document that standard output is."""
        return orjson.loads(self.out)


class Shell:
    """Calls the command line as a shell does, in this process."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def __call__(self, *arguments: object, today: str = "2026-03-02") -> Answer:
        return self.bare("--workspace", self.path, "--today", today, *arguments)

    def bare(self, *arguments: object) -> Answer:
        """Without the options that name workspace and day."""
        words = map(str, arguments)
        self._monkeypatch.setattr(sys, "argv", ["csm-tui", *words])
        self._capfd.readouterr()
        code = _run(Options())
        out, err = self._capfd.readouterr()
        assert "Traceback" not in err
        return Answer(code, out, err)
