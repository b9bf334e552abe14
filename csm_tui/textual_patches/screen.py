"""Textual's screens without the work and the bytes that they spend for nothing."""

from asyncio import create_task, wait_for
from contextlib import suppress
from typing import Any, ClassVar, Self

from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

from csm_tui.textual_patches.compositor import PatchedCompositor
from csm_tui.textual_patches.idle import wait_until_idle

_PATIENCE_SECONDS = 0.3


class PatchedScreen(Screen[ScreenResultType]):
    """Lays out once where Textual's lays out twice, and paints what has changed when the focus moves.

    A screen of Textual's paints all of itself then: 7 KB in a form at 80x24 for two fields that changed.
    """

    PAINT_ONCE: ClassVar[bool] = True
    """Whether nothing of it is painted before all of it is laid out."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._compositor = PatchedCompositor()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint again, or lay out again: the layout finds out by itself what is to be painted."""
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)

    @property
    def is_current(self) -> bool:
        """Whether it can be seen. Textual also takes a screen for visible that an opaque one covers, and paints all of
        that one again with whatever changes in the covered one."""
        front = self.app.screen
        return super().is_current and (front is self or front.styles.background.a < 1)

    def on_compose(self) -> None:
        """Prepare for the first layout and the first paint."""
        self._fit()
        if self.PAINT_ONCE:
            self._opening = create_task(self._paint_once())

    async def _paint_once(self) -> None:
        """Hold back what is painted until all widgets know their sizes; else most of it is painted three times."""
        with self.app.batch_update(), suppress(TimeoutError):
            await wait_for(wait_until_idle(self.app), _PATIENCE_SECONDS)
        self._repaint_required = False  # or it would be painted once more than this
        self._compositor._dirty_regions.add(self.size.region)
        self.call_later(self._compositor_refresh)
        self.app.screen.check_idle()  # another one, if this one was closed meanwhile, whose paint was held back too

    def _fit(self) -> None:
        """Set the classes of the breakpoints for the size that the terminal has now. Textual sets them after the first
        layout, and then styles and lays out everything once more: a third of the time in which a form opens."""
        sizes = zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True)
        for size, breakpoints in sizes:
            met = [(least, name) for least, name in breakpoints or () if size >= least]
            if met:
                self.add_class(max(met)[1], update=False)


class PatchedDialog(PatchedScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """The same for what stands above another screen."""
