"""The bar of a long import: on a terminal, for many rows, and nowhere else."""

import io
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from csm_tui.cli.output.progress import ProgressBar
from csm_tui.exchange.watching import watched
from tests.support.shell import Shell


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "rows", "bars"),
    [(_Terminal(), 1001, ["rows read", "rows matched"]), (_Terminal(), 1000, []), (io.StringIO(), 5000, [])],
)
def test_a_bar_for_each_thing_that_is_done_with_many_rows_in_a_terminal(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, rows: int, bars: list[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with ProgressBar() as watch:
        for what in ("rows read", "rows matched"):
            assert len([*watched(range(rows), what, watch)]) == rows
    shown = stream.getvalue()
    assert [what for what in ("rows read", "rows matched") if what in shown] == bars
    assert shown.count("100%") == len(bars)
    assert shown.endswith("\n") is bool(bars)


def test_a_bar_that_is_broken_off_ends_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with suppress(ValueError), ProgressBar() as watch:
        watch("rows read", 0, 5000)
        raise ValueError("no rows")
    assert "rows read" in terminal.getvalue()
    assert "100%" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


@pytest.mark.thorough
def test_a_long_import_into_a_pipe_says_only_its_answer(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tmp_path / "many.csv"
    many.write_text("Customer\n" + "".join(f"Client {number}\n" for number in range(1500)), encoding="utf-8")
    answer = shell("import", "portfolio", many, "--dry-run")
    assert (answer.code, answer.out, answer.err) == (0, "would be: 1500 added, 0 updated, 0 unchanged\n", "")
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert shell("import", "portfolio", many, "--dry-run").out == answer.out
    assert "rows read" in terminal.getvalue()
