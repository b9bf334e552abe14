"""The list of renewals: what is expected is said, outcomes are written down and taken back, figures are shown."""

from datetime import date
from pathlib import Path
from typing import cast

from csm_tui.commands.per_screen.renewals import RENEWALS
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_typed
from csm_tui.domain.records.renewal import Forecast, ForecastCategory, Outcome, Renewal
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.client.parts.renewals import RenewalsPart
from csm_tui.screens.renewals.figures_dialog import FiguresDialog
from csm_tui.screens.renewals.renewals_screen import RenewalsScreen
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import SMALL, User, fill, using
from tests.support.screens.page_driving import pane_text

TRIED = {
    "renewal.open", "renewal.edit", "renewal.end", "renewal.touch", "renewal.delete", "renewal.figures",
    "table.filter", "table.clear", "table.sort", "table.sort_further", "table.details", "table.legend",
    "table.copy", "table.copy_markdown",
}  # fmt: skip
"""The commands that are pressed below."""


def test_all_commands_are_tried() -> None:
    assert {one.ID for one in RENEWALS} == TRIED


def screen(user: User) -> RenewalsScreen:
    return cast(RenewalsScreen, user.app.front)


def listed(user: User) -> list[str]:
    return [one.row.client.name for one in screen(user).shown]


def stored(name: str, acv: int, renewal: date) -> Client:
    fields = {"acv": acv, "renewal_date": renewal, "customer_since": date(2023, 1, 1), "product": 80}
    return with_typed(Client(name=name), fields, date(2025, 10, 1))


async def test_renewals_are_forecast_ended_and_taken_back(path: Path) -> None:
    fill(path, [stored("Acme", 100, date(2026, 4, 1)), stored("Bolt", 50, date(2026, 9, 1)), Client(name="Dateless")])
    async with using(path, SMALL) as user:
        await user.press("8", "v")
        assert listed(user) == ["Acme", "Bolt"]
        assert "Next 12 months  150 due  expected 0  committed 0  unsaid 150" in user.shown
        await user.press("e")
        await user.enter(category="commit", evidence="They asked for the order form")
        await user.press("ctrl+s")
        beside = screen(user).query_one("#rows-side", LinePane)
        assert "Acme: likely, 75 %" in pane_text(beside)
        assert "without a named signer nothing is surer than likely" in pane_text(beside)
        await user.press("e")
        assert user.row("evidence").text == "They asked for the order form"
        await user.enter(signer="Ada Quill")
        await user.press("ctrl+s")
        assert "expected 95  committed 100" in user.shown
        await user.press("T")
        months = pane_text(user.screen.query_one("#lines", LinePane))
        assert "2026-04  100        95        100       0" in months
        await user.press("escape")
        await user.press("x")
        await user.enter(outcome="expanded", new_acv="120", reason="a second site")
        await user.press("ctrl+s")
        (ended,) = user.session.workspace.table(Renewal).records.values()
        assert (ended.outcome, ended.likelihood, ended.health_before) == (Outcome.EXPANDED, 95, 80)
        assert user.named("Acme").renewal_date == date(2027, 4, 1)
        assert listed(user) == ["Bolt", "Acme", "Acme"]
        *_, line = (line for line in user.shown.splitlines() if "Acme" in line and "2026-04-01" in line)
        assert "expanded" in line, "how it ended is seen at 80 columns"
        await user.press("u")
        assert user.named("Acme").acv == 100
        assert user.session.workspace.table(Forecast).of(user.named("Acme").id)[0].category is ForecastCategory.COMMIT
        assert listed(user) == ["Acme", "Bolt"]
        await user.press("ctrl+r", "G", "e")
        await user.enter(cause="other")
        await user.press("ctrl+s")
        assert "Root cause: other" in pane_text(beside)
        await user.press("g", "x")
        await user.enter(outcome="churned")
        await user.press("ctrl+s")
        assert user.named("Bolt").status is ClientStatus.CHURNED
        await user.press("T")
        assert isinstance(user.screen, FiguresDialog)
        lines = pane_text(user.screen.query_one("#lines", LinePane))
        assert "66.7 % of 150 (2 clients)" in lines  # 100 of 150 kept
        assert "80 % of 150 (2 clients)" in lines
        assert "too few to tell: 1 outcome with a likelihood" in lines
        assert "green and left all the same: Bolt" in lines
        await user.press("escape", "slash")
        await user.type("outcome:churned")
        await user.press("enter", "x")
        assert "Bolt: they have left already, and how is written down; e mends it" in user.shown
        await user.app.push_screen(ClientPage(user.session, user.app.glyphs, user.named("Bolt").id, RenewalsPart.ID))
        await user.press("n")
        assert "Bolt: they have left already, and how is written down; e mends it" in user.shown
        await user.press("escape", "e")
        await user.enter(outcome="renewed")
        await user.press("ctrl+s")
        assert (user.named("Bolt").status, user.named("Bolt").renewal_date) == (ClientStatus.ACTIVE, date(2027, 9, 1))
        await user.press("u")
        assert user.named("Bolt").status is ClientStatus.CHURNED
        await user.press("d")
        assert listed(user) == []
        await user.press("u", "escape", "L")
        assert "Nothing is surer than likely earlier than 90 days before the decision" in " ".join(user.shown.split())
        legend = pane_text(user.screen.query_one("#lines", LinePane))
        heading = " ".join("".join(text for text, _ in line) for line in screen(user).heading_lines())
        told = [one for names in RenewalsScreen.ABOVE for one in names.split(", ")]
        assert [one for one in told if one not in heading or one not in legend] == []
        await user.press("escape", "right", "s", "right", "S", "Y")
        assert user.app.clipboard.count("\t") == 8
        await user.press("ctrl+y")
        assert user.app.clipboard.startswith("| Client | Decision | In days |")
        await user.press("g", "t")
        await user.enter(note="Called")
        await user.press("ctrl+s", "enter")
        assert isinstance(user.screen, ClientPage)
        await user.press("escape")
        assert user.screen is screen(user)


async def test_of_nothing_there_is_nothing_to_delete(path: Path) -> None:
    fill(path, [stored("Acme", 100, date(2026, 4, 1))])
    async with using(path, SMALL) as user:
        await user.press("8", "d")
        assert "Nothing was said of this renewal yet" in user.shown


async def test_large_amounts_run_neither_off_the_heading_nor_into_each_other(path: Path) -> None:
    fill(path, [stored("Acme", 12_345_678, date(2026, 4, 1)), stored("Bolt", 23_456_789, date(2026, 9, 1))])
    async with using(path, SMALL) as user:
        await user.press("8")
        heading = " ".join(" ".join(user.shown.splitlines()[1:3]).split())
        assert "35,802,467 due expected 0 committed 0 unsaid 35,802,467" in heading
        await user.press("T")
        month = next(line for line in user.shown.splitlines() if line.startswith(" 2026-04"))
        assert month.split()[:5] == ["2026-04", "12,345,678", "0", "0", "12,345,678"]
