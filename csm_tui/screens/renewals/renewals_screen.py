"""The renewals: what is coming and what is expected of it, what ended and how."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from csm_tui.commands.base import bindings
from csm_tui.commands.screens import BY_ID
from csm_tui.domain.records.renewal import ForecastCategory, Renewal
from csm_tui.domain.values.money import exact_sum, money
from csm_tui.domain.values.shares import percent
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.forms.definitions.renewal_forms import forecast_form, outcome_form
from csm_tui.planning.portfolio.rows import Portfolio
from csm_tui.planning.renewals.book import RenewalBook, renewal_book
from csm_tui.planning.renewals.columns import BY_KEY, RENEWALS_FILTER, RenewalRow, renewal_rows
from csm_tui.planning.renewals.endings import why_none_ends
from csm_tui.planning.renewals.wording import outcome_in_words
from csm_tui.resources import STYLES
from csm_tui.screens.app_protocol import app_of
from csm_tui.screens.base.actions.clients import note_touchpoint
from csm_tui.screens.base.later_screen import LaterScreen
from csm_tui.screens.renewals.figures_dialog import FiguresDialog
from csm_tui.session.edits.renewal_changes import withdrawn
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.band_table import BandTable
from csm_tui.widgets.wrapping import wrapped_lines


class RenewalsScreen(LaterScreen[RenewalRow]):
    """Those to come by the day of decision, then those that ended; above them what they come to."""

    CSS_PATH = STYLES / "lists.tcss"
    SPEC = BY_ID["renewals"]
    COMMAND_TYPES = SPEC.commands
    BINDINGS: ClassVar[list[BindingType]] = bindings(SPEC.commands)
    FILTER_HINT = "words, state:coming, decides<=60, forecast:commit, outcome:churned"
    COLUMNS = BY_KEY
    LANGUAGE = RENEWALS_FILTER
    NOUNS = "renewal", "renewals"
    ABOVE: ClassVar[Mapping[str, str]] = {
        "due": "the ACV to be decided on in the next twelve months",
        "expected": "the sum of likelihood times ACV",
        "committed": "the ACV with the forecast commit",
        "unsaid": "the ACV that has no forecast yet; it is in neither of the two",
        "GRR, NRR": "gross and net revenue retention: what was kept of the ACV, without and with what it grew by",
        "renewed": "what was kept of the ACV that came up for renewal; T shows of what each rate is taken",
        "logo churn": "the share of the clients that left",
    }
    EMPTY = "No client has a renewal date, and none has ended: enter the dates in the portfolio"

    _book: RenewalBook | None = None

    def derive(self) -> Mapping[str, RenewalRow]:
        assert self.known is not None
        workspace, today, _ = self.known
        portfolio = Portfolio()
        portfolio.update(workspace, today)
        self._book = renewal_book(workspace, today, rows=portfolio)
        return {one.key: one for one in renewal_rows(self._book, {row.id: row for row in portfolio})}

    @property
    def client_at(self) -> str:
        return "" if self.table.cursor_key is None else self.row.row.id

    def heading_lines(self) -> Sequence[Line]:
        book = self._book
        if book is None:
            return [self.heading_line()]
        due, expected, committed, unjudged = (
            money(exact_sum(getattr(month, name) for month in book.forecast))
            for name in ("due", "expected", "committed", "unjudged")
        )
        ahead = f"{due} due", f"expected {expected}", f"committed {committed}", f"unsaid {unjudged}"
        rates = book.rates
        kept = (
            f"GRR {percent(rates.grr.value)}", f"NRR {percent(rates.nrr.value)}",
            f"renewed {percent(rates.gross_renewal_rate.value)}", f"logo churn {percent(rates.logo_churn.value)}",
        )  # fmt: skip
        return [
            [(" Next 12 months", "strong"), *((f"  {one}", "strong") for one in ahead)],
            [(" Last 12 months", "dim"), *((f"  {one}", "dim") for one in kept)],
        ]

    def side_lines(self, row: RenewalRow, width: int) -> Sequence[Line]:
        return [*(_ended_lines(row.ended, width) if row.ended is not None else _coming_lines(row, width))]

    @on(BandTable.Opened)
    async def _opened(self) -> None:
        await self.action_perform("renewal.open")

    async def do_renewal_open(self) -> None:
        await app_of(self.app).open_client(self.row.row.id)

    async def do_renewal_touch(self) -> None:
        await note_touchpoint(self, self.row.row.client)

    async def do_renewal_edit(self) -> None:
        row, workspace, today = self.row, self.session.workspace, self.session.today()
        if row.ended is None:
            await self.edit(forecast_form(row.row.client, workspace, today))
        else:
            await self.edit(outcome_form(row.ended, row.row.client, workspace, today))

    async def do_renewal_end(self) -> None:
        client = self.row.row.client
        why = why_none_ends(client, self.session.workspace.table(Renewal).of(client.id))
        if why:
            self.notify(f"{client.name}: {why}; e mends it", severity="warning", markup=False)
            return
        begun = self.unsaved("renewal", client.id)
        await self.edit(outcome_form(None, client, self.session.workspace, self.session.today(), begun))

    def do_renewal_delete(self) -> None:
        row = self.row
        forecast = None if row.coming is None else row.coming.forecast
        found = row.ended or forecast
        if found is None:
            self.notify("Nothing was said of this renewal yet; e says something", severity="warning")
        elif self.apply(withdrawn(row.row.client, found, self.session.workspace)):
            self.notify(f"Deleted of {row.row.client.name}: {found.label}; u brings it back", markup=False)

    async def do_renewal_figures(self) -> None:
        if self._book is not None:
            await self.app.push_screen(FiguresDialog(self._book, self.glyphs))


def _coming_lines(row: RenewalRow, width: int) -> Iterator[Line]:
    found = row.coming
    assert found is not None
    client = row.row.client
    yield from wrapped_lines(f"{client.name}: {_said(found.category, found.likelihood)}", width, "strong")
    if found.ceiling:
        yield from wrapped_lines(found.ceiling, width, "amber")
    if found.forecast is None:
        yield from wrapped_lines("e says what you expect, and why", width, "dim")
    else:
        yield from wrapped_lines(found.forecast.evidence, width)
        signer = found.forecast.signer or "nobody is named"
        given = "" if found.forecast.given is None else f". Said on {full_day(found.forecast.given)}"
        yield from wrapped_lines(f"Signs: {signer}{given}", width, "dim")
    due = "" if client.renewal_date is None else f"Renewal {full_day(client.renewal_date)}, "
    yield from wrapped_lines(f"{due}decided by {full_day(found.decision)}", width, "dim")


def _said(category: ForecastCategory | None, likelihood: int | None) -> str:
    return "nothing said yet" if category is None else f"{category}, {likelihood} %"


def _ended_lines(one: Renewal, width: int) -> Iterator[Line]:
    yield from wrapped_lines(outcome_in_words(one), width, "strong")
    yield from wrapped_lines(f"Was due {full_day(one.due)}, recorded {full_day(one.closed)}", width, "dim")
    if one.cause is not None:
        yield from wrapped_lines(f"Root cause: {one.cause}", width)
    if one.reason:
        yield from wrapped_lines(f"They say: {one.reason}", width)
    expected = "nothing was expected" if one.category is None else f"expected: {_said(one.category, one.likelihood)}"
    health = "no data" if one.health_before is None else str(one.health_before)
    yield from wrapped_lines(f"Before: {expected}; health 90 days before: {health}", width, "dim")
