"""Opening the right form for a finding of the audit."""

from dataclasses import replace

from csm_tui.domain.records.assumption import Assumption
from csm_tui.forms.declared import form_of
from csm_tui.forms.definitions.plan.activity_forms import activity_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.plan.audit import Mend, NewActivity, OpenActivity, OpenAssumption
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.proposal import proposed_texts
from csm_tui.session.changes import Change
from csm_tui.session.session import Session


def mending_form(mend: Mend, plan: Plan, session: Session) -> FormSpec[Change] | None:
    """The form that fixes a finding; None if its record was deleted or no form can fix it."""
    workspace, today = session.workspace, session.today()
    match mend:
        case NewActivity():
            given = proposed_texts(mend, plan, workspace, today)
            return activity_form(None, plan, workspace, today, given=given)
        case OpenActivity(key, field) if key in plan.by_id:
            return replace(activity_form(plan.by_id[key], plan, workspace, today), focus=field)
        case OpenAssumption(key):
            assumption = workspace.table(Assumption).records.get(key)
            owners = [] if assumption is None else workspace.owners(assumption)
            return form_of(Assumption, assumption, workspace, today, owner=owners[0]) if owners else None
    return None
