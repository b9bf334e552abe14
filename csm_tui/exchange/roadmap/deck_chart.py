"""The chart of a roadmap's cash flow in a deck: native, so that it can be edited there."""

from itertools import groupby
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from csm_tui.exchange.roadmap.deck_shapes import ACCENT, FAINT, SMALL, Area
from csm_tui.planning.roadmap.briefings import Briefing

_REFORECAST, _ESTIMATED, _ACTUAL = RGBColor(0x0F, 0x8B, 0x8D), RGBColor(0x7B, 0x5E, 0xA7), RGBColor(0x1F, 0x29, 0x37)


def add_cash_chart(slide: Any, one: Briefing, area: Area) -> None:
    """The cumulative sums as re-forecast, estimated and actual, and the break-even on the zero line."""
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *area.place, _data(one))
    chart = frame.chart
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.font.size = Pt(SMALL)
    values, quarters = chart.value_axis, chart.category_axis
    values.tick_labels.number_format = "#,##0"
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = FAINT
    if one.roadmap.counted_in:
        values.axis_title.text_frame.text = f"Cumulative, in {one.roadmap.counted_in}"
        values.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(SMALL)
    quarters.tick_label_position = TICKS.LOW  # below the plot, and not on the zero line
    quarters.has_major_gridlines = False
    reforecast, estimated, actual, *even = chart.plots[0].series
    _line(reforecast, _REFORECAST)
    _line(estimated, _ESTIMATED)
    estimated.format.line.dash_style = MSO_LINE.DASH
    _line(actual, _ACTUAL)
    _mark(actual, XL_MARKER_STYLE.CIRCLE, 8, _ACTUAL)
    for mark in even:
        mark.format.line.fill.background()
        _mark(mark, XL_MARKER_STYLE.DIAMOND, 14, ACCENT)
        _name_break_even(mark, one)


def _data(one: Briefing) -> CategoryChartData:
    """The quarters by year, with the three sums, and the break-even if there is one."""
    quarters, even = one.flow.quarters, one.flow.break_even_reforecast
    data = CategoryChartData()
    for year, found in groupby(quarters, key=lambda each: each.year):
        category = data.add_category(f"Year {year}")
        for each in found:
            category.add_sub_category(f"Q{each.quarter}")
    data.add_series("re-forecast", [each.reforecast_cumulative for each in quarters])
    data.add_series("estimated", [each.estimated_cumulative for each in quarters])
    data.add_series("actual", [each.actual_cumulative for each in quarters])
    if even is not None:
        data.add_series("break-even", [0 if each.number == even.number else None for each in quarters])
    return data


def _line(series: Any, colour: RGBColor) -> None:
    series.smooth = False
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(2.5)
    series.marker.style = XL_MARKER_STYLE.NONE


def _mark(series: Any, style: Any, size: int, colour: RGBColor) -> None:
    series.smooth = False
    series.marker.style, series.marker.size = style, size
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour


def _name_break_even(series: Any, one: Briefing) -> None:
    even = one.flow.break_even_reforecast
    assert even is not None
    label = series.points[even.number - 1].data_label
    label.text_frame.text = f"break-even after {even.months} months"
    label.text_frame.paragraphs[0].runs[0].font.size = Pt(SMALL)
    label.position = XL_LABEL_POSITION.BELOW
