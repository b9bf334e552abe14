"""The form that asks for a file to bring in: what it is, if not as its contents say, and the day of its figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.domain.values.time.dates import read_past_date
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.file_kinds import FileKind
from csm_tui.forms.day_field import day_field
from csm_tui.forms.definitions.file_forms import file_field, quarter_from
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.forms.import_draft import DECIDED, IMPORT
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.user_files.files import file_to_read
from csm_tui.widgets.form.field import Field

ROADMAP = "roadmap"
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


class ImportPlace(NamedTuple):
    """A screen that a file belongs to where it was asked for there, and of what the screen is: a quarter by its first
    day, a roadmap by its id."""

    screen: str
    about: str
    title: str

    @property
    def parent(self) -> str:
        """The place as a draft keeps it."""
        return f"{self.screen} {self.about}"


def import_form(workspace: Workspace, today: date, place: ImportPlace | None = None) -> FormSpec[ImportRequest]:
    """The form; each place has a draft of its own."""
    quarter = first_monday(workspace, today)
    fields = (
        file_field("A table or a workbook, a calendar, a set of aspects; ~ is your home folder"),
        day_field(
            "as_of",
            "As of",
            'The day of the figures of clients, such as 31 Jan or "3 months ago"',
            today,
            quarter,
            past=True,
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
            day = read_past_date(texts["as_of"], today, quarter)
        except ValueError as error:
            problems["as_of"] = str(error)
        kind = FileKind(texts["kind"]) if texts["kind"] in [*FileKind] else None
        return (None if problems else ImportRequest(file, kind, day, texts.get(DECIDED, ""))), problems

    title, first = "Bring a file in", {"file": "", "as_of": "today", "kind": AS_IT_SAYS}
    if place is None:
        return FormSpec(IMPORT, IMPORT, title, fields, first, read, new=True, focus="file")
    record, title = f"{IMPORT} {place.parent}", f"{title} \u00b7 {place.title}"
    return FormSpec(IMPORT, record, title, fields, first, read, parent=place.parent, new=True, focus="file")


def import_again(draft: Draft, ground: Ground) -> FormSpec[ImportRequest] | None:
    """Reopen the form for the same place; None if the roadmap is gone. Raises NotOpened if there is no such quarter."""
    screen, _, about = draft.parent.partition(" ")
    if not screen:
        return import_form(ground.workspace, ground.today)
    if screen != ROADMAP:
        return import_form(ground.workspace, ground.today, ImportPlace(screen, about, quarter_from(about).title))
    roadmap = ground.workspace.table(Roadmap).records.get(about)
    return (
        None
        if roadmap is None
        else import_form(ground.workspace, ground.today, ImportPlace(screen, about, roadmap.title))
    )
