"""Where answers go when they cannot go anywhere: full, closed and broken streams, and what was done all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.driving import client, fill
from tests.support.rows import first_rows

pytestmark = pytest.mark.thorough

_TOUCH = "touch acme 'spoke'"
_CHANGES = [
    _TOUCH,
    f"{_TOUCH} --json",
    "score acme product=50",
    "settings currency EUR",
    "plan add R2 --hours 2",
    "plan log R1 1h",
    "plan done R1",
    "plan drop R1",
    "plan schedule --style level --save",
    "evaluations add --client acme --phase onboarding --section lessons --entry text",
    "personal add --csm Kim --engagement Q1 --scores 7,8,10,9,4,6,6,9",
    "personal aspects import R2.csv",
    "personal aspects export out.json",
    "import portfolio clients.csv",
    "export plan out.csv",
    "export evaluation out.md --blank",
    "export personal out.md",
    "backup",
    "check --accept",
]
_READS = [
    "portfolio", "portfolio --csv", "totals --json", "client acme", "evaluations", "lessons", "personal",
    "personal aspects", "today", "triage", "candidates", "plays", "check", "--help", "--version",
]  # fmt: skip
_FULL, _CLOSED = "> /dev/full", ">&-"


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Call":
    monkeypatch.setenv("CSM_TUI_WORKSPACE", str(tmp_path / "workspace.json"))
    monkeypatch.setenv("CSM_TUI_TODAY", "2026-03-02")
    fill(tmp_path / "workspace.json", [client("Acme")])
    (tmp_path / "clients.csv").write_text("Client,ACV\nAcme,5\nBolt,6\n")
    for name in ("R2", "R3"):
        (tmp_path / f"{name}.csv").write_text(f"Aspect\nOne\nTwo\n{name}\n")
    return Call(tmp_path)


class Call:
    """Calls the program by way of a shell, which knows how to close and lead a stream."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / "workspace.json"

    def __call__(self, words: str, streams: str = "") -> subprocess.CompletedProcess[str]:
        command = f'"{sys.executable}" -m csm_tui {words} {streams}'
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], cwd=self._folder, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip

    @property
    def generation(self) -> bytes:
        return self.path.read_bytes()


@pytest.mark.parametrize("streams", [_FULL, _CLOSED])
def test_what_was_done_is_not_hidden_by_an_answer_that_cannot_be_shown(call: Call, streams: str) -> None:
    before = call.generation
    ended = call(_TOUCH, streams)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "done, but could not be shown" in ended.stderr
    assert call.generation != before
    assert call("follow-ups").returncode == 0


@pytest.mark.thorough
@pytest.mark.parametrize("words", first_rows(_CHANGES, 2))
def test_every_change_says_that_it_was_made(call: Call, words: str) -> None:
    call("plan add R1 --hours 4")
    for streams in (_FULL, _CLOSED):
        ended = call(words.replace("R2", "R3" if streams == _CLOSED else "R2"), streams)
        assert (ended.returncode, ended.stderr.count("\n")) == (1, 1), ended.stderr
        assert "done, but could not be shown" in ended.stderr
        assert ended.stdout == ""


@pytest.mark.parametrize("words", ["portfolio", "--help"])
@pytest.mark.parametrize("streams", [_FULL, _CLOSED])
def test_an_answer_that_cannot_be_written_is_one_clear_line(call: Call, words: str, streams: str) -> None:
    _assert_told(call(words, streams))


@pytest.mark.thorough
@pytest.mark.parametrize("words", first_rows(_READS, 2))
def test_every_answer_that_cannot_be_written_is_one_clear_line(call: Call, words: str) -> None:
    for streams in (_FULL, _CLOSED):
        _assert_told(call(words, streams))


def _assert_told(ended: subprocess.CompletedProcess[str]) -> None:
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended.stderr
    assert "the answer could not be shown" in ended.stderr


@pytest.mark.parametrize("streams", ["2> /dev/full", "2>&-"])
def test_what_stands_beside_an_answer_never_hides_it(call: Call, streams: str) -> None:
    """A warning that cannot be written: others can read the file."""
    call.path.chmod(0o644)
    ended = call(_TOUCH, streams)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Acme: call of 2026-03-02 noted" in ended.stdout
    assert call.path.stat().st_mode & 0o077 == 0
    assert call("client nobody", streams).returncode == 1
    assert call("no-command", streams).returncode == 2


@pytest.mark.parametrize("streams", ["> /dev/full 2>&1", ">&- 2>&-", "<&- >&- 2>&-"])
def test_with_nowhere_to_say_anything_the_exit_code_tells(call: Call, streams: str) -> None:
    before = call.generation
    assert call(_TOUCH, streams).returncode == 1
    assert call.generation != before
    assert call("check").stdout == "sound: 1 clients\n"
    assert call("--help", streams).returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [("portfolio", 0), ("--help", 0), (_TOUCH, 0), ("client nobody", 1), ("client nobody --json", 1), ("nonsense", 2)],
)
def test_a_reader_that_goes_away_is_no_fault(call: Call, words: str, code: int) -> None:
    ended = call(f"{words} 2> said", "| sleep 0")
    assert ended.returncode == code
    assert ended.stderr == ""


def test_a_broken_pipe_does_not_turn_a_no_into_a_yes(call: Call) -> None:
    call("plan add R1 --hours 900 --deadline tomorrow")
    assert call("plan schedule").returncode == 1
    assert call("plan schedule", "| true").returncode == 1


def test_the_app_needs_all_three_streams(call: Call) -> None:
    for streams in ("<&-", ">&-", "2>&-", "< /dev/null"):
        assert call("", streams).returncode == 2
