"""Speed: a screen that opens is painted once, and not three times. The start: 391 -> 368 ms."""

from asyncio import create_task, wait_for
from contextlib import suppress
from typing import ClassVar

from textual.screen import Screen, ScreenResultType

from csm_tui.textual_patches.idle import wait_until_idle
from csm_tui.textual_patches.versions import speed

_PATIENCE_SECONDS = 0.3


class PaintOnceScreen(Screen[ScreenResultType]):
    """A screen that is painted once it is completely laid out, and styled for its size before that."""

    PAINT_ONCE: ClassVar[bool] = True
    """Whether painting waits until everything is laid out."""

    if speed():

        def on_compose(self) -> None:
            """Prepare for the first layout and the first paint."""
            self._fit()
            if self.PAINT_ONCE:
                self._opening = create_task(self._paint_once())

        async def _paint_once(self) -> None:
            """Hold back painting until all widgets know their sizes; otherwise most of it is painted three times."""
            with self.app.batch_update(), suppress(TimeoutError):
                await wait_for(wait_until_idle(self.app), _PATIENCE_SECONDS)
            front = self.app.screen  # another one, if this one was closed meanwhile, whose paint was held back too
            front.call_later(front._compositor_refresh)
            front.check_idle()

        def _compositor_refresh(self) -> None:
            """Paint what has changed. Textual also does the work while paints are held back, and then forgets it."""
            if self.app._batch_count:
                return
            if self.size.region in self._compositor._dirty_regions:
                self._repaint_required = False  # or all of it would be painted once more
            super()._compositor_refresh()

        def _fit(self) -> None:
            """Set the classes of the breakpoints for the size that the terminal has now. Textual sets them after the
            first layout, and then styles and lays out everything once more."""
            sizes = zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True)
            for size, breakpoints in sizes:
                met = [(least, name) for least, name in breakpoints or () if size >= least]
                if met:
                    self.add_class(max(met)[1], update=False)
