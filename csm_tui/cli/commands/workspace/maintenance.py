"""`check`, `backup` and `restore`: is the file sound, and the way back if it is not."""

from typing import Any

import click

from csm_tui.cli.completion.suggestions import backups
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.cli.output.text_table import text_table
from csm_tui.session.workspace_file.maintenance import Backup, Soundness
from csm_tui.session.workspace_file.mending import ToMend

_RESTORE = "csm-tui backup --list names the backups, csm-tui restore NAME brings one back."
_ACCEPT = "csm-tui check --accept keeps the file as it is now, after a backup of it."
_MEND = "csm-tui mend shows how they are mended or set aside."


@click.command()
@click.option("--accept", is_flag=True, help="Take the file as it is now, after a backup of it.")
@as_json
@click.pass_context
@pass_options
def check(options: Options, context: click.Context, accept: bool) -> None:
    """Say whether the workspace's file is sound, and what is wrong where."""
    maintenance = options.maintenance()
    if accept:
        maintenance.accept()
        options.done = True
    found = maintenance.check()
    lines = _faulty(found) if found.faults else _sound(found)
    faults = [*found.faults, *map(str, found.to_mend)] if found.faults else []
    answers = {"sound": not faults, "clients": found.clients, "faults": faults}
    if found.to_mend:
        answers["to_mend"] = [to_mend_object(one) for one in found.to_mend]
    answer(options, answers, "\n".join(lines))
    context.exit(1 if faults or found.to_mend else 0)


def _faulty(found: Soundness) -> list[str]:
    """What is wrong, and only the ways out that there are."""
    lines = ["not sound:", *(f"- {fault}" for fault in (*found.faults, *map(str, found.to_mend))), _RESTORE]
    return [*lines, _ACCEPT] if found.acceptable else lines


def _sound(found: Soundness) -> list[str]:
    lines = [f"sound: {found.clients} clients"]
    if found.read_only:
        lines.append(f"{found.read_only}, so nothing can be saved.")
    if found.to_mend:
        lines += ["to be mended:", *(f"- {one} [{one.id}]" for one in found.to_mend), _MEND]
    return lines


def to_mend_object(one: ToMend) -> dict[str, Any]:
    """A record that breaks a rule, as JSON answers have it."""
    return {"record": one.label, "id": one.id, "problems": dict(one.problems)}


@click.command()
@click.option("--list", "listing", is_flag=True, help="List the backups, newest first.")
@as_json
@pass_options
def backup(options: Options, listing: bool) -> None:
    """Copy the workspace as it is now into its backups."""
    maintenance = options.maintenance()
    if listing:
        found = maintenance.backups()
        answer(options, [_object(one) for one in found], _text(found))
    else:
        made = maintenance.back_up()
        options.done = True
        answer(options, _object(made), f"backed up as {made.name}")


@click.command()
@click.argument("name", shell_complete=backups)
@as_json
@pass_options
def restore(options: Options, name: str) -> None:
    """Put the backup NAME in place of the workspace, which is backed up first."""
    maintenance = options.maintenance()
    if name not in {one.name for one in maintenance.backups()}:
        raise Refusal(f"there is no backup {name!r}; csm-tui backup --list names them")
    maintenance.restore(name)
    options.done = True
    clients = maintenance.check().clients
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
