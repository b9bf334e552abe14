"""How text leaves the program: answers to standard output, what is said beside them to standard error."""

import sys
from typing import TYPE_CHECKING

import click

from csm_tui.domain.text import safe_text

if TYPE_CHECKING:
    from csm_tui.session.session import Session


def say(text: str, encoding: str | None = None) -> None:
    """Write text to standard output, whatever characters its encoding lacks."""
    sys.stdout.buffer.write((text.rstrip("\n") + "\n").encode(encoding or sys.stdout.encoding or "utf-8", "replace"))
    sys.stdout.buffer.flush()


def say_bytes(data: bytes) -> None:
    """Write what is no text to standard output.

    Raises:
        click.UsageError: that is a terminal, which the bytes would act on.
    """
    if sys.stdout.isatty():
        raise click.UsageError("this is no text for a terminal: name a file, or send it through a pipe")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def warn(message: str) -> None:
    """Say something beside the answer."""
    click.echo(f"csm-tui: {message_line(message)}", err=True)


def warn_of_faults(session: "Session") -> None:
    """Say beside the answer that it comes from a damaged file, or from records that break a rule."""
    if session.file.faults:
        warn(f"the workspace is damaged: {session.file.faults[0]}; see csm-tui check")
    elif session.file.to_mend:
        from csm_tui.session.workspace_file.mending import to_mend_in_words

        warn(f"{to_mend_in_words(session.file.to_mend)}; see csm-tui mend")


def message_line(message: str) -> str:
    """A message as one line without characters that act on a terminal."""
    return safe_text(" ".join(message.split()))
