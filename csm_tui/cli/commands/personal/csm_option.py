"""The option that chooses whose personal evaluations are meant."""

import click


def _read(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    return text.strip()


csm_option = click.option("--csm", default="", callback=_read, metavar="NAME", help="Only the evaluations of this CSM.")
