"""What is offered while somebody types: quickly said, nothing beside it, nothing written."""

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from csm_tui.cli.main import main, offer_completions
from csm_tui.cli.options import Options
from tests.support.builders import client
from tests.support.driving import fill
from tests.support.shell import Shell

Offered = Callable[[str], list[str]]


@pytest.fixture
def offered(shell: Shell, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Offered:
    """The words that zsh is given for a line of the command csm-tui, with the workspace of the test."""
    monkeypatch.setenv("CSM_TUI_WORKSPACE", str(shell.path))
    monkeypatch.setenv("CSM_TUI_TODAY", "2026-03-02")

    def ask(line: str) -> list[str]:
        capfd.readouterr()
        with monkeypatch.context() as changed:
            changed.setenv("_CSM_TUI_COMPLETE", "zsh_complete")
            changed.setenv("CSM_TUI_COMPLETE_LINE", f"csm-tui {line}")
            changed.setattr("sys.stderr", None)
            offer_completions()
            with closing(sys.stderr), pytest.raises(SystemExit) as ended:
                main.main(prog_name="csm-tui", obj=Options(), standalone_mode=False)
        assert ended.value.code == 0
        out, err = capfd.readouterr()
        assert err == ""
        return [line.removeprefix("plain,") for line in out.splitlines() if line]

    return ask


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("client customer\\ 1", ["Customer 1", *(f"Customer 1{place}" for place in range(6))]),
        ("score 'Customer 3' product=5 s", ["satisfaction=", "support=", "sponsorship="]),
        ("touch 'customer 15", ["Customer 15"]),
        ("plan add X --after E", ["E1", "E2", "E3", "E4", "E5"]),
        ("plan done a", ["A1", "A3"]),
        ("plan drop --quarter 2020-01-01 ", []),
        ("plan --quarter ", ["2026-02-02"]),
        ("roadmap --client='Customer 12", ["--client=Customer 12"]),
        ("export evaluation x.md --phase ad", ["Adoption planning", "Adoption implementation"]),
        ("settings weights.s", ["weights.satisfaction", "weights.support", "weights.sponsorship"]),
        ("portfolio --where 'risk:yes -due", ["risk:yes -due:yes", "risk:yes -due:no"]),
        ("portfolio --where ren", ["renewal:red", "renewal:amber", "renewal:green", "renewal<="]),
        ("lessons --where reu", ["reusable:yes", "reusable:no"]),
        ("plan schedule --st", ["--style"]),
        ("plan schedule --style ", ["asap", "level"]),
        ("evaluations add --section les", ["Lessons learned"]),
        ("pla", ["plan", "plays"]),
        ("import portfolio x", ["file,x"]),
        ("--workspace x", ["file,x"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("restore ", []),
        ("client --version ", [f"Customer {number}" for number in range(1, 16)]),
    ],
)  # fmt: skip
def test_names_references_and_fields_of_the_demo(offered: Offered, line: str, words: list[str]) -> None:
    assert offered(f"--demo {line}") == words


def test_the_workspace_that_is_named_is_read_and_nothing_is_touched(offered: Offered, shell: Shell) -> None:
    shell.path.parent.mkdir()
    fill(shell.path, [client('Nord "Bau"'), client("Süd Bau")])
    assert shell("backup").code == 0
    shell.path.chmod(0o644)
    before = _tree(shell.path.parent)
    assert offered("client ") == ['Nord "Bau"', "Süd Bau"]
    assert offered("client sud") == ["Süd Bau"]
    assert len(offered("restore ")) == 1
    assert _tree(shell.path.parent) == before
    other = shell.path.with_name("other.json")
    assert offered(f"--workspace {other} client ") == []
    assert not other.exists()


@pytest.mark.parametrize("data", [b"", b"{", b"\x00\xff" * 50, b'{"clients": {"x": 1}}', b"[]"])
def test_of_a_file_that_cannot_be_read_nothing_is_offered(offered: Offered, shell: Shell, data: bytes) -> None:
    shell.path.parent.mkdir()
    shell.path.write_bytes(data)
    for line in ("client ", "plan done ", "plan --quarter x", "restore ", "roadmap --engagement ", "calendars remove "):
        assert [one for one in offered(line) if one[:2] != "20"] == []
    assert shell.path.read_bytes() == data


def test_control_characters_of_a_name_do_not_reach_the_shell(offered: Offered) -> None:
    assert offered("--demo client '\x1b]0;x") == []


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_is_printed_and_the_same_as_by_the_variable(shell: Shell, name: str) -> None:
    answer = shell("completion", name)
    assert (answer.code, answer.err) == (0, "")
    assert f"_CSM_TUI_COMPLETE={name}_complete" in answer.out
    assert shell("completion", name, "--json").json == {"shell": name, "script": answer.out.rstrip("\n") + "\n"}


def _tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size, path.stat().st_mode)
        for path in (folder, *(Path(top) / name for top, _, names in os.walk(folder) for name in names))
    }
