"""The forms that ask for a file to read: the import of clients with its date, and those with only a file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csm_tui.domain.values.dates import read_past_date
from csm_tui.domain.values.days import OUT_OF_REACH, nearest_day
from csm_tui.domain.values.quarter import Quarter
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.forms.read_back import fixed_day, past_date_read_back
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.user_files.files import completed_path, file_to_read
from csm_tui.widgets.form.field import Field

IMPORT, IMPORT_ASPECTS = "import", "import-aspects"
FILE_FORMS = {
    "reference-plan": ("Reference plan", "A plan in the ten columns, as CSV or TSV"),
    "import-plan": ("Import a plan", "A plan in the ten columns, as CSV or TSV"),
    "appointments": ("Read appointments", "A calendar file, .ics, of this quarter"),
}
"""The forms that ask for a file for a quarter: their titles and what may be named."""


def file_field(rule: str) -> Field:
    """A field for the path of a file, completed by `tab`."""
    return Field("file", "File", rule, "file", complete=completed_path)


def file_form(form: str, quarter: Quarter) -> FormSpec[Path]:
    """The form that asks for a file to read for a quarter; each quarter has a draft of its own."""
    title, rule = FILE_FORMS[form]
    start = quarter.start.isoformat()
    return _asking_form(form, f"{form}-{start}", f"{title} · {quarter.title}", rule, start)


def aspects_file_form() -> FormSpec[Path]:
    """The form that asks for a file with a set of aspects."""
    rule = "A set of aspects, as CSV, TOML or JSON"
    return _asking_form(IMPORT_ASPECTS, IMPORT_ASPECTS, "Import a set of aspects", rule, "")


def aspects_file_again(_draft: Draft, _ground: Ground) -> FormSpec[Path]:
    """Reopen the form."""
    return aspects_file_form()


def _asking_form(form: str, identity: str, title: str, rule: str, parent: str) -> FormSpec[Path]:
    def read(texts: Texts, _touched: Collection[str]) -> tuple[Path | None, Problems]:
        try:
            return file_to_read(texts["file"]), {}
        except ValueError as error:
            return None, {"file": str(error)}

    return FormSpec(
        form, identity, title, (file_field(rule),), {"file": ""}, read, parent=parent, new=True, focus="file"
    )


def file_again(draft: Draft, _ground: Ground) -> FormSpec[Path]:
    """Reopen the form for the same quarter. Raises NotOpened if there is no such quarter."""
    return file_form(draft.form, quarter_again(draft))


def quarter_again(draft: Draft) -> Quarter:
    """The quarter that a draft is about. Raises NotOpened if there is no such quarter."""
    quarter = Quarter(date.fromisoformat(draft.parent))
    if nearest_day(quarter.start) != quarter.start:
        raise NotOpened(f"there is no {quarter.title}: {OUT_OF_REACH}")
    return quarter


@dataclass(frozen=True)
class ImportRequest:
    """A file of clients, and the day on which its figures were true."""

    file: Path
    as_of: date


def import_form(today: date) -> FormSpec[ImportRequest]:
    """The form that asks for a file of clients and for the day on which its figures were true."""
    fields = (
        file_field("A spreadsheet saved as CSV or TSV; ~ is your home folder"),
        Field(
            "as_of",
            "As of",
            'The day of its figures, such as 31 Jan or "3 months ago"',
            read_back=lambda text: past_date_read_back(text, today),
            fixed=lambda text, day: fixed_day(read_past_date, text, day),
        ),
    )

    def read(texts: Texts, _touched: Collection[str]) -> tuple[ImportRequest | None, Problems]:
        problems: Problems = {}
        file, day = Path(), today
        try:
            file = file_to_read(texts["file"])
        except ValueError as error:
            problems["file"] = str(error)
        try:
            day = read_past_date(texts["as_of"], today)
        except ValueError as error:
            problems["as_of"] = str(error)
        return (None if problems else ImportRequest(file, day)), problems

    return FormSpec(
        IMPORT, IMPORT, "Import a spreadsheet", fields, {"file": "", "as_of": "today"}, read, new=True, focus="file"
    )


def import_again(_draft: Draft, ground: Ground) -> FormSpec[ImportRequest]:
    """Reopen the form."""
    return import_form(ground.today)
