"""Every screen of the app, declared once: what the modes, the top bar, the help, the palette and the key table know."""

from importlib import import_module
from typing import Any, NamedTuple

from csm_tui.commands.base import Command


class ScreenSpec(NamedTuple):
    """A screen.

    `place` and `commands_at` name a class and a tuple of commands as "module:name" inside csm_tui: what a screen needs
    is loaded when it is first opened, for no start should wait for it. `key` is "" for a screen that is reached from
    another one only. `filter_language` names the language of its filter, "" for none. `above` says that it is opened
    above the screen in front, to which esc leads back, and `in_bar` that the top bar names it.
    """

    id: str
    key: str
    title: str
    heading: str
    place: str
    commands_at: str
    filter_language: str = ""
    above: bool = False
    in_bar: bool = True

    @property
    def commands(self) -> tuple[type[Command], ...]:
        """Its commands in the order of the help; those of ANYWHERE work on it, too."""
        commands: tuple[type[Command], ...] = _loaded(self.commands_at)
        return commands

    def load(self) -> Any:
        """The class of the screen."""
        return _loaded(self.place)


def _loaded(place: str) -> Any:
    module, name = place.split(":")
    return getattr(import_module(f"csm_tui.{module}"), name)


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec(
        "portfolio", "1", "Portfolio", "In the portfolio",
        "screens.portfolio.portfolio_screen:PortfolioScreen", "commands.per_screen.portfolio:PORTFOLIO",
        filter_language="portfolio",
    ),
    ScreenSpec(
        "client", "", "Client", "On the page of a client",
        "screens.client.client_page:ClientPage", "commands.per_screen.client_page:CLIENT_PAGE", above=True,
    ),
    ScreenSpec(
        "today", "2", "Today", "In the list of the day",
        "screens.today.today_screen:TodayScreen", "commands.per_screen.today:TODAY", filter_language="today",
    ),
    ScreenSpec(
        "plan", "3", "Plan", "In the plan",
        "screens.plan.plan_screen:PlanScreen", "commands.per_screen.plan:PLAN", filter_language="plan",
    ),
    ScreenSpec(
        "draft", "", "Draft", "In the draft of a quarter",
        "screens.plan.draft_screen:DraftScreen", "commands.per_screen.plan_draft:DRAFT", above=True,
    ),
    ScreenSpec(
        "calendar", "4", "Calendar", "In the calendar",
        "screens.calendar.calendar_screen:CalendarScreen", "commands.per_screen.calendar:CALENDAR",
    ),
    ScreenSpec(
        "week", "", "Week", "In a week of the calendar",
        "screens.calendar.calendar_screen:WeekScreen", "commands.per_screen.calendar:WEEK", above=True,
    ),
    ScreenSpec(
        "evaluations", "5", "Evaluations", "In the table of evaluations",
        "screens.evaluations.evaluations_screen:EvaluationsScreen",
        "commands.per_screen.engagements.evaluations:EVALUATIONS",
        filter_language="evaluations",
    ),
    ScreenSpec(
        "evaluation", "", "Evaluation", "In the form of an evaluation",
        "screens.evaluations.evaluation_screen:EvaluationScreen",
        "commands.per_screen.engagements.evaluation_form:EVALUATION", above=True,
    ),
    ScreenSpec(
        "personal", "6", "Personal", "In the personal evaluation",
        "screens.personal.personal_screen:PersonalScreen", "commands.per_screen.personal:PERSONAL",
    ),
    ScreenSpec(
        "roadmaps", "7", "Roadmap", "In the table of roadmaps",
        "screens.roadmap.roadmaps_screen:RoadmapsScreen",
        "commands.per_screen.engagements.roadmaps:ROADMAPS", filter_language="roadmaps",
    ),
    ScreenSpec(
        "roadmap", "", "Roadmap page", "On the page of a roadmap",
        "screens.roadmap.roadmap_screen:RoadmapScreen", "commands.per_screen.engagements.roadmap:ROADMAP", above=True,
    ),
    ScreenSpec(
        "renewals", "8", "Renewals", "In the list of renewals",
        "screens.renewals.renewals_screen:RenewalsScreen",
        "commands.per_screen.renewals:RENEWALS", filter_language="renewals",
    ),
    ScreenSpec(
        "changes", "9", "Changes", "In the list of changes",
        "screens.changes.changes_screen:ChangesScreen",
        "commands.per_screen.changes:CHANGES", filter_language="changes",
    ),
    ScreenSpec(
        "lessons", "0", "Lessons", "In the library of lessons",
        "screens.lessons.lessons_screen:LessonsScreen",
        "commands.per_screen.engagements.lessons:LESSONS", filter_language="lessons",
    ),
    ScreenSpec(
        "candidates", "dollar_sign", "Candidates", "In the list of candidates",
        "screens.candidates.candidates_screen:CandidatesScreen", "commands.per_screen.candidates:CANDIDATES",
        filter_language="candidates", above=True, in_bar=False,
    ),
    ScreenSpec(
        "plays", "semicolon", "Plays", "In the list of plays",
        "screens.plays.plays_screen:PlaysScreen", "commands.per_screen.plays:PLAYS", filter_language="plays",
        above=True, in_bar=False,
    ),
    ScreenSpec(
        "settings", "comma", "Settings", "In the settings",
        "screens.settings.settings_screen:SettingsScreen", "commands.per_screen.settings:SETTINGS", above=True,
    ),
)  # fmt: skip
"""In the order of the top bar."""

BY_ID = {screen.id: screen for screen in SCREENS}
FIRST = SCREENS[0]
"""The screen that the app begins with."""


class Go(Command):
    """Go to a screen."""

    GROUP = "Go"
    SCREEN: ScreenSpec

    @classmethod
    def help(cls) -> str:
        return f"Go to {cls.SCREEN.heading.removeprefix('In ')}"

    @classmethod
    def call(cls) -> tuple[str, tuple[object, ...]]:
        return "do_go", (cls.SCREEN.id,)


def _go(screen: ScreenSpec) -> type[Go]:
    return type(
        f"Go{screen.title}",
        (Go,),
        {"ID": f"go.{screen.id}", "NAME": screen.title, "KEYS": screen.key, "SCREEN": screen},
    )


GO: tuple[type[Go], ...] = tuple(_go(screen) for screen in SCREENS if screen.key)
"""A command for each screen that has a key."""
