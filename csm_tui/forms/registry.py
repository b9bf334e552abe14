"""The registry of all forms by name, with the way to reopen their drafts. Other forms cannot keep a draft."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

from csm_tui.commands.anywhere import Mend
from csm_tui.domain.record import Entity
from csm_tui.domain.records.kinds import TABLES, kind_of
from csm_tui.forms.declared import form_of
from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground, NotOpened
from csm_tui.session.drafts.draft import DAMAGED, Draft

_log = logging.getLogger(__name__)

Reopen = Callable[[Draft, Ground], FormSpec[Any] | None]
"""Returns the form of a draft with the present data; None if what it belongs to is gone. Raises NotOpened for another
reason."""


class KnownForm(NamedTuple):
    """`again` is a `Reopen`, as "module:name" inside forms/definitions, loaded when the first draft of it is met.

    Where more is done with what was typed than one change of the workspace, `screen` is the id of the screen that does
    it, and `command` the one that asks there; without a screen it is one of those that work anywhere. `dialog` is the
    "module:class" inside screens/dialogs/forms in which it is typed, if that shows more than the fields.
    """

    again: str
    screen: str = ""
    command: str = ""
    dialog: str = ""


FORMS = {
    "client": KnownForm("client_forms:client_again"),
    "stakeholder": KnownForm("client_forms:stakeholder_again"),
    "review": KnownForm("risk_forms:review_again"),
    "snooze": KnownForm("snooze_form:snooze_again"),
    "put-off": KnownForm("put_off_form:put_off_again"),
    "forecast": KnownForm("renewal_forms:forecast_again"),
    "renewal": KnownForm("renewal_forms:outcome_again"),
    "view": KnownForm("view_forms:view_again"),
    "bulk": KnownForm("bulk_form:bulk_again"),
    "activity": KnownForm("plan.activity_forms:activity_again"),
    "log": KnownForm("plan.activity_forms:log_again"),
    "repeat": KnownForm("plan.activity_forms:repeat_again"),
    "split": KnownForm("plan.split_form:split_again"),
    "week": KnownForm("plan.worktime_forms:week_again"),
    "assessment": KnownForm("plan.worktime_forms:assessment_again"),
    "evaluation": KnownForm("evaluations.evaluation_forms:evaluation_again"),
    "evaluation-text": KnownForm("evaluations.evaluation_text_form:evaluation_text_again"),
    "copy-evaluation": KnownForm("evaluations.evaluation_forms:copy_again"),
    "entry": KnownForm("evaluations.evaluation_forms:entry_again"),
    "tags": KnownForm("evaluations.lesson_tags_form:tags_again"),
    "row": KnownForm("evaluations.evaluation_forms:row_again"),
    "answer": KnownForm("evaluations.evaluation_forms:answer_again"),
    "personal": KnownForm("personal_forms:personal_again", dialog="rating_form:RatingForm"),
    "others": KnownForm("personal_forms:others_again", dialog="rating_form:RatingForm"),
    "aspect": KnownForm("aspect_form:aspect_again"),
    "prompt": KnownForm("evaluations.evaluation_forms:prompt_again"),
    "roadmap": KnownForm("roadmap.roadmap_form:roadmap_again"),
    "kpi": KnownForm("roadmap.kpi_forms:kpi_again"),
    "measure": KnownForm("roadmap.kpi_forms:measure_again"),
    "phase": KnownForm("roadmap.phase_forms:phase_again"),
    "milestone": KnownForm("roadmap.phase_forms:milestone_again"),
    "cash": KnownForm("roadmap.cash_form:cash_again"),
    "step": KnownForm("roadmap.step_forms:step_again"),
    "edition": KnownForm("roadmap.edition_form:edition_again"),
    "period": KnownForm("period_form:period_again", "changes", "change.since"),
    "what-if": KnownForm("plan.what_if_form:what_if_again", dialog="what_if_dialog:WhatIfDialog"),
    "drafted-plan": KnownForm("plan.review_form:decisions_again", "plan", "plan.draft"),
    "setting": KnownForm("setting_forms:setting_again", "settings"),
    "preference": KnownForm("setting_forms:setting_again", "settings"),
    "keys": KnownForm("setting_forms:setting_again", "settings"),
    "import": KnownForm("import_form:import_again", command="import", dialog="import_form:ImportForm"),
    "reference-plan": KnownForm("file_forms:reference_again", "plan", "plan.reference"),
}
"""The forms that no kind of record declares, or that differ from the standard form."""


def known_form(name: str) -> KnownForm | None:
    """The entry of a form in FORMS; None if it is a standard form.

    Raises:
        LookupError: there is no such form.
    """
    base, _ = _parted(name)
    if base not in FORMS:
        _kind_with(base)
    return FORMS.get(base)


def opened_again(draft: Draft, ground: Ground) -> FormSpec[Any]:
    """What a draft was typed about, as it is now.

    Raises:
        NotOpened: that is gone or breaks a rule, or another version of the program knew it by other names.
    """
    if draft.form == DAMAGED:
        raise NotOpened("its file is damaged")
    base, field = _parted(draft.form)
    _refuse_to_mend(draft, ground)
    try:
        again = _again(base)
    except LookupError:
        raise NotOpened(f"this version of the program has no form {base}") from None
    try:
        spec = again(draft, ground)
        if spec is not None and field and not spec.new:
            spec = spec.only(field)
    except NotOpened:
        raise
    except Exception as error:  # drafts come from the disk: nothing in them may stop the program
        _log.exception("a draft of the form %s cannot be opened", base)
        raise NotOpened(f"this version of the program cannot read it ({type(error).__name__})") from None
    if spec is None:
        raise NotOpened("what it belongs to is no longer in the workspace")
    return replace(spec, form=draft.form)


def reopened_form(draft: Draft, ground: Ground) -> FormSpec[Any] | None:
    """As `opened_again`; None if it cannot be opened."""
    try:
        return opened_again(draft, ground)
    except NotOpened:
        return None


def _refuse_to_mend(draft: Draft, ground: Ground) -> None:
    """A record that breaks a rule so that nothing can be shown of it is in the file nevertheless: neither deleted nor
    to be saved as a new one."""
    about = {draft.record, *draft.record.split(), *draft.parent.split()}
    for one in ground.to_mend:
        if one.id in about and not one.shown:
            raise NotOpened(f"{one.label} breaks a rule; {Mend.shown_keys(ground.preferences.keys)} mends it")


def unsaved(drafts: Iterable[Draft], ground: Ground, form: str, parent: str) -> str:
    """The id of the record that was typed last as a new one, "" for none. One that was deleted since counts, too."""
    for draft in drafts:
        if (draft.form, draft.parent) == (form, parent):
            spec = reopened_form(draft, ground)
            if spec is not None and spec.new:
                return draft.record
    return ""


def _parted(name: str) -> tuple[str, str]:
    """The name of the form and of its only field, if it has just one: client, renewal_date for client-renewal-date."""
    base, _, field = ("", "", "") if name in FORMS else name.partition("-")
    return base or name, field.replace("-", "_")


def _again(name: str) -> Reopen:
    known = FORMS.get(name)
    if known is None:
        return partial(_record_again, _kind_with(name))
    module, function = known.again.split(":")
    again: Reopen = getattr(import_module(f"csm_tui.forms.definitions.{module}"), function)
    return again


def _kind_with(form: str) -> type[Entity]:
    """The kind of record that declares a form."""
    for kind in map(kind_of, TABLES):
        layout = getattr(kind, "FORM", None)
        if layout is not None and layout.name == form:
            return kind
    raise LookupError(f"no form is called {form}: forms/registry.py knows none, and no kind of record declares it")


def _record_again(kind: type[Entity], draft: Draft, ground: Ground) -> FormSpec[Any] | None:
    """The standard form of the record as it is now, or of a new one; None if its owner was deleted."""
    workspace = ground.workspace
    owner = workspace.get(draft.parent) if draft.parent else None
    if draft.parent and owner is None:
        return None
    return form_of(
        kind, workspace.table(kind).records.get(draft.record), workspace, ground.today, draft.record, owner
    )  # fmt: skip
