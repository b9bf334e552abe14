"""What all commands have in common: examples that are understood, answers as JSON, standard streams for files."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from csm_tui.cli.examples import EXAMPLES
from csm_tui.cli.main import main
from csm_tui.cli.options import Options
from tests.support.shell import Shell

_FILES = (
    "clients.csv", "clients.xlsx", "history.csv", "flow.csv", "work.ics", "plan.xlsx", "tasks.csv", "book.json",
    "kim.md", "form.xlsx", "all.csv", "aspects.csv", "plays.toml",
)  # fmt: skip
_WITHOUT_JSON = {"present": "it shows slides in the terminal", "": "it opens the app"}


def commands(group: click.Group = main, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """All commands by name, groups among them."""
    yield path, group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = f"{path} {name}".strip()
        if isinstance(command, click.Group):
            yield from commands(command, below)
        else:
            yield below, command


def _calls(example: str) -> Iterator[list[str]]:
    """The arguments of each call of the program in a line of a shell."""
    words = shlex.split(example.replace('eval "$(', "").replace(')"', ""))
    while "csm-tui" in words:
        words = words[words.index("csm-tui") + 1 :]
        end = next((place for place, word in enumerate(words) if word in "|<>"), len(words))
        yield words[:end]


def _understood(arguments: list[str]) -> str:
    """The name of the command that these arguments call; its options and arguments are read, and nothing is done."""
    command: click.Command = main
    context = main.make_context("csm-tui", arguments, obj=Options())
    names = []
    while isinstance(command, click.Group) and (left := [*context._protected_args, *context.args]):
        name, found, rest = command.resolve_command(context, left)
        assert name is not None
        assert found is not None
        names.append(name)
        command, context = found, found.make_context(name, rest, parent=context)
    return " ".join(names)


def test_every_command_has_examples_and_each_of_them_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in _FILES:
        (tmp_path / name).touch()
    assert {*EXAMPLES} == {name for name, _ in commands()}
    for name, examples in EXAMPLES.items():
        assert examples, name
        for example in examples:
            called = [_understood(arguments) for arguments in _calls(example)]
            assert any(one.startswith(name) for one in called), example


def test_the_help_ends_with_the_examples(shell: Shell) -> None:
    for words in (["plan", "add"], ["touch"], []):
        shown = shell.bare(*words, "--help")
        assert shown.code == 0
        found = shown.out.partition("Examples:\n")[2].splitlines()
        assert [line.strip() for line in found if line] == [*EXAMPLES[" ".join(words)]]


def test_every_command_answers_as_json_or_has_a_reason_not_to() -> None:
    without = {
        name
        for name, command in commands()
        if not any("--json" in parameter.opts for parameter in command.params)
        and not (isinstance(command, click.Group) and not command.invoke_without_command)
    }
    assert without == {*_WITHOUT_JSON}


def test_every_file_may_be_a_standard_stream() -> None:
    from csm_tui.cli.file_parameter import FilePath

    taking = {name for name, command in commands() for one in command.params if one.name == "file"}
    typed = {
        name for name, command in commands() for one in command.params if one.name == "file"
        and isinstance(one.type, FilePath)
    }  # fmt: skip
    assert taking == typed != set()


@pytest.mark.thorough
@pytest.mark.parametrize("command", [["man", "--warnings", "-E", "UTF-8", "-l"], ["groff", "-man", "-Tutf8", "-ww"]])
def test_the_man_page_is_shown_without_a_warning(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]} here")
    page = Path(__file__).parents[2] / "docs" / "csm-tui.1"
    shown = subprocess.run([*command, page], capture_output=True, check=True, text=True, encoding="utf-8")
    assert shown.stderr == ""
    for name in ("plan add", "export workbook", "EXIT STATUS"):
        assert name in re.sub(".\b", "", shown.stdout)  # bold is a letter struck twice
