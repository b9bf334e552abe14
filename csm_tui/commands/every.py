"""Every command by the screen on which it works, for the settings, the key table and the checks."""

from csm_tui.commands.anywhere import ANYWHERE
from csm_tui.commands.base import Command
from csm_tui.commands.calendar import CALENDAR, WEEK
from csm_tui.commands.client_page import CLIENT_PAGE
from csm_tui.commands.plan import PLAN
from csm_tui.commands.portfolio import PORTFOLIO
from csm_tui.commands.settings import SETTINGS

SCREENS: dict[str, tuple[type[Command], ...]] = {
    "In the portfolio": PORTFOLIO,
    "On the page of a client": CLIENT_PAGE,
    "In the plan": PLAN,
    "In the calendar": CALENDAR,
    "In a week of the calendar": WEEK,
    "In the settings": SETTINGS,
}
"""The commands of each screen; those of ANYWHERE work on all of them."""

EVERY: tuple[type[Command], ...] = tuple(
    dict.fromkeys((*ANYWHERE, *(command for screen in SCREENS.values() for command in screen)))
)
