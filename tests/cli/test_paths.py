"""Paths that reach the program as they were typed: with ~, in quotes, as an address."""

from pathlib import Path

import pytest

from tests.support.shell import Shell


@pytest.fixture
def home() -> Path:
    home = Path.home()
    home.mkdir()
    return home


@pytest.mark.parametrize("named", ["~/my book.json", '"~/my book.json"', r"~/my\ book.json"])
def test_the_workspace_may_lie_in_the_home_folder(
    named: str, shell: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CSM_TUI_WORKSPACE", named)
    for words in (["--workspace", named], []):
        answer = shell.bare(*words, "settings", "currency", "EUR")
        assert answer.code == 0, answer.err
        assert (home / "my book.json").exists()
        assert not Path("~").exists()
        (home / "my book.json").unlink()


def test_a_workspace_that_can_be_nowhere_is_refused(shell: Shell) -> None:
    shell.path = Path("~nobody-of-that-name/book.json")
    answer = shell("portfolio")
    assert (answer.code, answer.out) == (2, "")
    assert "there is no user nobody-of-that-name" in answer.err


def test_files_to_read_and_to_write_are_named_likewise(shell: Shell, home: Path) -> None:
    (home / "my clients.csv").write_text("Client\nAcme\n")
    for named in ("~/my clients.csv", (home / "my clients.csv").as_uri(), f"'{home}/my clients.csv'"):
        assert shell("import", "portfolio", named, "--dry-run").out.startswith("would be: 1 added"), named
    assert shell("export", "plan", "~/plan.csv").code == 0
    assert (home / "plan.csv").read_text().startswith("Reference")
    for words, why in (
        (["import", "portfolio", "~/none.csv"], "there is no such file"),
        (["import", "plan", "~"], "this is a folder, not a file"),
        (["export", "calendar", "~"], "this is a folder, not a file"),
    ):
        answer = shell(*words)
        assert (answer.code, answer.out) == (2, ""), words
        assert why in answer.err
