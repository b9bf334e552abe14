"""What is expected of a client's next renewal, and how the past ones ended."""

from collections.abc import Sequence
from typing import ClassVar

from csm_tui.domain.records.renewal import Forecast, Renewal
from csm_tui.domain.text import first_line
from csm_tui.domain.values.money import money
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.definitions.renewal_forms import forecast_form, outcome_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.renewals.columns import RenewalRow
from csm_tui.planning.renewals.endings import why_none_ends
from csm_tui.planning.renewals.upcoming import forecast_of, upcoming_of
from csm_tui.screens.client.parts.part import WIDE_COLUMN, EntityPart, ShownClient
from csm_tui.session.changes import Change
from csm_tui.widgets.table.layout import Cell, Column


class RenewalsPart(EntityPart[Forecast | Renewal]):
    """What was said of the next one comes first, then those that ended, the latest first."""

    ID = "renewals"
    TITLE = "Renewals"
    EMPTY = "None has ended: n writes one down; 8 says what is expected"
    SPARE = True
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("told", "Renewal", "Renewal", WIDE_COLUMN, 24),
        Column("day", "Decision", "Decision", 10, 10),
        Column("acv", "ACV", "ACV", 9, 8, "right"),
        Column("forecast", "Forecast", "Forecast", 8, 8),
        Column("likelihood", "Likely", "%", 6, 4, "right"),
    )

    def entries(self, shown: ShownClient) -> Sequence[Forecast | Renewal]:
        forecast = forecast_of(shown.client, shown.workspace)
        ended = sorted(shown.workspace.table(Renewal).of(shown.client.id), key=lambda one: one.due, reverse=True)
        return [*ended] if forecast is None else [forecast, *ended]

    def cells(self, entry: Forecast | Renewal, shown: ShownClient) -> Sequence[Cell]:
        row, none = _row(entry, shown), Cell(shown.glyphs.none, "dim")
        category = row.category or entry.category
        return (
            Cell(first_line(_told(entry, shown))),
            none if row.day is None else Cell(row.day.isoformat()),
            none if row.acv is None else Cell(money(row.acv, "")),
            none if category is None else Cell(category),
            none if row.likelihood is None else Cell(f"{row.likelihood} %"),
        )

    def text(self, entry: Forecast | Renewal, shown: ShownClient) -> str:
        if isinstance(entry, Forecast):
            given = f". Said on {full_day(entry.given)}" if entry.given else ""
            return f"{_told(entry, shown)}\nSigns: {entry.signer or 'nobody is named'}{given}"
        reason = f"They say: {entry.reason}" if entry.reason else ""
        health = "no data" if entry.health_before is None else entry.health_before
        facts = f"Recorded {full_day(entry.closed)}, health 90 days before: {health}"
        return "\n".join(filter(None, [_told(entry, shown), reason, facts]))

    def spec(self, entry: Forecast | Renewal | None, shown: ShownClient, identity: str = "") -> FormSpec[Change]:
        if isinstance(entry, Forecast):
            return forecast_form(shown.client, shown.workspace, shown.today)
        return outcome_form(entry, shown.client, shown.workspace, shown.today, identity)

    def why_not_new(self, shown: ShownClient) -> str:
        why = why_none_ends(shown.client, shown.workspace.table(Renewal).of(shown.client.id))
        return f"{shown.client.name}: {why}; e mends it" if why else ""

    def name(self, entry: Forecast | Renewal, shown: ShownClient) -> str:  # noqa: ARG002
        return f"the {entry.label}"


def _row(entry: Forecast | Renewal, shown: ShownClient) -> RenewalRow:
    """The entry as the list of all renewals shows it."""
    if isinstance(entry, Renewal):
        return RenewalRow(shown.row, ended=entry)
    return RenewalRow(shown.row, coming=upcoming_of(shown.row, entry))


def _told(entry: Forecast | Renewal, shown: ShownClient) -> str:
    """What is known of it; of a renewal without a date there is only what was said."""
    told = _row(entry, shown).told
    if isinstance(entry, Forecast):
        return told or entry.evidence
    return "; ".join(filter(None, [entry.outcome.value, told]))
