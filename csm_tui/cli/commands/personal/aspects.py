"""`personal aspects`: what is rated, and sets of it as files that a team shares."""

from pathlib import Path

import click

from csm_tui.cli.file_parameter import FilePath
from csm_tui.cli.files import hand_out, read_in, take_in
from csm_tui.cli.options import Options, answer, as_json, for_excel, pass_options
from csm_tui.cli.output.page_lines import hung, indented
from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.exchange.personal.aspect_files import aspects_export, read_aspects
from csm_tui.planning.personal.aspects import all_aspects, aspects_in_use, letter
from csm_tui.session.edits.aspect_changes import take_aspects

_INDENT = 3


@click.group("aspects", invoke_without_command=True)
@as_json
@click.pass_context
@pass_options
def aspects_group(options: Options, context: click.Context) -> None:
    """List the aspects that are rated, in order, with their definitions."""
    if context.invoked_subcommand is not None:
        return
    session = options.open_to_show()
    found = aspects_in_use(session.workspace)
    lines = (line for place, one in enumerate(found) for line in _lines(letter(place), one))
    answer(options, {"aspects": [{**one.as_json(), "id": one.id} for one in found]}, "\n".join(lines))


def _lines(name: str, one: Aspect) -> list[str]:
    return [*hung(name, one.name, _INDENT), *(indented(one.definition, _INDENT) if one.definition else [])]


@aspects_group.command("export")
@click.argument("file", type=FilePath(to_read=False))
@for_excel
@as_json
@pass_options
def export_aspects(options: Options, file: Path) -> None:
    """Write the aspects to FILE as CSV, TOML or JSON, by the ending of its name. A FILE that is there is replaced."""
    session = options.open_session()
    hand_out(options, session, file, aspects_export(aspects_in_use(session.workspace)))


@aspects_group.command("import")
@click.argument("file", type=FilePath(to_read=True))
@as_json
@pass_options
def import_aspects(options: Options, file: Path) -> None:
    """Rate the aspects of FILE from now on: new ones are added, and those that it lacks are removed.

    Aspects are matched by id, or by name where FILE has none; what was rated stays comparable. One bad line keeps the
    whole file out.
    """
    session = options.open_session()
    workspace = session.workspace
    known = [*all_aspects(workspace).values()]
    taken = take_aspects(read_in(file, lambda data: read_aspects(data, file.suffix, known)), workspace)
    if taken.change.edits:
        take_in(options, session, taken.change)
    said = {
        "added": [one.name for one in taken.added],
        "renamed": [{"from": before.name, "to": after.name} for before, after in taken.renamed],
        "redefined": [one.name for one in taken.redefined],
        "removed": [one.name for one in taken.removed],
        "reordered": taken.reordered,
    }
    answer(options, said, "\n".join(taken.said) or "these are the aspects in use")
