"""The man page, made from the same declarations as the help: one section of the manual for all commands."""

from collections.abc import Iterable, Iterator

import click

from csm_tui.cli.examples import EXAMPLES

_FILES = (
    (
        "~/.local/share/csm\\-tui/workspace.json",
        "The workspace on Linux, if no other is named.",
    ),
    ("~/.config/csm\\-tui/config.toml", "Your own settings of the app on Linux; CSM_TUI_CONFIG names another file."),
)


def man_page(program: click.Command, codes: Iterable[tuple[str, str]]) -> str:
    """The page in roff, with the exit codes and what they mean."""
    return "\n".join([*_head(program), *_commands(program), *_tail(codes)]) + "\n"


def _head(program: click.Command) -> Iterator[str]:
    context = click.Context(program, info_name="csm-tui")
    yield '.\\" Written by docs/generate.py from the program itself. Change the program, then run it again.'
    yield '.TH CSM\\-TUI 1 "" "csm\\-tui" "User commands"'
    yield ".ad l"  # long words such as the lists of choices leave nothing to adjust
    yield from (".SH NAME", f"csm\\-tui \\- {_text('customer success from the terminal')}")
    yield from (".SH SYNOPSIS", ".B csm\\-tui", _text(" ".join(program.collect_usage_pieces(context))))
    yield ".SH DESCRIPTION"
    yield from _paragraphs(program.help or "")
    yield from (".SH OPTIONS", *_options(program, context))
    yield from (".SH EXAMPLES", *_examples(""))
    yield ".SH COMMANDS"


def _commands(group: click.Command, path: str = "", parent: click.Context | None = None) -> Iterator[str]:
    """Each command below a group, those of its own groups after it."""
    context = click.Context(group, info_name=path or "csm-tui", parent=parent)
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        below = f"{path} {name}".strip()
        own = click.Context(command, info_name=name, parent=context)
        yield f'.SS "{_text(" ".join([f"csm-tui {below}", *command.collect_usage_pieces(own)]))}"'
        yield from _paragraphs(command.help or "")
        yield from _options(command, own)
        yield from _examples(below)
        yield from _commands(command, below, context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for option in command.get_params(context):
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record is not None:
            yield from (".TP", f".B {_text(record[0])}", _text(record[1]))


def _examples(name: str) -> Iterator[str]:
    examples = EXAMPLES.get(name)
    if examples:
        yield from (".PP", "For example:", ".PP", ".nf", ".RS", *map(_text, examples), ".RE", ".fi")


def _tail(codes: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, meaning in codes:
        yield from (".TP", f".B {code}", _text(meaning))
    yield ".SH ENVIRONMENT"
    yield from (".TP", ".B NO_COLOR", "Where it is set to anything, the app shows no colours.")
    yield ".SH FILES"
    for path, meaning in _FILES:
        yield from (".TP", f".I {path}", _text(meaning))


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        yield from (".PP", _text(" ".join(part.split())))


def _text(line: str) -> str:
    """A line that roff shows as it is, though backslashes, hyphens, quotes and a dot at its start mean something."""
    shown = line.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("'", "\\(aq")
    return f"\\&{shown}" if shown.startswith(".") else shown
