"""`check`, `backup` and `restore`: is the file sound, and the way back if it is not."""

from typing import Any

import click

from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.text_table import text_table
from csm_tui.session.maintenance import Backup

_WAYS_OUT = (
    "csm-tui backup --list names the backups, csm-tui restore NAME brings one back;",
    "csm-tui check --accept keeps the file as it is now, after a backup of it.",
)


@click.command()
@click.option("--accept", is_flag=True, help="Take the file as it is now, after a backup of it.")
@as_json
@click.pass_context
@pass_options
def check(options: Options, context: click.Context, accept: bool) -> None:
    """Say whether the workspace's file is sound, and what is wrong where."""
    keeper = options.keeper()
    if accept:
        keeper.accept()
        options.done = True
    found = keeper.check()
    faults, clients = found.faults, found.clients
    text = (
        f"sound: {clients} clients"
        if not faults
        else "\n".join(["not sound:", *(f"- {fault}" for fault in faults), *_WAYS_OUT])
    )
    answer(options, {"sound": not faults, "clients": clients, "faults": list(faults)}, text)
    context.exit(1 if faults else 0)


@click.command()
@click.option("--list", "listing", is_flag=True, help="List the backups, newest first.")
@as_json
@pass_options
def backup(options: Options, listing: bool) -> None:
    """Copy the workspace as it is now into its backups."""
    keeper = options.keeper()
    if listing:
        found = keeper.backups()
        answer(options, [_object(one) for one in found], _text(found))
    else:
        made = keeper.back_up()
        options.done = True
        answer(options, _object(made), f"backed up as {made.name}")


@click.command()
@click.argument("name")
@as_json
@pass_options
def restore(options: Options, name: str) -> None:
    """Put the backup NAME in place of the workspace, which is backed up first."""
    keeper = options.keeper()
    if name not in {one.name for one in keeper.backups()}:
        raise Refusal(f"there is no backup {name!r}; csm-tui backup --list names them")
    keeper.restore(name)
    options.done = True
    clients = keeper.check().clients
    answer(options, {"restored": name, "clients": clients}, f"restored {name}: {clients} clients")


def _object(one: Backup) -> dict[str, Any]:
    return {
        "name": one.name, "made_at": one.made_at.isoformat(), "reason": one.reason, "size": one.size,
        "counts": dict(one.counts), "sound": one.sound,
    }  # fmt: skip


def _text(found: list[Backup]) -> str:
    if not found:
        return "no backups yet"
    rows = [[one.name, one.reason, one.clients, f"{one.size:,}", "yes" if one.sound else "no"] for one in found]
    return text_table(["Name", "Why", "Clients", "Bytes", "Sound"], rows)
