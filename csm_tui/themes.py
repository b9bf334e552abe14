"""The looks. Every colour is one of the fixed 256, so that it can be sent by its number."""

from textual.theme import Theme

DARK = Theme(
    name="csm-dark",
    primary="#5fafd7",
    secondary="#8787af",
    accent="#5fafd7",
    warning="#ffaf00",
    error="#ff5f5f",
    success="#5fd75f",
    foreground="#d0d0d0",
    background="#121212",
    surface="#121212",
    panel="#262626",
    variables={
        "band-red": "#ff5f5f",
        "band-amber": "#ffaf00",
        "band-green": "#5fd75f",
        "quiet": "#8a8a8a",
        "cursor-row": "#303030",
        "cursor-row-quiet": "#1c1c1c",
        "title-row": "#262626",
        "title": "#5fafd7",
        "bright": "#eeeeee",
        "field": "#262626",
        "field-other": "#1c1c1c",
        "chart-1": "#87afff",
        "chart-2": "#d787ff",
        "chart-3": "#5fd7d7",
        "chart-4": "#ff87d7",
        "chart-5": "#afafd7",
    },
)
LIGHT = Theme(
    name="csm-light",
    dark=False,
    primary="#005f87",
    secondary="#5f5f87",
    accent="#005f87",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#303030",
    background="#eeeeee",
    surface="#eeeeee",
    panel="#dadada",
    variables={
        "band-red": "#af0000",
        "band-amber": "#875f00",
        "band-green": "#005f00",
        "quiet": "#626262",
        "cursor-row": "#c6c6c6",
        "cursor-row-quiet": "#dadada",
        "title-row": "#d0d0d0",
        "title": "#005f87",
        "bright": "#121212",
        "field": "#dadada",
        "field-other": "#e4e4e4",
        "chart-1": "#005faf",
        "chart-2": "#8700af",
        "chart-3": "#005f5f",
        "chart-4": "#af0087",
        "chart-5": "#5f5f87",
    },
)
CLEAR = Theme(
    name="csm-clear",
    primary="#87afff",
    secondary="#8787af",
    accent="#87afff",
    warning="#ffd75f",
    error="#ff8700",
    success="#5fafff",
    foreground="#d0d0d0",
    background="#121212",
    surface="#121212",
    panel="#262626",
    variables=DARK.variables
    | {"band-red": "#ff8700", "band-amber": "#ffd75f", "band-green": "#5fafff", "title": "#87afff"}
    | {"chart-1": "#d7d7ff", "chart-2": "#ff87ff", "chart-3": "#00af87", "chart-4": "#af5fff", "chart-5": "#9e9e9e"},
)
"""Told apart by people who do not see red and green apart: orange, yellow, blue."""

THEMES = (DARK, LIGHT, CLEAR)
