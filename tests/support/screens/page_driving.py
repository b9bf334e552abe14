"""What tests of a client's page, the settings and the dialogs around them need beyond `driving`."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from csm_tui.domain.record import Entity
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.assumption import Assumption
from csm_tui.domain.records.client import Client, Stakeholder
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Evaluation
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.screens.client.client_page import ClientPage
from csm_tui.screens.client.panel import Panel
from csm_tui.screens.settings.settings_screen import SettingsScreen
from csm_tui.session.changes import Change, Edit, deletion
from csm_tui.session.opening import open_workspace
from csm_tui.session.session import Session
from csm_tui.session.workspace_file.workspace_documents import writes
from csm_tui.storage.file.database import Database
from csm_tui.widgets.line_pane import LinePane
from tests.support.driving import TODAY, User, client, now

PARTS = ("scores", "notes", "touchpoints", "activities", "risks", "stakeholders", "assumptions", "evaluations")
"""The parts of a client's page by their ids, in the order of `tab`, but for one that is not always there."""

ALL_PARTS = (*PARTS[:4], "renewals", *PARTS[4:])

FIRST = date(2026, 1, 10)


def keep(path: Path, *records: Entity) -> None:
    """Put records of any kind into a workspace file."""
    workspace = Workspace().with_records(records)
    Database(path, now).save(lambda _: writes(Workspace(), workspace))


def acme() -> list[Entity]:
    """A client with one of everything, each of another word: Acme, whose record comes first."""
    ada = Stakeholder(name="Ada Quill", role="Decision maker", seniority="board", attitude="champion")
    one = client(
        "Acme", on=FIRST, owner="Kim", acv=35_000, renewal_date=date(2026, 9, 2), notes="pilot notes",
        product=80, satisfaction=60, support=40,
    ).changed(stakeholders=(ada,))  # fmt: skip
    call = Touchpoint(
        client=one.id,
        day=date(2026, 2, 20),
        note="budget talk\nsecond line",
        follow_up=date(2026, 3, 1),
        task="send plan",
    )
    mail = Touchpoint(client=one.id, day=date(2026, 2, 10), kind="email", note="greeting")
    guess = Assumption(client=one.id, text="sponsor stays", validate_by=date(2026, 4, 1))
    work = Engagement(client=one.id, name="Teamwork")
    onboarding = Evaluation(engagement=work.id, phase="Onboarding", day=date(2026, 2, 1))
    budget = Risk(client=one.id, text="budget cut", since=date(2026, 2, 2), review=date(2026, 4, 2))
    return [one, call, mail, guess, work, onboarding, budget]


def with_activity(records: list[Entity]) -> list[Entity]:
    """The records, and an activity of this quarter for the client that comes first."""
    review = Activity(
        quarter=date(2026, 3, 2), reference="R1", clients=(records[0].id,), description="annual review", hours=2
    )
    return [*records, review]


def page(user: User) -> ClientPage:
    """The page of a client that is in front."""
    assert isinstance(user.screen, ClientPage), user.screen
    return user.screen


async def open_page(user: User, name: str = "Acme") -> ClientPage:
    """Open the page of a client from the portfolio."""
    user.go_to(name)
    await user.press("enter")
    await user.until(lambda: isinstance(user.screen, ClientPage) and user.screen.ready.is_set())
    return page(user)


def heading(user: User) -> list[str]:
    """Who the client is, and its money and time: the two lines below the top bar."""
    return user.shown.splitlines()[1:3]


def part_in_use(user: User) -> str:
    """The id of the part of the page that has the cursor, "" for none."""
    return next((name for name in ALL_PARTS if part_of(user, name).has_focus_within), "")


def part_of(user: User, name: str) -> Any:
    return page(user).query_one(f"#{name}")


def parts_shown(user: User) -> list[str]:
    """The parts that are there: with few lines one that is spare and has no entries is not."""
    return [name for name in ALL_PARTS if part_of(user, name).display]


def panel(user: User, name: str) -> Panel:
    return page(user).query_one(f"#{name}", Panel)


async def go_to_part(user: User, name: str) -> None:
    """Put the cursor into a part of the page; how `tab` goes there is a test of its own."""
    part_of(user, name).query("BandTable, #notes-text").first().focus()
    await user.pilot.pause()
    assert part_in_use(user) == name


def listed(user: User, name: str) -> list[str]:
    """The first column of a list of the page, in order."""
    one = panel(user, name)
    return [one.table._painter._draw(key)[0].text for key in one.table.keys]


def on_page(user: User) -> Client:
    """The client whose page is in front, as it is now."""
    return page(user).client


def touchpoints(user: User) -> list[Touchpoint]:
    """Those of the client whose page is in front, in the order of the workspace."""
    return user.session.workspace.touchpoints(on_page(user))


def assumptions(user: User) -> list[Assumption]:
    return user.session.workspace.assumptions(on_page(user))


def pane_text(pane: LinePane) -> str:
    """All lines of a pane, also those that are scrolled away."""
    return "\n".join("".join(text for text, _ in line) for line in pane._lines)


def squeezed(user: User) -> str:
    """The screen as words with one space between them, without frames."""
    return " ".join(user.shown.replace("│", " ").split())


def another_terminal(path: Path) -> Session:
    """Another program that has the workspace open."""
    return open_workspace(path, lambda: TODAY, now)


def changed_elsewhere(path: Path, *edits: tuple[Entity | None, Entity | None]) -> None:
    """Another program saves records: before and after each."""
    another_terminal(path).apply(Change("elsewhere", tuple(Edit(*edit) for edit in edits)))


def deleted_elsewhere(path: Path, name: str = "Acme") -> None:
    """Another program deletes a client with all that belongs to it."""
    session = another_terminal(path)
    gone = session.workspace.named(name)
    assert gone is not None
    session.apply(deletion([gone], session.workspace))


async def settings(user: User) -> SettingsScreen:
    """Open the settings."""
    await user.press("comma")
    await user.until(lambda: isinstance(user.screen, SettingsScreen) and user.screen.ready.is_set())
    return on_settings(user)


def on_settings(user: User) -> SettingsScreen:
    assert isinstance(user.screen, SettingsScreen), user.screen
    return user.screen


def go_to_setting(user: User, whose: str, key: str) -> None:
    assert on_settings(user).table.move_to((whose, key)), key


async def change_setting(user: User, whose: str, key: str, text: str) -> None:
    """Open a setting, type another value and save; the form stays where it is refused."""
    go_to_setting(user, whose, key)
    await user.press("e")
    await user.enter(value=text)
    await user.press("ctrl+s")


def names(records: Iterable[Entity]) -> list[str]:
    return [record.label for record in records]
