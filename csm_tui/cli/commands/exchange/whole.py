"""`export json` and `import json`: the whole workspace out and in, for pipes, scripts and another machine."""

from pathlib import Path

import click

from csm_tui.cli.file_parameter import FilePath
from csm_tui.cli.files import file_bytes, file_name, hand_out
from csm_tui.cli.options import Options, Refusal, answer, as_json, pass_options
from csm_tui.exchange.exports import Export
from csm_tui.session.workspace_file.whole_json import NotAWorkspace, from_json


@click.command("json")
@click.argument("file", type=FilePath(to_read=False))
@as_json
@pass_options
def export_whole(options: Options, file: Path) -> None:
    """Write the whole workspace to FILE as JSON, history included; import json takes it in again.

    With - for FILE it goes to standard output. A FILE that is there is replaced.
    """
    session = options.open_session()
    data = options.maintenance().to_json()
    hand_out(options, session, file, Export("workspace", {".json": data.decode()}, {"bytes": len(data)}))


@click.command("json")
@click.argument("file", type=FilePath(to_read=True))
@click.option("--replace", is_flag=True, help="Put it in place of what is there, after a backup of that.")
@as_json
@pass_options
def import_whole(options: Options, file: Path, replace: bool) -> None:
    """Take in a whole workspace as export json writes it, history included.

    Into a workspace that holds anything only with --replace; a record that breaks a rule keeps all of it out. With -
    for FILE it is read from standard input.
    """
    maintenance = options.maintenance()
    try:
        tables = from_json(file_bytes(file))
    except NotAWorkspace as error:
        raise Refusal(f"{file_name(file)} was refused: {error}") from None
    if not maintenance.is_empty and not replace:
        raise Refusal("the workspace holds something already; --replace puts this in its place, after a backup")
    maintenance.take_json(tables)
    options.done = True
    counts = {name: len(table) for name, table in tables.items()}
    answer(options, {"records": counts}, f"{sum(counts.values()):,} records, {counts.get('clients', 0):,} clients")
