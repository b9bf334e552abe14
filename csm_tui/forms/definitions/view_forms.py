"""The form of a view: its name and filter. Order and columns are taken from the portfolio."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from csm_tui.domain.record import new_id
from csm_tui.domain.records.person.view import View
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.declared import build_form
from csm_tui.forms.form_spec import FormSpec, Problems
from csm_tui.forms.ground import Ground
from csm_tui.session.changes import Change
from csm_tui.session.drafts.draft import Draft

_VIEW_STATE = "look"
"""The name under which a draft stores order and columns of a new view, which its form does not show."""


def view_form(view: View, workspace: Workspace, today: date) -> FormSpec[Change]:
    """The form of a view."""
    return build_form(
        View, view, today, f"View · {view.name}", identity=view.id, refuse=lambda one: _refused(one, workspace)
    )


def new_view_form(given: Mapping[str, Any], workspace: Workspace, today: date, identity: str = "") -> FormSpec[Change]:
    """The form of a new view with a given filter, order, columns and place; its name must be typed."""
    return build_form(
        View, None, today, "New view", identity=identity or new_id(), base=given,
        given={"filter": given.get("filter", ""), _VIEW_STATE: json.dumps(dict(given))},
        refuse=lambda one: _refused(one, workspace),
    )  # fmt: skip


def view_again(draft: Draft, ground: Ground) -> FormSpec[Change]:
    """Reopen the form with the view as it is now; a new or deleted one keeps its initial order and columns."""
    view = ground.workspace.table(View).records.get(draft.record)
    if view is not None:
        return view_form(view, ground.workspace, ground.today)
    return new_view_form(json.loads(draft.first.get(_VIEW_STATE, "{}")), ground.workspace, ground.today, draft.record)


def _refused(view: View, workspace: Workspace) -> Problems:
    other = workspace.table(View).named(view.name)
    problems = {"name": "another view has this name"} if other is not None and other.id != view.id else {}
    return problems | _filter_problem(view.filter)


def _filter_problem(text: str) -> Problems:
    from csm_tui.planning.filter_term import QueryError
    from csm_tui.planning.portfolio.query import parse_portfolio_filter

    try:
        parse_portfolio_filter(text)
    except QueryError as error:
        return {"filter": str(error)}
    return {}
