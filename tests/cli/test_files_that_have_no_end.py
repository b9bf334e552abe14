"""What is no regular file is refused at once, whoever takes it: it may have no end, or make wait for one."""

import os
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from tests.support.shell import Shell


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    Path("dir").mkdir()
    Path("round").symlink_to("round")
    Path("to-pipe").symlink_to("pipe")
    Path("large").touch()
    os.truncate("large", 10**12)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("what", ["plan", "portfolio"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("/dev/full", "a device or a pipe"),
        ("/dev/zero", "a device or a pipe"),
        ("/dev/stdin", "a device or a pipe"),
        ("pipe", "a device or a pipe"),
        ("to-pipe", "a device or a pipe"),
        ("dir", "a folder"),
        ("round", "circle"),
        ("large", "larger than 100 MB"),
    ],
)
def test_an_import_is_refused_at_once(what: str, name: str, says: str, shell: Shell) -> None:
    answer = shell("import", what, name)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert says in answer.err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "words",
    [["--workspace", "pipe", "totals"], ["--workspace", "large", "totals"], ["--workspace", "/dev/zero", "totals"]],
)  # fmt: skip
def test_a_workspace_that_has_no_end_is_refused_at_once(words: list[str], shell: Shell) -> None:
    answer = shell.bare(*words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


def _fed(path: Path, source: str, *words: str) -> "subprocess.CompletedProcess[str]":
    command = f'{source} | "{sys.executable}" -m csm_tui --workspace "{path}" {" ".join(words)}'
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, timeout=60)


def test_a_pipe_is_read_by_way_of_standard_input(folder: Path) -> None:
    path = folder / "book.json"
    ended = _fed(path, "printf 'Client,ACV\\nAcme,5\\n'", "import", "portfolio", "-")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "1 added, 0 updated, 0 unchanged\n", "")
    refused = _fed(path, "true", "import", "plan", "-", "--json")
    assert (refused.returncode, "standard input was refused: the file is empty" in refused.stderr) == (1, True)


@pytest.mark.thorough
def test_what_comes_without_an_end_by_standard_input_is_refused(folder: Path) -> None:
    path = folder / "book.json"
    assert _fed(path, "printf 'Client\\nAcme\\n'", "import", "portfolio", "-").returncode == 0
    for words in (["import", "portfolio", "-"], ["import", "plan", "-"], ["touch", "acme", "-"]):
        ended = _fed(path, "cat /dev/zero", *words)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1)
        assert "larger than 100 MB" in ended.stderr


def test_a_file_that_is_called_like_the_standard_stream_is_a_file(shell: Shell, folder: Path) -> None:
    (folder / "-").write_text("Client\nAcme\n")
    assert shell("import", "portfolio", "./-").out == "1 added, 0 updated, 0 unchanged\n"
    assert shell("export", "plan", "./-").out.endswith("/-: 0 activities\n")
    assert (folder / "-").read_text().startswith("Reference")


@pytest.mark.parametrize(
    ("head", "code", "says"),
    [
        ("1" * 100_000, 0, "ignored columns"),
        ("/" * 100_000, 0, "ignored columns"),
        ("(" * 100_000, 0, "ignored columns"),
        ("," * 200_000, 1, "200,002 columns"),
    ],
)
def test_a_header_without_an_end_is_answered_at_once(
    head: str, code: int, says: str, shell: Shell, folder: Path
) -> None:
    (folder / "long.csv").write_text(f"Client,{head}\nAcme,5\n")
    begun = process_time()
    answer = shell("import", "portfolio", "long.csv", "--dry-run")
    assert (answer.code, says in answer.err) == (code, True)
    assert process_time() - begun < 3
