"""The forms that ask for a file: one whose figures are taken in as of a day, and those that only name it."""

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csm_tui.domain.values.dates import read_past_date
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.widgets.field import Field

IMPORT = "import"
FILE_FORMS = {
    "reference-plan": ("Reference plan", "A plan in the ten columns, as CSV or TSV"),
    "import-plan": ("Import a plan", "A plan in the ten columns, as CSV or TSV"),
    "appointments": ("Read appointments", "A calendar file, .ics, of this quarter"),
}
"""The forms that ask for a file: their titles and what may be named."""


def file_form(form: str) -> FormSpec[Path]:
    """The name of a file that is to be read."""
    title, rule = FILE_FORMS[form]

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Path | None, Problems]:
        file = Path(texts["file"].strip()).expanduser()
        if not texts["file"].strip():
            return None, {"file": "must not be empty: the path of a file"}
        return (file, {}) if file.is_file() else (None, {"file": "there is no such file"})

    return FormSpec(form, form, title, (Field("file", "File", rule),), {"file": ""}, read, new=True, focus="file")


@dataclass(frozen=True)
class Wanted:
    file: Path
    as_of: date


def import_form(today: date) -> FormSpec[Wanted]:
    """Which file is to come in, and the day on which its figures were true."""
    fields = (
        Field("file", "File", "A spreadsheet saved as CSV or TSV; ~ is your home folder"),
        Field("as_of", "As of", 'The day of its figures, such as 2026-01-31 or "3 months ago"'),
    )

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Wanted | None, Problems]:
        problems: Problems = {}
        name, day = os.path.expanduser(texts["file"].strip()), today  # pathlib's own fail for some names
        if not name:
            problems["file"] = "must not be empty: the path of a file"
        elif not os.path.isfile(name):
            problems["file"] = "this is a folder, not a file" if os.path.isdir(name) else "there is no such file"
        try:
            day = read_past_date(texts["as_of"], today)
        except ValueError as error:
            problems["as_of"] = str(error)
        return (None if problems else Wanted(Path(name), day)), problems

    return FormSpec(
        IMPORT, IMPORT, "Import a spreadsheet", fields, {"file": "", "as_of": "today"}, read, new=True, focus="file"
    )
