"""The form that asks for the two days between which changes are told."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from csm_tui.domain.values.time.dates import read_date, read_past_date
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.day_field import day_field
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.forms.ground import Ground
from csm_tui.planning.plan.present import first_monday
from csm_tui.session.drafts.draft import Draft


class DaySpan(NamedTuple):
    """Two days, the earlier one first; no last day stands for whatever day it is."""

    since: date
    until: date | None = None


def period_form(span: DaySpan, workspace: Workspace, today: date) -> FormSpec[DaySpan]:
    """The days to compare."""
    quarter = first_monday(workspace, today)

    def read(texts: Texts, _touched: Collection[str]) -> tuple[DaySpan | None, Problems]:
        problems: Problems = {}
        since, until = today, None
        try:
            since = read_past_date(texts["since"], today, quarter)
        except ValueError as error:
            problems["since"] = str(error)
        try:
            until = read_date(texts["until"], today, quarter) if texts["until"].strip() else None
        except ValueError as error:
            problems["until"] = str(error)
        if not problems and since > (until or today):
            problems["since"] = f"must not be after {until or today}"
        return (None, problems) if problems else (DaySpan(since, until), {})

    fields = (
        day_field("since", "Since", 'Its end is compared: 2026-10-01, "4 weeks ago"', today, quarter, past=True),
        day_field("until", "Until", "The later day; empty: today", today, quarter),
    )
    first = {"since": span.since.isoformat(), "until": "" if span.until is None else span.until.isoformat()}
    return FormSpec("period", "period", "What changed", fields, first, read, new=True, focus="since")


def period_again(_draft: Draft, ground: Ground) -> FormSpec[DaySpan]:
    """Reopen the form."""
    return period_form(DaySpan(ground.today), ground.workspace, ground.today)
