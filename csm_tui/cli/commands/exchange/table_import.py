"""What the imports of tables share: their options, reading the file, and saying what came in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from csm_tui.cli.file_parameter import FilePath
from csm_tui.cli.files import file_bytes, file_name, refused
from csm_tui.cli.options import Options, answer
from csm_tui.cli.output.import_answer import import_object, import_text
from csm_tui.cli.output.messages import warn
from csm_tui.cli.output.progress import ProgressBar
from csm_tui.domain.text import clean_line
from csm_tui.exchange.reading.answers import Answers, WrongAnswer
from csm_tui.exchange.reading.result import ImportResult
from csm_tui.exchange.tables import FileRefused
from csm_tui.exchange.watching import Watch
from csm_tui.session.changes import Change, Edit

MEND = 'mend these rows, or say what is meant, as in --value "Column:their word=ours"'
"""The way out of bad cells."""

_NOTHING = ImportResult(added=0, updated=0, unchanged=0, missing=(), rejected=(), warnings=())

Found = TypeVar("Found", bound=ImportResult)

file_argument = click.argument("file", type=FilePath(to_read=True))
dry_run_option = click.option("--dry-run", is_flag=True, help="Only say what would happen.")
map_option = click.option(
    "--map", "maps", multiple=True, metavar='"Their header=field"',
    help='Say which field a header means, - for none, and in which unit: "CSAT=satisfaction:1-5".',
)  # fmt: skip
value_option = click.option(
    "--value", "values", multiple=True, metavar='"Their header:their word=ours"', help="Say what a cell means."
)
rate_option = click.option(
    "--rate", "rates", multiple=True, metavar="USD=0.92", help="What one of a currency is worth in yours."
)
sheet_option = click.option(
    "--sheet", metavar="NAME", help="The sheet of a workbook; the one whose headers fit best by default."
)


def change_of(file: Path, found: ImportResult, edits: tuple[Edit, ...]) -> Change:
    """The change of an import, with what is learned of such files."""
    kept = (Edit(before, after) for before, after in found.learned)
    return Change(f"import of {file_name(file)}", (*edits, *kept), backup="import")


def answer_import(
    options: Options, context: click.Context, found: Found, refused: bool, dry_run: bool, way_out: str
) -> None:
    """Say what came in, or would come in, and end."""
    if refused:
        found = replace(found, added=0, updated=0, unchanged=0)
    answer(options, import_object(found), import_text(found, refused, dry_run, way_out))
    context.exit(1 if refused else 0)


def read_import(options: Options, file: Path, read: Callable[[bytes, Watch], Found]) -> Found:
    """What a file would do, its warnings said; whoever sits at a terminal sees how far a long one is."""
    data = file_bytes(file)
    try:
        with ProgressBar() as watch:
            found = read(data, watch)
    except FileRefused as error:
        refusal = refused(file, error)
        if options.json:
            answer(options, import_object(_NOTHING) | {"error": refusal.message}, "")
        raise refusal from None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if found.left_out:
        warn("ignored columns: " + ", ".join(map(clean_line, found.left_out)))
    for remark in found.remarks:
        warn(remark)
    return found


def answers_from(sheet: str | None, combine: bool = False, **options: tuple[str, ...]) -> Answers:
    """What the user says of a file; `options` are the texts of each option that may be given more than once."""
    answers = Answers(sheet=sheet, combine=combine)
    try:
        for name, texts in options.items():
            for text in texts:
                answers = answers.with_option(name, text)
    except WrongAnswer as error:
        raise click.UsageError(str(error)) from None
    return answers
