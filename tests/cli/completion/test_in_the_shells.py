"""Completion tried in the shells themselves: a name that was begun, the tab key, and what the program is then given."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from csm_tui.cli.completion.shells import script
from tests.support.shell import Shell

pytestmark = pytest.mark.thorough

_NAMES = (
    "Nord Bau", "O'Hara & Sons", 'Say "Yes"', "Price $HOME `now`", "Back\\slash two", "Key=Value: one", "*Star? [x]",
    "Größe | Ähre", "~home; #1!",
)  # fmt: skip
_PATIENCE = 30

_STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "PS1='rea''dy> '; bind 'set enable-bracketed-paste off'; "),
    "zsh": (["zsh", "-f", "-i"], "PS1='rea''dy> '; unset zle_bracketed_paste; autoload -U compinit; compinit -u -D; "),
}


@pytest.fixture
def programs(tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the names, and in front of all others a csm-tui that completes, and else notes its words."""
    rows = "".join('"{}"\n'.format(name.replace('"', '""')) for name in _NAMES)
    (tmp_path / "names.csv").write_text("Customer\n" + rows, encoding="utf-8")
    assert shell("import", "portfolio", tmp_path / "names.csv").code == 0
    program = tmp_path / "bin" / "csm-tui"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nif [ -n "$_CSM_TUI_COMPLETE" ]; then exec "{sys.executable}" -m csm_tui "$@"; fi\n'
        f'printf "%s\\0" "$@" > "{tmp_path}/words.part"; mv "{tmp_path}/words.part" "{tmp_path}/words"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("CSM_TUI_WORKSPACE", str(shell.path))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("LC_ALL", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    return tmp_path


class _Typist:
    """A shell in a terminal of its own, in which somebody types."""

    def __init__(self, name: str, folder: Path) -> None:
        command, self._setting_up = _STARTS[name]
        (folder / "completion").write_text(script(name), encoding="utf-8")
        self._folder = folder
        self._process, self._terminal = pty.fork()
        if self._process == 0:
            os.chdir(folder)
            os.environ["TERM"] = "dumb"
            os.execvp(command[0], command)
        self._seen = b""

    def __enter__(self) -> "_Typist":
        self._type(f"{self._setting_up} . ./completion\n")
        self._wait_for_prompt()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._terminal)
        os.waitpid(self._process, 0)

    def words(self, line: str) -> list[str]:
        """What the program is given when this is typed, with `\\t` for the tab key, and entered."""
        words = self._folder / "words"
        words.unlink(missing_ok=True)
        self._type(f"{line}\n")
        self._wait_for_prompt()
        return words.read_bytes().decode().split("\0")[:-1]

    def _type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _wait_for_prompt(self) -> None:
        end = time.monotonic() + _PATIENCE
        while b"ready> " not in self._seen:
            assert select.select([self._terminal], [], [], max(0, end - time.monotonic()))[0], self._seen
            self._seen += os.read(self._terminal, 65536)
        self._seen = self._seen.rpartition(b"ready> ")[2]


def _begun(name: str) -> str:
    """The first three letters, as somebody types them who knows the shell."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in name[:3])


_FURTHER: Sequence[tuple[str, list[str]]] = (
    ('client "Nord B\t', ["client", "Nord Bau"]),
    ("client 'O'\\''H\t", ["client", "O'Hara & Sons"]),
    ("client nord\\ b\t", ["client", "Nord Bau"]),
    ("export roadmap x.md --client=Nor\t", ["export", "roadmap", "x.md", "--client=Nord Bau"]),
    ("score Nor\t prod\t62", ["score", "Nord Bau", "product=62"]),
    ("settings weights.prod\t", ["settings", "weights.product"]),
    ("portfolio --where due:y\t --js\t", ["portfolio", "--where", "due:yes", "--json"]),
    ("follo\t", ["follow-ups"]),
    ("import portfolio nam\t", ["import", "portfolio", "names.csv"]),
    ("client Nobody\t", ["client", "Nobody"]),
)


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_what_is_begun_and_completed_reaches_the_program_whole(programs: Path, name: str) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} here")
    with _Typist(name, programs) as typist:
        for known in _NAMES:
            assert typist.words(f"csm-tui client {_begun(known)}\t") == ["client", known]
        for line, words in _FURTHER:
            assert typist.words(f"csm-tui {line}") == words, line


def test_fish_is_offered_the_same(programs: Path) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("there is no fish here")
    (programs / "completion").write_text(script("fish"), encoding="utf-8")

    def offered(line: str) -> list[str]:
        # fish quotes by itself what it is given, and says here what it would put in.
        asked = ["source completion; complete --escape --do-complete $argv[1]", f"csm-tui {line}"]
        done = subprocess.run([fish, "--no-config", "-c", *asked], cwd=programs, capture_output=True, check=True)
        assert done.stderr == b""
        return done.stdout.decode().splitlines()

    def taken(words: str) -> list[str]:
        subprocess.run([fish, "--no-config", "-c", f"csm-tui {words}"], cwd=programs, check=True)
        return (programs / "words").read_bytes().decode().split("\0")[:-1]

    for known in _NAMES:
        found = offered(f"client {_begun(known)}")
        assert len(found) == 1, found
        assert taken(f"client {found[0]}") == ["client", known]
    assert taken(f"score x {offered('score Nor product')[0]}62") == ["score", "x", "product=62"]
    assert offered("follo") == ["follow-ups"]
    assert offered("import portfolio nam") == ["names.csv"]
    assert offered("client Nobody") == []
