"""Files that a command is given: what they say taken in, and exports handed out."""

from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from csm_tui.cli.file_parameter import STANDARD_STREAM, standard_input
from csm_tui.cli.options import Options, Refusal, answer
from csm_tui.cli.output.messages import say, say_bytes, warn_of_faults
from csm_tui.domain.text import safe_text
from csm_tui.exchange.exports import Export
from csm_tui.exchange.tables import FileRefused
from csm_tui.session.changes import Change
from csm_tui.session.errors import Conflict
from csm_tui.session.session import Session
from csm_tui.session.user_files.export_file import write_export
from csm_tui.session.user_files.files import read_file

Found = TypeVar("Found")


def file_name(file: Path) -> str:
    """The file's name; its bytes may be no text at all."""
    return "standard input" if file == STANDARD_STREAM else safe_text(file.name)


def file_bytes(file: Path) -> bytes:
    """What a file or standard input holds.

    Raises:
        Refusal: it cannot be read.
    """
    try:
        return standard_input() if file == STANDARD_STREAM else read_file(file)
    except ValueError as error:
        raise Refusal(f"{file_name(file)} cannot be read: {error}") from None


def refused(file: Path, error: FileRefused) -> Refusal:
    """That a file as a whole is not what it should be."""
    return Refusal(f"{file_name(file)} was refused: {error}")


def read_in(file: Path, read: Callable[[bytes], Found]) -> Found:
    """What a file says.

    Raises:
        Refusal: it cannot be read, or is not what it should be.
    """
    data = file_bytes(file)
    try:
        return read(data)
    except FileRefused as error:
        raise refused(file, error) from None


def take_in(options: Options, session: Session, change: Change) -> None:
    """Make the change that a file brings.

    Raises:
        Refusal: another program saved something else meanwhile.
    """
    try:
        session.apply(change)
        options.done = True
    except Conflict as error:
        raise Refusal(f"nothing came in, another program saved meanwhile ({error}); run the import again") from None


def hand_out(options: Options, session: Session, file: Path, export: Export) -> None:
    """Write an export where it was asked for, and say what is in it."""
    name = safe_text(str(file))
    if file == STANDARD_STREAM and options.json:
        raise click.UsageError("--json or standard output, not both")
    if options.excel:
        export = export.for_excel
    try:
        data = export.data if file == STANDARD_STREAM else export.data_for(file)
    except ValueError as error:
        raise click.BadParameter(f"{name}: {error}") from None
    if options.excel and not data.startswith(BOM_UTF8):
        raise click.UsageError("--excel is for CSV")
    warn_of_faults(session)
    if file == STANDARD_STREAM and not export.is_text:
        say_bytes(data)
    elif file == STANDARD_STREAM:
        say(export.text, "utf-8")
    else:
        write_export(file, data, session.path)
        options.done = True
        answer(options, {"file": name, **export.counts}, f"{name}: {export.said}")
