"""The form that asks for a file to bring in: what it is, if not as its contents say, and the day of its figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from csm_tui.domain.values.dates import read_past_date
from csm_tui.domain.values.quarter import Quarter
from csm_tui.exchange.file_kinds import FileKind
from csm_tui.forms.definitions.file_forms import file_field, quarter_again
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.forms.import_draft import DECIDED, IMPORT
from csm_tui.forms.read_back import fixed_day, past_date_read_back
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.user_files.files import file_to_read
from csm_tui.widgets.form.field import Field

AS_IT_SAYS = "as its contents say"


@dataclass(frozen=True)
class ImportRequest:
    """A file to bring in.

    Attributes:
        file: Its path.
        kind: What it is; None for what its contents say.
        as_of: The day on which its figures were true.
        decided: What was decided about it when it was looked at before, "" for nothing.
    """

    file: Path
    kind: FileKind | None
    as_of: date
    decided: str = ""


def import_form(today: date, quarter: Quarter | None = None) -> FormSpec[ImportRequest]:
    """The form. Asked for on a screen of a quarter it is about that quarter, and has a draft of its own."""
    fields = (
        file_field("A table or a workbook, a calendar, a set of aspects; ~ is your home folder"),
        Field(
            "as_of",
            "As of",
            'The day of the figures of clients, such as 31 Jan or "3 months ago"',
            read_back=lambda text: past_date_read_back(text, today),
            fixed=lambda text, day: fixed_day(read_past_date, text, day),
        ),
        Field("kind", "What it is", "Where its contents do not say it", "choice", (AS_IT_SAYS, *FileKind)),
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
        kind = FileKind(texts["kind"]) if texts["kind"] in [*FileKind] else None
        return (None if problems else ImportRequest(file, kind, day, texts.get(DECIDED, ""))), problems

    parent = "" if quarter is None else quarter.start.isoformat()
    title = "Bring a file in" if quarter is None else f"Bring a file in \u00b7 {quarter.title}"
    first = {"file": "", "as_of": "today", "kind": AS_IT_SAYS}
    return FormSpec(
        IMPORT, f"{IMPORT}-{parent}" if parent else IMPORT, title, fields, first, read, parent=parent, new=True,
        focus="file",
    )  # fmt: skip


def import_again(draft: Draft, ground: Ground) -> FormSpec[ImportRequest]:
    """Reopen the form, for the same quarter. Raises NotOpened if there is no such quarter."""
    return import_form(ground.today, quarter_again(draft) if draft.parent else None)
