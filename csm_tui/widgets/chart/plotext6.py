"""Paths drawn by plotext 6. Its figure is global, so it is cleared on both sides."""

from collections.abc import Sequence

import plotext  # type: ignore[import-untyped]

from csm_tui.widgets.chart.pen import Dot, Pen

_X, _Y = 0, 1


def plot(paths: Sequence[Sequence[Dot]], columns: int, rows: int, pen: Pen) -> str:
    """See `canvas.Plotter`."""
    figure = plotext.figure
    figure.clear()
    try:
        plotext.terminal.limit(False, False)  # else the size of the terminal is its limit
        figure.plot_size(columns, rows)
        figure.axes(False)
        figure.canvas("default")
        figure.legend(False)
        for axis, dots in ((_X, columns * pen.across), (_Y, rows * pen.down)):
            figure.ruler(axis, 0).alignment(lim="edge").lim(0, dots).ticks([])
        for colour, path in enumerate(paths):
            marker = plotext.marker(pen.name, plotext.pixel(colour))
            middles = [x + 0.5 for x, _ in path], [y + 0.5 for _, y in path]  # the limits are the dots' edges
            figure.draw(figure.signal(*middles, marker=marker).lines(True))
        return str(figure.build().string())
    finally:
        figure.clear()
