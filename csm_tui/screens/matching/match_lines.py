"""What the dialog of an import says above and below its lists."""

from collections.abc import Collection, Sequence

from csm_tui.domain.text import clean_line, counted
from csm_tui.domain.values.names import some_names
from csm_tui.screens.cells.change_lines import field_change
from csm_tui.screens.cells.glyphs import Glyphs
from csm_tui.screens.matching.column_rows import ColumnRow
from csm_tui.screens.matching.looked import SEPARATOR, TAKEN, Looked, LookedRow, RowKind
from csm_tui.screens.matching.reader import Progress
from csm_tui.widgets.line_pane import Line, Run
from csm_tui.widgets.wrapping import explained, wrapped, wrapped_lines

PAGES = ("Columns", "What changes")
_BAR = 40
_MOST_NOTES = 3
"""The most lines of what is said about how a file was read."""
_MOST_CHOICES = 9
_LABEL = 18
"""The cells of the name of a field beside what becomes of it."""


def progress_lines(name: str, progress: Progress, glyphs: Glyphs, width: int) -> list[Line]:
    """How far the reading of a file is."""
    share = progress.done / progress.total if progress.total else 0.0
    full, empty = glyphs.bar(share, min(_BAR, max(width - 40, 10)))
    counts = f"{progress.done:,} of {progress.total:,} {progress.what}" if progress.total else "the file is opened"
    bar: Line = [(" ", ""), (full, "strong"), (empty, "dim"), (f" {counts}", "")]
    return [[(f" Reading {name}", "strong")], bar, [(" esc stops; nothing is taken in", "dim")]]


def heading_lines(looked: Looked, out: Collection[str], page: int, width: int) -> list[Line]:
    """The pages, what taking the file in would do, and what is to be known of it."""
    tabs: list[Run] = []
    for number, title in enumerate(PAGES):
        tabs += [(f" {title} ", "key" if number == page else "dim")]
    tabs += [(f"  {looked.said}", "dim")]
    lines: list[Line] = [tabs, *wrapped_lines(counts_of(looked, out), width, "strong")]
    return [*lines, *wrapped_lines(_what_follows(looked, out), width, "dim"), *_notes(looked.found.notes, width)]


def _notes(notes: Sequence[str], width: int) -> list[Line]:
    """How the file was read, as far as there is room; the second page lists all of it."""
    lines = [line for note in notes for line in wrapped_lines(note, width, "amber")]
    if len(lines) <= _MOST_NOTES:
        return lines
    return [*lines[: _MOST_NOTES - 1], [(" and more, all of it on the second page: ] leads there", "amber")]]


def counts_of(looked: Looked, out: Collection[str]) -> str:
    """How much comes in and how much does not."""
    found = looked.found
    added, changed, renamed = (looked.taken(out, kind) for kind in (RowKind.NEW, RowKind.CHANGED, RowKind.RENAMED))
    parts = [counted(len(found.questions), "question")] if found.questions else []
    parts += [f"{added:,} added", f"{changed + renamed:,} updated", f"{found.unchanged:,} unchanged"]
    parts += [f"{renamed:,} renamed"] if renamed else []
    parts += [f"{len(out):,} unticked"] if out else []
    parts += [counted(len(found.rejected), "bad cell")] if found.rejected else []
    parts += [f"{counted(len(found.left_out_rows), 'row')} left out"] if found.left_out_rows else []
    parts += [f"{len(found.missing):,} of yours not in the file"] if found.missing else []
    return ", ".join(parts)


def taken_message(looked: Looked, out: Collection[str]) -> str:
    """What is said when it was taken in."""
    added, changed, renamed = (looked.taken(out, kind) for kind in (RowKind.NEW, RowKind.CHANGED, RowKind.RENAMED))
    confirmed = f", {looked.found.noted:,} confirmed as they are" if looked.found.noted else ""
    bad = f", not the rows of {counted(len(looked.found.rejected), 'bad cell')}" if looked.found.rejected else ""
    return f"{added:,} added, {changed + renamed:,} updated{confirmed}{bad}; u takes it all back"


def why_nothing(looked: Looked, out: Collection[str]) -> str:
    """Why there is nothing to take in; "" if there is something."""
    found = looked.found
    if found.would_do:
        return "" if looked.does_anything(out) else "Nothing is ticked: space ticks a row"
    if found.questions:
        return "Nothing is taken in before what is asked is settled: a digit takes a choice, enter lists all"
    if found.rejected:
        return "Nothing can be taken in before these cells are mended"
    return "Nothing changes: all of it is here already" if found.unchanged else "Nothing can be taken in"


def _what_follows(looked: Looked, out: Collection[str]) -> str:
    """What taking it in does, or why that is nothing."""
    why = why_nothing(looked, out)
    if why:
        return f"{why}."
    found = looked.found
    if found.added or found.updated:
        freed = looked.freed(out)
        waits = "waits" if len(freed) == 1 else "wait"
        alone = f" {some_names(freed)} then {waits} no longer for what stays out." if freed else ""
        return f"y takes in what is ticked; a backup is made before.{alone}"
    whose = f"that {looked.noun}" if found.noted == 1 else f"{found.noted} {looked.noun}s"
    return f"Nothing changes. y notes the scores of {whose} once more, for the history."


def column_lines(row: ColumnRow, width: int) -> Sequence[Line]:
    """What is asked of a column or known of it, and the ways to settle or change that."""
    mark: Run = ("  asked", "amber") if row.is_asked else (f"  {row.what} {row.unit}".rstrip(), "")
    lines: list[Line] = [[(f" {row.header or 'The file'}", "strong"), mark]]
    lines += wrapped_lines(row.said, width, "" if row.is_asked else "dim")
    for number, choice in enumerate(row.choices[: min(row.quick, _MOST_CHOICES)], 1):
        first, *others = wrapped(choice.label, max(width - 5, 20))
        lines += [[(f"  {number} ", "key"), (first, "")], *([(f"    {part}", "")] for part in others)]
    if len(row.choices) > min(row.quick, _MOST_CHOICES):
        lines.append([(" enter ", "key"), ("all choices, to be found by typing", "dim")])
    if row.answer is not None:
        lines.append([(" d ", "key"), ("forgets what you said", "dim")])
    return lines


def row_lines(row: LookedRow, is_out: bool, width: int) -> Sequence[Line]:
    """All that a row of the second page is about, field by field."""
    mark: Run = ("  unticked: it stays out", "amber") if is_out else ("", "")
    lines: list[Line] = [[(f" {row.name}", "strong"), (f"  {row.kind}", row_style(row.kind)), mark]]
    if row.kind is RowKind.REFUSED:
        ways_out = "The first page can leave the column out; a file that was mended is read again with e."
        return [*lines, *wrapped_lines(row.said, width), *wrapped_lines(ways_out, width, "dim")]
    if row.kind not in TAKEN:
        return [*lines, *wrapped_lines(row.said, width)]
    if row.kind is RowKind.RENAMED:
        lines += wrapped_lines(row.said.partition(SEPARATOR)[0], width)
    for field in row.fields:
        said = field_change(*field, is_new=row.kind is RowKind.NEW).removeprefix(f"{field.word} ")
        lines += explained(field.word, clean_line(said), width, _LABEL, ("dim", ""))
    return lines


def row_style(kind: RowKind) -> str:
    """How the word for what becomes of a row is drawn."""
    match kind:
        case RowKind.NEW:
            return "green"
        case RowKind.REFUSED:
            return "red"
        case RowKind.RENAMED | RowKind.WARNING:
            return "amber"
        case RowKind.MISSING | RowKind.LEFT_OUT:
            return "dim"
    return ""
