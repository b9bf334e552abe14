"""Which column of a table is which field: by the words for it, or as the user says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csm_tui.domain.values.text import clean_line, fold
from csm_tui.exchange.reading.answers import Answers, Meaning, WrongAnswer
from csm_tui.exchange.reading.declaration import TableKind
from csm_tui.exchange.reading.table import Sense
from csm_tui.exchange.tables import FileRefused


@dataclass(frozen=True)
class Columns:
    """`fields` maps the names of fields to the indices of their columns, `ignored` names the headers that are none."""

    fields: Mapping[str, int]
    ignored: tuple[str, ...]


def sense_of(kind: TableKind, answers: Answers) -> Sense:
    """What a header of such a table means, for finding the headers; what the user says goes first."""
    said = {fold(clean_line(header)): meaning.field for header, meaning in answers.columns.items()}

    def sense(header: str) -> str | None:
        ours = said.get(fold(clean_line(header))) if said and len(header) < 1000 else None
        return kind.field_of(header) if ours is None else kind.field_of(ours)

    return sense


def match_headers(kind: TableKind, header: Sequence[str], answers: Answers) -> Columns:
    """The columns of a file. What the user says of them goes first.

    Raises:
        WrongAnswer: an answer names a header or field that there is not, or one field twice.
        FileRefused: two columns mean the same field, or none is the key.
    """
    mapped = _mapped(kind, header, answers.columns)
    chosen = _chosen_fields(kind, header, mapped)
    fields = dict(chosen)
    ignored = []
    for index, text in enumerate(header):
        if index in mapped:
            continue
        field = kind.field_of(text)
        if field is None or field in chosen:
            ignored.append(text)
        elif field in fields:
            raise FileRefused(_twice(kind, header[fields[field]], text, field))
        else:
            fields[field] = index
    if kind.key not in fields:
        raise FileRefused(_without_key(kind, header))
    return Columns(fields, tuple(filter(None, map(clean_line, ignored))))


def _mapped(kind: TableKind, header: Sequence[str], said: Mapping[str, Meaning]) -> dict[int, str | None]:
    """The index of each column of which the user said something and its field, None to leave it out."""
    mapped: dict[int, str | None] = {}
    for theirs, meaning in said.items():
        indices = _indices(header, theirs)
        if not indices:
            raise WrongAnswer(f"the file has no header {_shown(theirs)}; it has {_listed(header)}")
        if meaning.unit:
            raise WrongAnswer(f"{_shown(theirs)} comes in no other units: {_shown(meaning.unit)} is none")
        field = kind.field_of(meaning.field) if meaning.field else None
        if field is None and meaning.field:
            names = ", ".join(field.word for field in kind.fields)
            raise WrongAnswer(f"there is no field {_shown(meaning.field)}; there are {names}, and - to ignore a column")
        mapped.update(dict.fromkeys(indices, field))
    return mapped


def _indices(header: Sequence[str], theirs: str) -> list[int]:
    """The columns of that header; those that are so but for case and spaces if none is exactly so."""
    exact = [index for index, text in enumerate(header) if text == theirs]
    wanted = fold(clean_line(theirs))
    return exact or [index for index, text in enumerate(header) if wanted and fold(clean_line(text)) == wanted]


def _chosen_fields(kind: TableKind, header: Sequence[str], mapped: Mapping[int, str | None]) -> dict[str, int]:
    chosen: dict[str, int] = {}
    for index, field in mapped.items():
        if field is None:
            continue
        if field in chosen:
            one, other = header[chosen[field]], header[index]
            if _same(one, other):
                raise FileRefused(_twice(kind, one, other, field))
            raise WrongAnswer(f"{_shown(one)} and {_shown(other)} are both mapped to {kind.by_name[field].word}")
        chosen[field] = index
    return chosen


def _same(one: str, other: str) -> bool:
    return fold(clean_line(one)) == fold(clean_line(other))


def _twice(kind: TableKind, one: str, other: str, field: str) -> str:
    word = kind.by_name[field].word
    if _same(one, other):
        return f"two columns have the header {_shown(one)}: rename one of them in the file"
    return (
        f"the columns {_shown(one)} and {_shown(other)} both mean {word}: "
        f'say which one with --map "{_short(one)}={word}", or leave one out with --map "{_short(other)}=-"'
    )


def _without_key(kind: TableKind, header: Sequence[str]) -> str:
    word = kind.by_name[kind.key].word
    first = next((text for text in header if clean_line(text)), "Header")
    return (
        f'there is no column "{word.capitalize()}"; the headers are {_listed(header)}. '
        f'Name it so, or say which it is, as in --map "{_short(first)}={word}"'
    )


def _listed(header: Sequence[str]) -> str:
    shown = [_shown(text) for text in header if clean_line(text)]
    return ", ".join(shown[:15]) + (f" and {len(shown) - 15} more" if len(shown) > 15 else "")


def _short(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= 60 else line[:59] + "\u2026"


def _shown(text: str) -> str:
    return f'"{_short(text)}"'
