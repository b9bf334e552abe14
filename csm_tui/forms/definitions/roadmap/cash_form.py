"""The form of a quarter of the cash flow."""

from datetime import date

from csm_tui.domain.records.engagements.roadmap import (
    CashQuarter,
    Roadmap,
    quarter_id,
)
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form, fields_of
from csm_tui.forms.definitions.roadmap.shared import draft_record, draft_roadmap, form_title
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.roadmap_changes import quarter_of


def cash_form(roadmap: Roadmap, number: int, workspace: Workspace, today: date) -> FormSpec[Change]:
    """What was entered for a quarter of a roadmap; its record is made with the first amount."""
    quarter = quarter_of(workspace, roadmap, number)
    return build_form(
        CashQuarter, quarter, today, form_title(f"Quarter {number}", roadmap, workspace),
        identity=quarter.id if quarter is not None else quarter_id(roadmap.id, number),
        parent=f"{roadmap.id} {number}", fields=fields_of(CashQuarter),
        base={"roadmap": roadmap.id, "number": number},
    )  # fmt: skip


def cash_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the quarter as it is now; None if its roadmap was deleted."""
    roadmap = draft_roadmap(draft, ground)
    if roadmap is None:
        return None
    known = draft_record(CashQuarter, draft, ground)
    number = known.number if known is not None else int(draft.parent.partition(" ")[2] or 1)
    return cash_form(roadmap, number, ground.workspace, ground.today)
