"""The lines above the form of an evaluation, and its legend."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from csm_tui.domain.records.engagements.matrix import Matrix
from csm_tui.domain.values.time.shown_days import full_day
from csm_tui.planning.evaluations.prompts import PROMPTS_TITLE
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.evaluations.parts import ShownEvaluation
from csm_tui.widgets.line_pane import Line
from csm_tui.widgets.table.layout import fit_together
from csm_tui.widgets.wrapping import explained

_INDENT = 28


def heading_lines(
    shown: ShownEvaluation, words: str, number: int, found: int, width: int, glyphs: Glyphs
) -> Sequence[Line]:
    """Whose evaluation it is and its state, then what is looked for, if anything is.

    Args:
        shown: The evaluation.
        words: What is looked for, "" for nothing.
        number: How many of the places with these words are up to the cursor, 0 if it is on none of them.
        found: In how many places they are.
        width: The width in cells.
        glyphs: The signs.
    """
    row, dot = shown.row, f" {glyphs.dot} "
    state = f"{dot}{row.evaluation.state}{dot}{full_day(row.evaluation.day)}"
    authors = f"{dot}{row.evaluation.authors}" if row.evaluation.authors else ""
    names = row.client.name, row.engagement.name, row.evaluation.phase
    title = dot.join(fit_together(names, width - 2 - cell_len(state) - 2 * cell_len(dot)))
    lines: list[Line] = [[(f" {title}", "title"), (f"{state}{authors}", "dim")]]
    if words:
        place = f"{number} of {found}" if number else f"{found} found" if found else "not found"
        lines.append([(" / ", "key"), (words, ""), (f"{dot}{place}{dot}/ and enter: the next{dot}esc: the end", "dim")])
    return lines


_PARTS = {
    "Seven sections": "what the engagement taught in this phase; at the right how many entries each of them has",
    str(Matrix.VALUE): "what came of it for the customer, for our company (supplier) and for you (CSM); like what "
    "follows it belongs to the engagement and is the same in all phases",
    str(Matrix.IMPROVEMENTS): "what is to become better for each of the three",
    PROMPTS_TITLE: "questions that lead to more value; so many answered or skipped, of all",
}
_SIGNS = {
    "*": "something is typed in that part and not saved",
    "#word": "a tag of the entry",
    "reusable": "an entry that others should use again; the library of lessons finds it",
    "in the plan as R1": "the activity that was made of it",
    "« »": "more columns on that side",
    "draft, final": "the state of the evaluation, which x changes; a final one asks first before anything is written "
    "in it; both are internal",
}


def legend_lines(width: int) -> Sequence[Line]:
    """What the parts and the signs mean, in lines for a width in cells."""
    return [
        [(" Parts", "title")],
        *_explained(_PARTS, width),
        [],
        [(" Signs", "title")],
        *_explained(_SIGNS, width),
    ]


def _explained(entries: Mapping[str, str], width: int) -> list[Line]:
    return [line for name, text in entries.items() for line in explained(name, text, width, _INDENT)]
