"""Single steps of a save that fail."""

import os
import stat

import pytest


def fail_at(monkeypatch: pytest.MonkeyPatch, step: str, number: int) -> None:
    """Make one step of a save fail: the first call of the function, or the fsync of a folder."""
    name = step.rpartition(" ")[2]
    real = getattr(os, name)

    def failing(*arguments: object) -> object:
        if name == "fsync" and stat.S_ISDIR(os.fstat(arguments[0]).st_mode) != (step != name):  # type: ignore[arg-type]
            return real(*arguments)
        raise OSError(number, "no")

    monkeypatch.setattr(os, name, failing)
