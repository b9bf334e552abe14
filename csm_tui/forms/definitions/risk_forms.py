"""The form of a review of a risk."""

from dataclasses import replace
from datetime import date
from typing import Any

from csm_tui.domain.record import new_id
from csm_tui.domain.records.risk import Risk, RiskReview
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.changes import Change, edition
from csm_tui.session.drafts.draft import Draft


def review_form(risk: Risk, workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """A new review of a risk. The day of the next review, if that is reached, is cleared."""

    def build(values: dict[str, Any]) -> RiskReview:
        return RiskReview.model_validate({"id": identity or new_id(), **values})

    def change(after: RiskReview) -> Change:
        due = risk.review is not None and risk.review <= after.day
        reviewed = risk.changed(reviews=(*risk.reviews, after), review=None if due else risk.review)
        return replace(edition(risk, reviewed), label=f"review of the {risk.label}")

    identity = identity or new_id()
    return build_form(
        RiskReview, None, today, f"Review · {risk.label}", identity=identity, parent=risk.id,
        quarter=first_monday(workspace, today), build=build, change=change,
    )  # fmt: skip


def review_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form; None if the risk was deleted."""
    risk = ground.workspace.table(Risk).records.get(draft.parent)
    return None if risk is None else review_form(risk, ground.workspace, ground.today, draft.record)
