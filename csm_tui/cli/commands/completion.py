"""`completion`: the script that makes a shell complete commands, options and names."""

import click

from csm_tui.cli.completion.shells import SHELLS, script
from csm_tui.cli.options import Options, answer, as_json, pass_options


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@as_json
@pass_options
def completion(options: Options, shell: str) -> None:
    """Print the script by which SHELL completes commands, options, and names from your workspace.

    Let the shell read it at its start: bash with eval "$(csm-tui completion bash)" in ~/.bashrc, zsh with the same
    below compinit in ~/.zshrc, fish with csm-tui completion fish | source in its config.fish.
    """
    text = script(shell)
    answer(options, {"shell": shell, "script": text}, text)
