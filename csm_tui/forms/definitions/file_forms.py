"""The field in which a file is named, and the form that asks for a plan to lay beside one's own."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from csm_tui.domain.values.time.days import OUT_OF_REACH, nearest_day
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.user_files.files import completed_path, file_to_read
from csm_tui.widgets.form.field import Field

_REFERENCE = "reference-plan"


def file_field(rule: str) -> Field:
    """A field for the path of a file, completed by `tab`."""
    return Field("file", "File", rule, "file", complete=completed_path)


def reference_form(quarter: Quarter) -> FormSpec[Path]:
    """The form that asks for the plan of a quarter to look at; each quarter has a draft of its own."""
    start = quarter.start.isoformat()

    def read(texts: Texts, _touched: Collection[str]) -> tuple[Path | None, Problems]:
        try:
            return file_to_read(texts["file"]), {}
        except ValueError as error:
            return None, {"file": str(error)}

    fields = (file_field("A plan, as CSV, TSV or a workbook"),)
    title = f"Reference plan \u00b7 {quarter.title}"
    return FormSpec(
        _REFERENCE, f"{_REFERENCE}-{start}", title, fields, {"file": ""}, read, parent=start, new=True, focus="file"
    )


def reference_again(draft: Draft, _ground: Ground) -> FormSpec[Path]:
    """Reopen the form for the same quarter. Raises NotOpened if there is no such quarter."""
    return reference_form(quarter_from(draft.parent))


def quarter_from(start: str) -> Quarter:
    """The quarter that begins on a day, as a draft names it. Raises NotOpened if there is no such quarter."""
    quarter = Quarter(date.fromisoformat(start))
    if nearest_day(quarter.start) != quarter.start:
        raise NotOpened(f"there is no {quarter.title}: {OUT_OF_REACH}")
    return quarter
