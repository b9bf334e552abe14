"""Paths drawn by plotext 5. Its figure is global, so it is cleared on both sides."""

from collections.abc import Sequence

import plotext  # type: ignore[import-untyped]

from csm_tui.widgets.chart.pen import Dot, Pen


def plot(paths: Sequence[Sequence[Dot]], columns: int, rows: int, pen: Pen) -> str:
    """See `canvas.Plotter`."""
    plotext.clear_figure()
    try:
        plotext.limit_size(False, False)  # else the size of the terminal is its limit
        plotext.plot_size(columns, rows)
        plotext.clear_color()
        plotext.xaxes(False, False)
        plotext.yaxes(False, False)
        plotext.xticks([])
        plotext.yticks([])
        plotext.xlim(0, columns * pen.across - 1)
        plotext.ylim(0, rows * pen.down - 1)
        for colour, path in enumerate(paths):
            plotext.plot([x for x, _ in path], [y for _, y in path], marker=pen.name, color=colour)
        return str(plotext.build())
    finally:
        plotext.clear_figure()
