"""`import`: bring a spreadsheet in."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options, warn
from csm_tui.domain.dates import read_date
from csm_tui.domain.text import safe_text
from csm_tui.exchange.portfolio_import import FileRefused, ImportPlan, plan_import
from csm_tui.session.changes import Change, Edit
from csm_tui.session.errors import Collision
from csm_tui.session.session import Session

_MOST_NAMES = 20


@click.group("import")
def import_group() -> None:
    """Bring a spreadsheet in."""


@import_group.command("portfolio")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-of", metavar="DATE", help="The day on which the file's figures were true; today by default.")
@click.option("--map", "pairs", multiple=True, metavar='"Their header=field"', help="Say which field a header means.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows in spite of bad ones.")
@as_json
@click.pass_context
@pass_options
def import_portfolio(
    options: Options, context: click.Context, file: Path, as_of: str | None, pairs: tuple[str, ...],
    dry_run: bool, skip_bad: bool,
) -> None:  # fmt: skip
    """Add and update clients from a CSV or TSV file; clients are matched by name and never deleted."""
    session = options.open_session()
    day = _read_day(as_of, session.today())
    mapping = _read_mapping(pairs)
    plan = _plan(options, file, session.workspace, day, mapping)
    for warning in plan.warnings:
        warn(warning)
    refused = bool(plan.rejected) and not (skip_bad and plan.clients)
    if not refused and not dry_run and plan.clients:
        edits = tuple(Edit(before, after) for before, after in plan.clients)
        _take_in(session, Change(f"import of {_name(file)}", edits, backup="import"))
    if refused:
        plan = replace(plan, added=0, updated=0, unchanged=0)
    answer(options, _object(plan), _text(plan, refused, dry_run))
    context.exit(1 if refused else 0)


def _take_in(session: Session, change: Change) -> None:
    try:
        session.apply(change)
    except Collision as error:
        raise Refusal(f"nothing came in, another program saved meanwhile ({error}); run the import again") from None


def _plan(options: Options, file: Path, workspace: Any, day: date, mapping: dict[str, str]) -> ImportPlan:
    try:
        return plan_import(file.read_bytes(), workspace, day, mapping)
    except FileRefused as error:
        refusal = f"{_name(file)} was refused: {error}"
        if options.json:
            answer(options, _object(ImportPlan((), 0, 0, 0, (), (), ())) | {"error": refusal}, "")
        raise Refusal(refusal) from None
    except OSError as error:
        raise Refusal(f"{_name(file)} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _name(file: Path) -> str:
    """The file's name; its bytes may be no text at all."""
    return safe_text(file.name)


def _read_day(text: str | None, today: date) -> date:
    try:
        day = today if text is None else read_date(text, today)
    except ValueError as error:
        raise click.BadParameter(f"--as-of: {error}") from None
    if day > today:
        raise click.BadParameter(f"--as-of: {day} is still to come")
    return day


def _read_mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        header, sign, name = pair.rpartition("=")
        if not sign or not header.strip() or not name.strip():
            raise click.BadParameter(f'--map: {pair!r} is not like "Their header=field"')
        mapping[header.strip()] = name.strip()
    return mapping


def _object(plan: ImportPlan) -> dict[str, Any]:
    return {
        "added": plan.added,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "missing": list(plan.missing),
        "rejected": [
            {"row": one.row, "column": one.column, "value": one.value, "problem": one.problem} for one in plan.rejected
        ],
    }


def _text(plan: ImportPlan, refused: bool, dry_run: bool) -> str:
    lines = [f'row {one.row}, {one.column}: "{one.value}": {one.problem}' for one in plan.rejected]
    counts = f"{plan.added} added, {plan.updated} updated, {plan.unchanged} unchanged"
    if refused:
        lines.append("nothing came in; mend these rows, or take the others with --skip-bad")
    else:
        lines.append(f"would be: {counts}" if dry_run else counts)
    if plan.missing:
        more = len(plan.missing) - _MOST_NAMES
        names = ", ".join(plan.missing[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"not in the file, left as they are: {names}")
    return "\n".join(line.replace("\n", " ") for line in lines)
