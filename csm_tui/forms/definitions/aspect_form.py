"""The form of an aspect, one of the set that is rated."""

from datetime import date

from csm_tui.domain.record import new_id
from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.text import fold
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.planning.personal.aspects import all_aspects
from csm_tui.session.changes import Change, addition
from csm_tui.session.drafts.draft import Draft
from csm_tui.session.edits.evaluation_changes import redefined
from csm_tui.session.edits.ordering import last_place


def aspect_form(aspect: Aspect | None, workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """An aspect, or a new one. A usual one that is changed is stored under its own id.

    A new one that is called like one that was removed is that one again, with all the ratings it got.
    """
    stored = workspace.table(Aspect).records
    known = all_aspects(workspace)
    by_name = {fold(one.name): one for one in known.values()}

    def kept(after: Aspect) -> Change:
        before = known.get(after.id)
        return addition(after) if before is None else redefined(before, after, is_stored=after.id in stored)

    def change(after: Aspect) -> Change:
        former = by_name.get(fold(after.name)) if aspect is None else None
        if former is None:
            return kept(after)
        definition = after.definition or former.definition
        return kept(former.changed(definition=definition, place=after.place, retired=False))

    def refuse(after: Aspect) -> Problems:
        other = by_name.get(fold(after.name))
        taken = other is not None and other.id != after.id and not (aspect is None and other.retired)
        return {"name": "there is an aspect of this name"} if taken else {}

    return build_form(
        Aspect, aspect, today, "New aspect" if aspect is None else "Aspect",
        identity=aspect.id if aspect is not None else identity or new_id(),
        base={"place": last_place([*known.values()])}, change=change, refuse=refuse,
    )  # fmt: skip


def aspect_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form with the aspect as it is now, or with a new one."""
    aspect = all_aspects(ground.workspace).get(draft.record)
    return aspect_form(aspect, ground.workspace, ground.today, draft.record)
