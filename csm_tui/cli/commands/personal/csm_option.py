"""The option that chooses whose personal evaluations are meant."""

import click

from csm_tui.cli.completion.suggestions import csms


def _read(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    return text.strip()


csm_option = click.option(
    "--csm", default="", callback=_read, metavar="NAME", shell_complete=csms, help="Only the evaluations of this CSM."
)
