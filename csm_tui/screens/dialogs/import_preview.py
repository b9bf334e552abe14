"""What a file would change, before it is taken in."""

from collections.abc import Collection
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from csm_tui.exchange.portfolio_import import Rejected
from csm_tui.resources import STYLES
from csm_tui.textual_patches.box import Box
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.key_bar import KeyBar
from csm_tui.widgets.line_pane import Line, LinePane
from csm_tui.widgets.wrapping import wrapped

_MOST = 200
"""So many rows are named one by one."""


class Found(Protocol):
    """What a look at a file found, whatever it is a table of."""

    @property
    def added(self) -> int: ...
    @property
    def updated(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def rejected(self) -> tuple[Rejected, ...]: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...


class PlanDialog(PatchedDialog[bool]):
    """What a file would do; dismisses with whether to take its good rows in."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "take", "Take it in"),
        Binding("y", "say_why_not", show=False),  # reached where the one before it is off
        Binding("escape,n,q", "dismiss(False)", "Leave it"),
    ]

    def __init__(self, name: str, plan: Found, can_take: bool) -> None:
        super().__init__()
        self._name = name
        self._plan = plan
        self._can_take = can_take

    def compose(self) -> ComposeResult:
        with Box(classes="dialog") as box:
            box.border_title = Content(f"Import {self._name}?")
            yield LinePane(lambda width: plan_lines(self._plan, width, self._can_take), focusable=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(".dialog LinePane").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Nothing is offered that cannot be done."""
        return action != "take" or self._can_take

    def action_take(self) -> None:
        """Take in what can be taken in."""
        self.dismiss(True)

    def action_say_why_not(self) -> None:
        """Say that there is nothing."""
        self.notify("There is nothing that could be taken in", severity="warning")


def plan_lines(plan: Found, width: int, can_take: bool) -> list[Line]:
    """The counts, then what is refused, what to know, and who is missing in the file."""
    lines: list[Line] = [
        [(f" {plan.added} added, {plan.updated} updated, {plan.unchanged} unchanged", "strong")],
    ]
    if plan.rejected:
        lines += [[], [(" Refused; their rows stay out:" if can_take else " Refused:", "red")]]
        lines += _texts(
            [f'row {one.row}, {one.column}: "{one.value}": {one.problem}' for one in plan.rejected[:_MOST]], width
        )
    if plan.warnings:
        lines += [[], [(" To know:", "amber")], *_texts(plan.warnings[:_MOST], width)]
    if plan.missing:
        lines += [[], [(f" Not in the file, left as they are: {len(plan.missing)}", "dim")]]
        lines += _texts([", ".join(plan.missing[:_MOST])], width)
    unable = "Nothing can be taken in" + (" before these rows are mended." if plan.rejected else ".")
    last = "y takes the good rows in; a backup is made before." if can_take else unable
    return [*lines, [], [(f" {last}", "dim")]]


def _texts(texts: Collection[str], width: int) -> list[Line]:
    return [[(f"   {part}", "")] for text in texts for part in wrapped(text, max(width - 4, 10))]
