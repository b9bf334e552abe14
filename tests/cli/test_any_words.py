"""Any words after any command: never a fault of the program, never a half answer, never text that acts."""

import io
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csm_tui.cli.main import _run, main
from csm_tui.cli.options import Options
from tests.support.driving import fill_demo
from tests.support.hostile import LONG, NAMES, acting
from tests.support.shell import Answer

_VALUES = (
    "", " ", "-", "--", "0", "-1", "1e309", "nan", "inf", "9" * 400, "0x10", "1_000", "\u0661\u0662", "2h30", "90m",
    "2026-03-02", "9999-12-31", "0001-01-01", "2026-W53", "w0", "in 9999 years", "+9999d", "29 feb", "next mon",
    "today", "triage", "candidates", "plays",
    "acme", "customer 7", "a", "R1", "r1", "E2", "A3", "Z9", "level", "product", "product=5", "support=none", "=",
    "product=product=5", "health<=50", "-", "tag:", "renewal<", "\"open", "acv>=1e9", "touched:none", "weights",
    "weights.product", "quarter.start", "currency", "holidays.country", "DE-BY", "50,25,12.5,12.5", "Client=client",
    "kim.md", "kim.csv", "set.toml", "set.json", "7,8,10,9,4,6,6,9", "-,-,-,-,-,-,-,-", "2026 Q1", "Robin Vale",
    "form.md", "form.json", "onboarding", "year 1", "lessons", "improvements", "state:draft", "entries>=0",
    "plan.csv", "clients.csv", "bad.csv", "none.csv", ".", "/", "~", "~root", "~no-such-user/x", "file:///", "file:x",
    "file://elsewhere/x", "/dev/full", "/dev/null", "/proc/self/mem", "loop", "a/b/c", "x" * 300, "/" + "y" * 5000,
    "workspace.json", "workspace.json.backups", "out.csv", "\udcff\udc80", "\udced\udca0\udc80", LONG,
)  # fmt: skip
_WORDS = st.sampled_from([*_VALUES, *(one for one in NAMES if "\0" not in one)]) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12
)


def _leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command by its words, groups that answer themselves among them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _leaves(command, (*path, name))
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield (*path, name), command


COMMANDS = dict(_leaves(main))


@st.composite
def _calls(draw: st.DrawFn, path: tuple[str, ...]) -> list[str]:
    """A command with some of its options and about as many arguments as it takes, likely and unlikely ones."""
    words: list[str] = []
    for option in (one for one in COMMANDS[path].params if isinstance(one, click.Option)):
        if "--help" in option.opts or not draw(st.booleans()):
            continue
        words.append(option.opts[0])
        if not option.is_flag:
            choices = option.type.choices if isinstance(option.type, click.Choice) else ()
            words.append(draw(st.sampled_from([*choices]) | _WORDS if choices else _WORDS))
    arguments = sum(isinstance(one, click.Argument) for one in COMMANDS[path].params)
    positional = draw(st.lists(_WORDS, min_size=max(0, arguments - 1), max_size=arguments + 1))
    return [*words, *(["--"] if draw(st.booleans()) else []), *positional]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as people have it, and what is in the way in it."""
    folder = tmp_path_factory.mktemp("made")
    fill_demo(folder / "workspace.json")
    (folder / "clients.csv").write_text("Client,ACV\nAcme,5\n", encoding="utf-8")
    (folder / "plan.csv").write_text("Reference,Duration\nZ1,5\n", encoding="utf-8")
    (folder / "bad.csv").write_bytes(b'Client,"ACV\n\xff\x00\x1b[31m')
    (folder / "kim.md").write_text("Rating (0-10): 8\n", encoding="utf-8")
    (folder / "set.toml").write_text('[[aspects]]\nname = "A"\n', encoding="utf-8")
    (folder / "loop").symlink_to("loop")
    return folder


def _call(words: Sequence[str], stdin: bytes = b"") -> Answer:
    """The command line in this process, its streams kept apart."""
    streams = sys.stdin, sys.stdout, sys.stderr, sys.argv
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace")
    sys.stdin, sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(stdin), "utf-8"), out, err
    sys.argv = ["csm-tui", *words]
    try:
        code = _run(Options())
    finally:
        sys.stdin, sys.stdout, sys.stderr, sys.argv = streams
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return Answer(code, *texts)


@pytest.mark.thorough
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_any_words_are_answered_or_refused(
    path: tuple[str, ...], made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tried"
    for name, value in (
        ("HOME", str(tmp_path)),
        ("CSM_TUI_WORKSPACE", "workspace.json"),
        ("CSM_TUI_TODAY", "2026-03-02"),
    ):
        monkeypatch.setenv(name, value)
    before = (made / "workspace.json").read_bytes()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(_calls(path), st.binary(max_size=20))
    def tried(words: list[str], stdin: bytes) -> None:
        monkeypatch.chdir(tmp_path)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder, symlinks=True)
        monkeypatch.chdir(folder)
        answer = _call([*path, *words], stdin)
        _assert_sound(answer, words)
        if answer.code == 2:
            assert Path("workspace.json").read_bytes() == before
        assert _call(["check"]).code == 0, "the workspace is as sound as it was"

    tried()
    monkeypatch.chdir(made)


def _assert_sound(answer: Answer, words: Sequence[str]) -> None:
    assert answer.code in (0, 1, 2), answer.err
    assert acting(answer.err, "\n") == set()
    assert all(line.startswith("csm-tui: ") for line in answer.err.splitlines()), answer.err
    exported = not acting(answer.out, "\r\n\t") and ("--csv" in words or "-" in words)
    assert exported or acting(answer.out, "\n") == set()
    options = words[: words.index("--")] if "--" in words else words
    if answer.code == 2:
        assert answer.out == ""
        assert answer.err
    elif answer.code == 1:
        assert answer.err or answer.out
    if "--json" in options and answer.out and not exported:
        orjson.loads(answer.out)
