"""The forms that ask for a file to read, and for nothing else."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from csm_tui.domain.values.days import OUT_OF_REACH, nearest_day
from csm_tui.domain.values.quarter import Quarter
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.user_files.files import completed_path, file_to_read
from csm_tui.widgets.form.field import Field

FILE_FORMS = {
    "reference-plan": ("Reference plan", "A plan in the ten columns, as CSV or TSV"),
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

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Path | None, Problems]:
        try:
            return file_to_read(texts["file"]), {}
        except ValueError as error:
            return None, {"file": str(error)}

    return FormSpec(
        form, f"{form}-{start}", f"{title} · {quarter.title}", (file_field(rule),), {"file": ""}, read, parent=start,
        new=True, focus="file",
    )  # fmt: skip


def file_again(draft: Draft, _ground: Ground) -> FormSpec[Path]:
    """Reopen the form for the same quarter. Raises NotOpened if there is no such quarter."""
    return file_form(draft.form, quarter_again(draft))


def quarter_again(draft: Draft) -> Quarter:
    """The quarter that a draft is about. Raises NotOpened if there is no such quarter."""
    quarter = Quarter(date.fromisoformat(draft.parent))
    if nearest_day(quarter.start) != quarter.start:
        raise NotOpened(f"there is no {quarter.title}: {OUT_OF_REACH}")
    return quarter
