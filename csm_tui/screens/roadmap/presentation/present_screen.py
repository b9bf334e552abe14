"""A roadmap presented: slides that fill the terminal, without a bar of keys."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from csm_tui.resources import STYLES
from csm_tui.screens.roadmap.parts.part import ShownRoadmap
from csm_tui.screens.roadmap.presentation.slide_details import detail_lines
from csm_tui.screens.roadmap.presentation.slides import TITLES, slide_lines
from csm_tui.session.errors import StorageError
from csm_tui.session.user_files.presentation_file import PresentationFile, SlidePlace
from csm_tui.textual_patches.screen import PatchedDialog
from csm_tui.widgets.line_pane import Line, LinePane


class PresentScreen(PatchedDialog[bool]):
    """Dismisses with whether all slides were seen, which a look at one of them is not."""

    CSS_PATH = STYLES / "roadmap.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step(1)", "Next"),
        Binding("left,backspace,h", "step(-1)", "Back"),
        Binding("space,pagedown,down,j", "page(1)", "Next", show=False, priority=True),
        Binding("pageup,up,k", "page(-1)", "Back", show=False, priority=True),
        Binding("home,g", "end(0)", "First", priority=True),
        Binding("end,G", f"end({len(TITLES) - 1})", "Last", priority=True),
        *(Binding(str(number), f"go({number})", title, show=False) for number, title in enumerate(TITLES)),
        Binding("enter,v", "detail", "Detail, and back"),
        Binding("escape,q", "leave", "Leave"),
    ]

    def __init__(self, shown: ShownRoadmap, file: PresentationFile) -> None:
        """`file` tells a second terminal which slide is shown."""
        super().__init__()
        self._shown = shown
        self._file = file
        self.number = 0
        self.in_detail = False
        self._seen = {0}
        self.slide = LinePane(id="slide", focusable=True)

    def compose(self) -> ComposeResult:
        yield self.slide

    def on_mount(self) -> None:
        self.slide.focus()
        self._show()
        self._tell()

    def on_unmount(self) -> None:
        """Say that nothing is presented any more."""
        with suppress(OSError):  # the next presentation writes it anew
            self._file.end()

    def _tell(self) -> None:
        """Say which slide is shown. Where that is not possible, the slides go on without the notes beside them."""
        try:
            self._file.tell(SlidePlace(self._shown.roadmap.id, self.number))
        except StorageError as error:
            self.log.warning(str(error))

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the slide out for the new size."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.slide.show(self._lines)

    def _lines(self, width: int) -> Sequence[Line]:
        if self.in_detail:
            return detail_lines(self.number, self._shown, width)
        return slide_lines(self.number, self._shown, width, self.size.height)

    def action_step(self, slides: int) -> None:
        """Go so many slides on; it stays at the ends."""
        self.action_go(min(max(self.number + slides, 0), len(TITLES) - 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """In the detail the keys for moving scroll in it."""
        return action not in ("page", "end") or not self.in_detail

    def action_page(self, slides: int) -> None:
        """As `action_step`, for the keys that scroll in the detail; a presenter's remote sends them, too."""
        self.action_step(slides)

    def action_end(self, number: int) -> None:
        """Go to the first or the last slide."""
        self.action_go(number)

    def action_go(self, number: int) -> None:
        """Go to a slide: 0 is the title, the parts are numbered from 1."""
        self.number, self.in_detail = number, False
        self._seen.add(number)
        self._tell()
        self.slide.scroll_home(animate=False, immediate=True)
        self._show()

    def action_detail(self) -> None:
        """Show all that is behind the slide, or the slide again."""
        self.in_detail = not self.in_detail
        self.slide.scroll_home(animate=False, immediate=True)
        self._show()

    def action_leave(self) -> None:
        """Back from the detail to the slide, else to the page."""
        if self.in_detail:
            self.action_detail()
        else:
            self.dismiss(len(self._seen) == len(TITLES))
