"""Taking the text of an evaluation back, entry by entry."""

from collections.abc import Iterable
from typing import NamedTuple

from csm_tui.domain.records.engagements.evaluation import Entry, Section
from csm_tui.exchange.evaluations.entry_matching import rewritten_origins, similar_origins
from csm_tui.exchange.evaluations.evaluation_text import Marks, TextEntry, text_entries, to_markdown
from csm_tui.planning.evaluations.engagements import EvaluationRow


class EntryEdit(NamedTuple):
    """An entry before and after; without `before` it is new, without `after` it is deleted."""

    before: Entry | None
    after: Entry | None


def from_markdown(text: str, row: EvaluationRow, opened: str = "") -> list[EntryEdit]:
    """The edits that make the evaluation say what a text says.

    An entry that was changed, moved or written anew in its place stays the same one, with its links. Its tags and its
    mark are those of the text where they differ from what was handed out; one that was written anew without any keeps
    those that it had. What others did to the evaluation since `opened` was handed out is left alone.

    Args:
        text: What came back from the editor.
        row: The evaluation as it is now.
        opened: What was handed out; by default what `to_markdown` makes of the row.

    Raises:
        TextProblem: see `text_entries`.
    """
    before, after = text_entries(opened or to_markdown(row)), text_entries(text)
    entries = _entries_of(before, row.entries)
    origins = similar_origins(before, after)
    anew = rewritten_origins(before, after, origins)
    origins |= anew
    edits: list[EntryEdit] = []
    last: dict[Section, tuple[int, str]] = {}
    for index, one in enumerate(after):
        origin = origins.get(index)
        entry = None if origin is None else entries[origin]
        if entry is None and origin is not None and before[origin] == one:
            continue  # others changed or deleted it, and here it was not touched
        keeps = entry is not None and origin is not None and _keeps_marks(before[origin], one, anew=index in anew)
        marks = Marks(entry.tags, entry.reusable) if entry is not None and keeps else one.marks
        placed = _placed(one._replace(marks=marks), entry, row, last.get(one.section, (-1, "")))
        last[one.section] = placed.place, placed.id
        if placed != entry:
            edits.append(EntryEdit(entry, placed))
    kept = set(origins.values())
    edits += [EntryEdit(one, None) for index, one in enumerate(entries) if one is not None and index not in kept]
    return edits


def _entries_of(before: Iterable[TextEntry], entries: Iterable[Entry]) -> list[Entry | None]:
    """The entry behind each of a text; None where others changed or deleted it meanwhile."""
    waiting: dict[tuple[Section, str], list[Entry]] = {}
    for entry in entries:
        waiting.setdefault((entry.section, entry.text), []).append(entry)
    return [found.pop(0) if (found := waiting.get((one.section, one.text))) else None for one in before]


def _keeps_marks(before: TextEntry, after: TextEntry, *, anew: bool) -> bool:
    return after.marks == before.marks or (anew and after.marks == Marks())


def _placed(one: TextEntry, entry: Entry | None, row: EvaluationRow, last: tuple[int, str]) -> Entry:
    """The entry as the text has it, at its place if that is behind the last one of its section, else right there."""
    values = {"section": one.section, "text": one.text, **one.marks._asdict()}
    if entry is None:
        return Entry(evaluation=row.evaluation.id, place=last[0] + 1, **values)
    is_behind = entry.section is one.section and (entry.place, entry.id) > last
    return entry.changed(**values, place=entry.place if is_behind else last[0] + 1)
