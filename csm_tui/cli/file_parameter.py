"""Files as commands are given them: a path, or - for a standard stream."""

import os
import sys
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

STANDARD_STREAM = Path("-")
"""How a command is told to read standard input, or to write to standard output, in place of a file."""


def standard_input() -> bytes:
    """The bytes of standard input.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    from csm_tui.session.user_files.files import read_stream

    if sys.stdin is None:
        raise ValueError("there is no standard input")
    return read_stream(sys.stdin.buffer)


def complete_file(_context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Names of files, which the shell completes itself."""
    return [CompletionItem(typed, type="file")]


class FilePath(click.ParamType[Path]):
    """The path of a file, read as everywhere: a `~`, quotes and file: addresses may reach the program as they are.

    `-` is STANDARD_STREAM. `to_read`: else it must be there.
    """

    name = "file"

    def __init__(self, *, to_read: bool) -> None:
        self._to_read = to_read

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        """As everywhere."""
        return complete_file(ctx, param, incomplete)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from csm_tui.session.user_files.files import file_to_read, named_path

        if value == str(STANDARD_STREAM):
            return STANDARD_STREAM
        try:
            path = file_to_read(value) if self._to_read else named_path(value)
            if os.path.isdir(path):
                raise ValueError("this is a folder, not a file")
            return path.absolute() if path == STANDARD_STREAM else path
        except ValueError as error:
            self.fail(f"{value!r}: {error}", param, ctx)


def path_of(text: str, what: str) -> Path:
    """The path that a setting or an option names.

    Raises:
        click.BadParameter: it names none.
    """
    from csm_tui.session.user_files.files import named_path

    try:
        return named_path(text)
    except ValueError as error:
        raise click.BadParameter(f"{what}: {error}") from None
