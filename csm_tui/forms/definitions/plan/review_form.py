"""What was decided about the draft of a quarter, kept like what is typed in a form until it enters the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, unquote

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.values.time.quarter import Quarter
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.file_forms import quarter_from
from csm_tui.forms.definitions.plan.activity_forms import activity_form
from csm_tui.forms.form_spec import FormSpec, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.draft.draft import LeftOut, PlanDraft
from csm_tui.planning.draft.drafting import taken_too
from csm_tui.planning.draft.review import ActivityPlace, Review
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.form.field import Field

FORM = "drafted-plan"
_IN, _OUT, _TOO = "in the draft", "left out", "taken in"
_CHOICES = (_OUT, _TOO)
"""Decisions that are no field of an activity; they are their own text."""


class _Decision(NamedTuple):
    """What a text is about: a field of the activity at a place, or one of the choices."""

    place: ActivityPlace
    what: str

    @property
    def name(self) -> str:
        """The name of its text, of which no part can be taken for another one."""
        client, play, number = self.place
        return "/".join(quote(part, safe="") for part in (client, play, str(number), self.what))

    @classmethod
    def of(cls, name: str) -> "_Decision | None":
        """The decision of this name; None for one that no decision has: drafts come from the disk."""
        parts = [unquote(part) for part in name.split("/")]
        if len(parts) != 4 or not parts[2].isdecimal():
            return None
        client, play, number, what = parts
        return cls(ActivityPlace(client, play, int(number)), what)


_Found = Sequence[tuple[_Decision, str]]
"""Decisions with their texts."""


def review_draft(review: Review, workspace: Workspace, today: date, at: str) -> Draft | None:
    """What was decided in a review; None if nothing was. `at`: the ISO time of the last decision."""
    if not review.is_begun:
        return None
    first, texts = {}, {}
    for one, before, after in _decisions(review, workspace, today):
        first[one.name], texts[one.name] = before, after
    start = review.draft.quarter.start.isoformat()
    return Draft(FORM, start, start, _title(review.draft.quarter), True, first, texts, at)


def reviewed(plan: PlanDraft, kept: Draft | None, workspace: Workspace, today: date) -> Review:
    """A draft with what was decided about an earlier one of the quarter, as far as it still applies."""
    review = Review(plan)
    if kept is None:
        return review
    found = [(one, text) for name, text in kept.texts.items() if (one := _Decision.of(name)) is not None]
    too = {(one.place.client, one.place.play) for one, _ in found if one.what == _TOO}
    review = _decided(review, found, workspace, today)
    for left in plan.left_out:
        if _play_of(left) in too:
            line = taken_too(review.draft, review.taken, left, workspace, today)
            review = review if isinstance(line, str) else review.with_line(line, left)
    return _decided(review, found, workspace, today)


def decisions_form(quarter: Quarter, first: Texts, workspace: Workspace) -> FormSpec[None]:
    """What was decided about the draft of a quarter, as a form with a field for each decision. `first` are the texts
    that stood there before, by the names of the decisions. The screen of the draft saves it."""
    start = quarter.start.isoformat()
    fields = tuple(Field(name, _label(name, workspace)) for name in first)
    return FormSpec(FORM, start, _title(quarter), fields, first, lambda *_: (None, {}), start, new=True)


def decisions_again(draft: Draft, ground: Ground) -> FormSpec[None]:
    """Reopen the form with the decisions. Raises NotOpened if there is no such quarter."""
    return decisions_form(quarter_from(draft.parent), draft.first, ground.workspace)


def made_activity(change: Change) -> Activity:
    """The activity that the change of its form makes."""
    return next(edit.after for edit in change.edits if isinstance(edit.after, Activity))


def _title(quarter: Quarter) -> str:
    return f"Drafted plan · {quarter.title}"


def _label(name: str, workspace: Workspace) -> str:
    decision = _Decision.of(name)
    if decision is None:
        return name
    client = workspace.clients.get(decision.place.client)
    name = decision.place.client if client is None else client.name
    what = "" if decision.what in _CHOICES else f": {decision.what}"
    return f"{name} {decision.place.play} {decision.place.number + 1}{what}"


def _play_of(left: LeftOut) -> tuple[str, str]:
    return left.row.id, "" if left.play is None else left.play.id


def _decisions(review: Review, workspace: Workspace, today: date) -> Iterator[tuple[_Decision, str, str]]:
    """What was decided, each time with what stood there before and what stands there now."""
    for line in review.added:
        yield _Decision(ActivityPlace(line.row.id, line.play.id, 0), _TOO), _OUT, _TOO
    for one in review.draft.activities:
        place = review.places[one.id]
        if one.id in review.out:
            yield _Decision(place, _OUT), _IN, _OUT
        if one.id in review.changed:
            before, after = (
                _form(review, state, workspace, today).first for state in (one, review.changed[one.id])
            )  # fmt: skip
            for name, text in after.items():
                if text != before[name]:
                    yield _Decision(place, name), before[name], text


def _decided(review: Review, found: _Found, workspace: Workspace, today: date) -> Review:
    """The review with what is found about the activities that it proposes."""
    typed: dict[ActivityPlace, dict[str, str]] = {}
    for decision, text in found:
        if decision.what not in _CHOICES:
            typed.setdefault(decision.place, {})[decision.what] = text
    for one in review.draft.activities:
        if texts := typed.get(review.places[one.id]):
            after = _read(_form(review, one, workspace, today), texts)
            review = review if after is None else review.with_change(after.changed(play=one.play))
    out = {decision.place for decision, _ in found if decision.what == _OUT}
    return replace(review, out=frozenset(identity for identity, place in review.places.items() if place in out))


def _form(review: Review, activity: Activity, workspace: Workspace, today: date) -> FormSpec[Change]:
    """The form of a proposed activity beside all others."""
    plan = review.draft.plan_with(one for one in review.activities if one.id != activity.id)
    return activity_form(activity, plan, workspace, today)


def _read(form: FormSpec[Change], texts: Texts) -> Activity | None:
    """The activity with these texts, without those that have become wrong since they were typed."""
    change, problems = form.understood({**form.first, **texts}, ())
    if wrong := problems.keys() & texts.keys():
        return _read(form, {name: text for name, text in texts.items() if name not in wrong})
    return None if change is None else made_activity(change)
