"""Sets of aspects as files, so that a team shares its definitions: CSV, TOML or JSON, by the ending of the name.

Each aspect keeps its id in them, so that evaluations stay comparable after it is renamed.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import new_id
from csm_tui.domain.records.person.personal_evaluation import Aspect
from csm_tui.domain.text import clean_line, fold
from csm_tui.exchange.exports import Export
from csm_tui.exchange.reading.book import TABLE_SUFFIXES, read_book
from csm_tui.exchange.reading.table import table_in
from csm_tui.exchange.tables import FileRefused, from_csv_text, write_csv
from csm_tui.planning.personal.aspects import FEWEST, MOST

_HEADERS = {"name": "Aspect", "definition": "Definition", "id": "Id"}
_SYNONYMS = {"aspect": "name", "name": "name", "definition": "definition", "meaning": "definition", "id": "id"}
_LIST = "aspects"
"""The member with the list of aspects in a TOML or JSON file."""


class _Line(NamedTuple):
    """An aspect as it stands in a file: where, and its texts by field."""

    place: str
    texts: Mapping[str, str]


def write_aspects(aspects: Iterable[Aspect]) -> Mapping[str, str]:
    """The set as text, by the ending of such a file; the usual format comes first."""
    import tomlkit  # only this format needs it

    rows = [{name: str(getattr(one, name)) for name in _HEADERS} for one in aspects]
    return {
        ".csv": write_csv(_HEADERS.values(), [[*row.values()] for row in rows]),
        ".toml": tomlkit.dumps({_LIST: rows}),
        ".json": json.dumps({_LIST: rows}, indent=2, ensure_ascii=False) + "\n",
    }


def aspects_export(aspects: Sequence[Aspect]) -> Export:
    """The set as a file."""
    return Export("aspects", write_aspects(aspects), {"aspects": len(aspects)})


def read_aspects(data: bytes, suffix: str, known: Sequence[Aspect]) -> tuple[Aspect, ...]:
    """The aspects in a file whose name has that ending, in order.

    An aspect without an id is the known one of that name, those in use first, or else a new one. What the file does
    not say of a known one, such as its definition where there is no such column, stays as it is.

    Raises:
        FileRefused: it is no such file, has fewer than 3 or more than 12 aspects, or bad lines, which are named.
    """
    read = _READERS.get(suffix.lower()) or (_csv_lines if suffix.lower() in TABLE_SUFFIXES else None)
    if read is None:
        *others, last = _READERS
        raise FileRefused(f"the name of a file of aspects ends in {', '.join(others)} or {last}")
    lines = [*read(data)]
    if not FEWEST <= len(lines) <= MOST:
        raise FileRefused(f"it has {len(lines):,} aspects: a set has {FEWEST} to {MOST}")
    return _Reading(known).read(lines)


def aspect_field_of(header: str) -> str | None:
    """The field that a header means, None if none."""
    return _SYNONYMS.get(fold(clean_line(from_csv_text(header))))


def _csv_lines(data: bytes) -> Iterator[_Line]:
    table = table_in(read_book(data), aspect_field_of, "name")
    fields = {at: aspect_field_of(text) for at, text in enumerate(table.header)}
    if "name" not in fields.values():
        raise FileRefused(f'no column has the header "{_HEADERS["name"]}"')
    twice = next((field for field, times in Counter(filter(None, fields.values())).items() if times > 1), None)
    if twice is not None:
        raise FileRefused(f'several columns are headed "{_HEADERS[twice]}" or mean the same')
    for row in table.rows:
        cells = enumerate(map(from_csv_text, row.cells))
        yield _Line(f"row {row.number}", {field: cell for at, cell in cells if (field := fields.get(at))})


def _toml_lines(data: bytes) -> Iterator[_Line]:
    return _listed(_parsed("TOML", tomllib.loads, data))


def _json_lines(data: bytes) -> Iterator[_Line]:
    return _listed(_parsed("JSON", json.loads, data))


def _parsed(name: str, parse: Callable[[str], Any], data: bytes) -> Any:
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FileRefused(f"it is no {name}: it is not UTF-8 text") from None
    except RecursionError:
        raise FileRefused(f"it is no {name} of aspects: its lists lie too deep in each other") from None
    except ValueError as error:  # what is not well formed, and numbers with thousands of digits
        raise FileRefused(f"it is no {name}: {clean_line(str(error))}") from None


def _listed(document: Any) -> Iterator[_Line]:
    found = document.get(_LIST) if isinstance(document, dict) else None
    if not isinstance(found, list):
        raise FileRefused(f'it has no list "{_LIST}"')
    return (_line(number, one) for number, one in enumerate(found, 1))


def _line(number: int, found: Any) -> _Line:
    texts = {} if not isinstance(found, dict) else {name: text for name in _HEADERS if (text := found.get(name))}
    wrong = [name for name, text in texts.items() if not isinstance(text, str)]
    if wrong:
        raise FileRefused(f"aspect {number}: {wrong[0]} is no text")
    return _Line(f"aspect {number}", texts)


_READERS: Mapping[str, Callable[[bytes], Iterator[_Line]]] = {
    ".csv": _csv_lines,
    ".toml": _toml_lines,
    ".json": _json_lines,
}


class _Reading:
    """The lines of a file on their way into aspects."""

    def __init__(self, known: Sequence[Aspect]) -> None:
        self._known = {one.id: one for one in known}
        by_use = sorted(known, key=lambda one: not one.retired)
        self._named = {fold(one.name): one for one in reversed(by_use)}
        self._taken: dict[tuple[str, str], str] = {}
        """Where each name, folded, and each id stands."""
        self._problems: list[str] = []

    def read(self, lines: Iterable[_Line]) -> tuple[Aspect, ...]:
        aspects = [self._aspect(place, line) for place, line in enumerate(lines)]
        if self._problems:
            raise FileRefused("; ".join(self._problems))
        return tuple(one for one in aspects if one is not None)

    def _aspect(self, place: int, line: _Line) -> Aspect | None:
        try:
            identity = self._identity(line)
            known = self._known.get(identity)
            values = {"name": "", **line.texts, "id": identity, "place": place, "retired": False}
            aspect = Aspect.model_validate(values) if known is None else known.changed(**values)
            self._refuse_second(aspect, line)
            return aspect
        except ValidationError as error:
            self._problems += [f"{line.place}: {name}: {said}" for name, said in explain(Aspect, error).items()]
        except ValueError as error:
            self._problems.append(f"{line.place}: {error}")
        return None

    def _identity(self, line: _Line) -> str:
        """The id of the aspect that a line is about. Raises ValueError for what is no id."""
        typed = clean_line(line.texts.get("id", ""))
        if not typed:
            found = self._named.get(fold(clean_line(line.texts.get("name", ""))))
            return new_id() if found is None else found.id
        try:
            return str(UUID(typed))
        except ValueError:
            raise ValueError(f"{typed[:40]!r} is no id; leave it empty for a new aspect") from None

    def _refuse_second(self, aspect: Aspect, line: _Line) -> None:
        keys = ("name", fold(aspect.name)), ("id", aspect.id)
        for key in keys:
            if key in self._taken:
                raise ValueError(f"the same {key[0]} as in {self._taken[key]}")
        self._taken |= dict.fromkeys(keys, line.place)
