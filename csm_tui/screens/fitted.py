"""A screen that fits the terminal from its first layout on."""

from textual.screen import Screen, ScreenResultType


class Fitted(Screen[ScreenResultType]):
    """Has the classes of its breakpoints before anything is laid out; Textual sets them afterwards, and styles and
    lays out everything once more. That is as much again as a third of what opening a form takes."""

    def on_compose(self) -> None:
        """Set the classes for the size that the terminal has now."""
        sizes = zip(self.app.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True)
        for size, breakpoints in sizes:
            met = [(least, name) for least, name in breakpoints or () if size >= least]
            if met:
                self.add_class(max(met)[1], update=False)
