"""What was said of the columns of earlier files: recalled for those that have such columns again, and kept."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from csm_tui.domain.record import LINE_LIMIT, fixed_id
from csm_tui.domain.records.column_meaning import ColumnMeaning, WordMeaning
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.names import some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.reading.answers import Answers, Meaning, header_key
from csm_tui.exchange.reading.declaration import TableKind

Learned = tuple[tuple[ColumnMeaning | None, ColumnMeaning], ...]
"""Records of what was said, before (None: the first of its column) and after."""

_OF_THIS_FILE = frozenset({"", "*"})
"""What answers about no particular word stand for: empty cells, and all."""


def with_memory(answers: Answers, kind: TableKind, workspace: Workspace) -> Answers:
    """The answers with all that was said of tables of this kind before."""
    known = workspace.table(ColumnMeaning).records.values()
    return replace(answers, memory={one.header: one for one in known if one.table == kind.name})


def meanings_of(answers: Answers) -> dict[str, Meaning]:
    """What is said of columns, now or before, by header; where headers are looked for, these are compared folded."""
    before = {one.header: Meaning(one.field) for one in answers.memory.values() if one.field is not None}
    return {**before, **answers.columns}


def recalled(answers: Answers, kind: TableKind, header: Sequence[str]) -> Answers:
    """The answers with what was said before of columns with these headers; what is said now goes first."""
    said = {header_key(text) for text in answers.columns}
    taken = {kind.field_of(meaning.field) for meaning in answers.columns.values()}
    columns: dict[str, Meaning] = {}
    values: dict[tuple[str, str], str] = {}
    for text in header:
        key = header_key(text)
        one = answers.memory.get(key)
        if one is None:
            continue
        values |= {(key, word.theirs): word.ours for word in one.words}
        field = kind.field_of(one.field) if one.field else None
        is_known = one.field == "" or (field is not None and field not in taken)
        if one.field is not None and is_known and key not in said:
            columns[text] = Meaning(one.field, one.unit)
            taken.add(field)
    return replace(answers, columns={**columns, **answers.columns}, values={**values, **answers.values})


def recalled_notes(answers: Answers, known: Answers, cells: Mapping[str, Collection[str]]) -> Iterator[str]:
    """What of `known` was not said now but before; `cells` are the cells of each column, by header."""
    for header, meaning in known.columns.items():
        if header not in answers.columns:
            what = ", ".join(filter(None, (meaning.field, meaning.unit))) or "left out"
            yield f'"{clean_line(header)}": {what}, as last time'
    for header, found in cells.items():
        words = dict.fromkeys(clean_line(cell) for cell in found)
        old = [
            f"{word} is {ours}"
            for word in words
            if (ours := known.value(header, word)) is not None and answers.value(header, word) is None
        ]
        if old:
            yield f'"{clean_line(header)}": {some_names(old)}, as last time'


def learned(answers: Answers, kind: TableKind, workspace: Workspace, *, but: str = "") -> Learned:
    """What is to be kept of the answers; `but` is the header of a column of which they hold for one file only."""
    said: dict[str, ColumnMeaning] = {}
    stored = workspace.table(ColumnMeaning).records

    def of(key: str) -> ColumnMeaning:
        identity = fixed_id(f"{kind.name} {key}")
        return said.get(key) or stored.get(identity) or ColumnMeaning(id=identity, table=kind.name, header=key)

    for header, meaning in answers.columns.items():
        key = header_key(header)
        if key and len(key) <= LINE_LIMIT:
            said[key] = of(key).changed(field=meaning.field, unit=meaning.unit)
    for (key, theirs), ours in answers.values.items():
        is_short = max(map(len, (key, theirs, ours))) <= LINE_LIMIT
        if is_short and theirs not in _OF_THIS_FILE and key not in ("", header_key(but)):
            one = of(key)
            words = {word.theirs: word for word in one.words} | {theirs: WordMeaning(theirs=theirs, ours=ours)}
            said[key] = one.changed(words=tuple(words.values()))
    pairs = ((stored.get(one.id), one) for one in said.values())
    return tuple(pair for pair in pairs if pair[0] != pair[1])
