"""Which column of a table is which field: by the words for it and by its cells, or as the user says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from csm_tui.domain.text import clean_line, fold, shortened
from csm_tui.domain.values.reading.readers import is_no_data
from csm_tui.exchange.reading.answers import Answers, Choice, Meaning, Question, WrongAnswer, header_key
from csm_tui.exchange.reading.columns.score_column import is_score
from csm_tui.exchange.reading.declaration import CellKind, TableKind
from csm_tui.exchange.reading.memory import meanings_of
from csm_tui.exchange.reading.table import Sense
from csm_tui.exchange.tables import FileRefused, from_csv_text

Distinct = Mapping[str, int]
"""The first row of each distinct cell of a column."""


class WithoutKey(FileRefused):
    """No column holds what names the records; `question` offers each of them for it, `samples` are their first cells
    by their headers."""

    def __init__(self, message: str, question: Question, samples: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(message)
        self.question = question
        self.samples = samples


@dataclass(frozen=True)
class Columns:
    """The columns of a file.

    Attributes:
        fields: The names of fields: the indices of their columns.
        ignored: The headers that are none.
        questions: Where two columns are one field.
        notes: Why columns that sound like a field are none, a line each.
    """

    fields: Mapping[str, int]
    ignored: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()


def sense_of(kind: TableKind, answers: Answers) -> Sense:
    """What a header of such a table means, for finding the headers; what the user says goes first."""
    said = {fold(clean_line(header)): meaning.field for header, meaning in meanings_of(answers).items()}

    def sense(header: str) -> str | None:
        ours = said.get(fold(clean_line(header))) if said and len(header) < 1000 else None
        return kind.field_of(header) if ours is None else kind.field_of(ours)

    return sense


def refuse_strange_words(answers: Answers, header: Sequence[str], but: str = "") -> None:
    """Refuse what is said of words in columns that there are not; `but` is the name of one that may be missing.

    Raises:
        WrongAnswer: there is no column of that header.
    """
    known = {header_key(text) for text in (*header, but)}
    strange = next((key for key, _ in answers.values if key not in known), None)
    if strange is not None:
        raise WrongAnswer(f"--value: the file has no header {_shown(strange)}; it has {_listed(header)}")


def named_columns(kind: TableKind, header: Sequence[str], answers: Answers) -> dict[int, str]:
    """The fields that columns are by their headers alone, by index; what the user says goes first.

    Raises:
        WrongAnswer: an answer names a header or field that there is not, or one field twice.
    """
    mapped = _mapped(kind, header, answers.columns)
    chosen = _chosen_fields(kind, header, mapped)
    named = {index: field for field, index in chosen.items()}
    for index, text in enumerate(header):
        field = None if index in mapped else kind.field_of(text)
        if field is not None and field not in chosen:
            named[index] = field
    return named


def match_headers(kind: TableKind, header: Sequence[str], answers: Answers, cells: Mapping[int, Distinct]) -> Columns:
    """The columns of a file by their headers. What the user says of them goes first; `cells` are their first ones.

    Raises:
        WrongAnswer: an answer names a header or field that there is not, or one field twice.
        FileRefused: two columns mean the same field, or none is the key.
    """
    named = named_columns(kind, header, answers)
    found = match_columns(kind, header, answers, named, cells)
    for question in found.questions:
        options = " or ".join(choice.option for choice in question.choices)
        raise FileRefused(f"{question.why}: say {options}")
    return found


def match_columns(
    kind: TableKind, header: Sequence[str], answers: Answers, named: Mapping[int, str], cells: Mapping[int, Distinct]
) -> Columns:
    """The columns of a file, of those that `named_columns` gave. A column whose cells are no scores is none of scores.

    Raises:
        FileRefused: two columns have the same header and mean the same field.
        WithoutKey: none is the key.
    """
    mapped = _mapped(kind, header, answers.columns)
    unfit = {index: _unfit(kind, header[index], field, cells[index]) for index, field in named.items()}
    fields: dict[str, int] = {}
    questions: list[Question] = []
    for index, field in named.items():
        if unfit[index] and index not in mapped:
            continue
        if field not in fields:
            fields[field] = index
        else:
            questions.append(_twice(kind, header[fields[field]], header[index], field))
    if kind.key not in fields:
        raise _without_key(kind, header, cells)
    ignored = [text for index, text in enumerate(header) if index not in fields.values() and index not in mapped]
    notes = [why for index, why in unfit.items() if why and index not in mapped]
    return Columns(fields, tuple(filter(None, map(clean_line, ignored))), tuple(questions), tuple(notes))


def _unfit(kind: TableKind, header: str, field: str, cells: Distinct) -> str:
    """Why a column is not what its header sounds like; "" if it is."""
    if kind.by_name[field].cells is not CellKind.SCORE:
        return ""
    filled = [cell for cell in cells if not is_no_data(cell)]
    if not filled or any(map(is_score, filled)):
        return ""
    option = Choice("", "map", f"{clean_line(header)}={kind.by_name[field].word}").option
    return (
        f"column {_shown(header)} is left out: none of its cells is a score, such as {_shown(filled[0])}; "
        f"take it all the same with {option}"
    )


def _mapped(kind: TableKind, header: Sequence[str], said: Mapping[str, Meaning]) -> dict[int, str | None]:
    """The index of each column of which the user said something and its field, None to leave it out."""
    mapped: dict[int, str | None] = {}
    for theirs, meaning in said.items():
        indices = _indices(header, theirs)
        if not indices:
            raise WrongAnswer(f"the file has no header {_shown(theirs)}; it has {_listed(header)}")
        field = kind.field_of(meaning.field) if meaning.field else None
        if field is None and meaning.field:
            names = ", ".join(one.word for one in kind.fields)
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
            _refuse_alike(one, other)
            raise WrongAnswer(f"{_shown(one)} and {_shown(other)} are both mapped to {kind.by_name[field].word}")
        chosen[field] = index
    return chosen


def _refuse_alike(one: str, other: str) -> None:
    if fold(clean_line(one)) == fold(clean_line(other)):
        raise FileRefused(f"two columns have the header {_shown(one)}: rename one of them in the file")


def _twice(kind: TableKind, one: str, other: str, field: str) -> Question:
    _refuse_alike(one, other)
    word = kind.by_name[field].word
    choices = [Choice(f"{word} is {_shown(text)}", "map", f"{clean_line(text)}={word}") for text in (one, other)]
    choices += [Choice(f"leave {_shown(text)} out", "map", f"{clean_line(text)}=-") for text in (one, other)]
    why = f"the columns {_shown(one)} and {_shown(other)} both mean {word}"
    return Question(other, field, why, (), tuple(choices))


def _without_key(kind: TableKind, header: Sequence[str], cells: Mapping[int, Distinct]) -> WithoutKey:
    word = kind.by_name[kind.key].word
    choices = tuple(_as_key(word, header))
    example = choices[0].option if choices else f'--map "Header={word}"'
    message = (
        f'there is no column "{word.capitalize()}"; the headers are {_listed(header)}. '
        f"Name it so, or say which it is, as in {example}"
    )
    samples = {clean_line(text): tuple(cells.get(at, ()))[:3] for at, text in enumerate(header) if clean_line(text)}
    return WithoutKey(message, Question("", kind.key, f"no column holds the {word}", (), choices), samples)


def _as_key(word: str, header: Sequence[str]) -> Iterator[Choice]:
    for text in header:
        if clean_line(text):
            yield Choice(clean_line(text), "map", f"{clean_line(text)}={word}")


def _listed(header: Sequence[str]) -> str:
    shown = [_shown(text) for text in header if clean_line(text)]
    return ", ".join(shown[:15]) + (f" and {len(shown) - 15} more" if len(shown) > 15 else "")


def _shown(text: str) -> str:
    return f'"{shortened(from_csv_text(text), 60)}"'
