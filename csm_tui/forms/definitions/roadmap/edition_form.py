"""The form of an edition of a roadmap: when and to whom it was presented."""

from datetime import date

from csm_tui.domain.record import new_id
from csm_tui.domain.records.engagements.roadmap import Edition, Roadmap
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.roadmap.roadmap_json import edition_text
from csm_tui.forms.declared import build_form
from csm_tui.forms.definitions.roadmap.shared import roadmap_record_again
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.planning.roadmap.briefings import briefing
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft


def edition_form(
    edition: Edition | None, roadmap: Roadmap, workspace: Workspace, today: date, identity: str = ""
) -> FormSpec[Change]:
    """An edition, or a new one, which keeps the roadmap as it stands now."""
    one = briefing(workspace, roadmap, today)
    title = "Edition" if edition is not None else "New edition"
    return build_form(
        Edition, edition, today, f"{title} · {roadmap.title}",
        identity=edition.id if edition is not None else identity or new_id(), parent=roadmap.id,
        quarter=first_monday(workspace, today),
        base={"roadmap": roadmap.id, "shown": "" if one is None else edition_text(one)},
    )  # fmt: skip


def edition_again(draft: Draft, ground: Ground) -> FormSpec[Change] | None:
    """Reopen the form with the edition as it is now; None if its roadmap was deleted."""
    return roadmap_record_again(Edition, edition_form, draft, ground)
