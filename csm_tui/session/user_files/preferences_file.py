"""The person's settings in a TOML file, which they may edit by hand as well: what they wrote in it stays."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_tui.domain.preferences import COMMAND_ID, NAMES, Preferences, choices, must_be
from csm_tui.domain.values.keyboard import key_problem
from csm_tui.domain.values.names import did_you_mean
from csm_tui.domain.values.reading.toml_text import decoded, read_toml
from csm_tui.storage.disk.atomic_write import write_atomically
from csm_tui.storage.disk.folders import private_folder
from csm_tui.storage.disk.permissions import write_protected
from csm_tui.storage.disk.reading import read_whole
from csm_tui.storage.errors import NotSaved, ReadOnly, StorageError, quoted

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_SECTIONS = {"theme": "", "signs": "look", "details": "look", "animation": "look", "start": "look"}
_PLACES = {"": "at the top of the file", "look": "in the section [look]"}
_HEAD = re.compile(r"(?:#.*\n)+[ \t]*\r?\n")


class PreferencesFile:
    """A file of preferences: `theme`, a section `[look]`, and `[keys]` with quoted command ids.

    A missing file is one without entries. It is written only by `save`.
    """

    def __init__(self, path: Path, *, keeps: bool = True) -> None:
        """`keeps` is False for a look at the demo: what is changed there holds for that run only."""
        self._path = path
        self._known: Preferences | None = None  # as the file was read or written last
        self.keeps = keeps

    def for_the_demo(self) -> "PreferencesFile":
        """The same preferences, in a file that is not written."""
        return PreferencesFile(self._path, keeps=False)

    def beside(self, name: str) -> Path:
        """The path of another of the person's own files, in the same folder."""
        return self._path.with_name(name)

    def load(self) -> tuple[Preferences, tuple[str, ...]]:
        """The preferences, and what is wrong in the file, a line each; what is wrong has its default.

        Entries that mean nothing to this program are named, and stay in the file: a newer one may have written them.
        Whether there are commands of these ids is for those to know who know the commands.
        """
        name = quoted(self._path)
        try:
            found = read_whole(self._path)
            if found is None:
                return Preferences.usual(), ()
            preferences, problems = _read(_parsed(found[0]))
        except StorageError as error:
            return Preferences.usual(), (f"{error} The usual settings are used.",)
        except ValueError as error:
            return Preferences.usual(), (f"Cannot read {name}: {error}. The usual settings are used.",)
        self._known = preferences
        return preferences, tuple(f"In {name}: {_as_sentence(problem)}" for problem in problems)

    def save(self, preferences: Preferences) -> Preferences:
        """Write what differs from the file as it is now; comments, order and all other entries stay.

        What others changed in it since it was read stays where these preferences did not change it too; they are given
        back with it.

        A default is written only in place of another value. A value that this program does not understand stands for
        its default and stays as long as the preference has that.

        Raises:
            StorageError: the file is no TOML, or cannot be read or written; it stands as it was.
        """
        if not self.keeps:
            return preferences
        if write_protected(self._path):
            raise ReadOnly(f"Not saved. The file {quoted(self._path)} is write-protected.")
        found = read_whole(self._path)
        before = b"" if found is None else found[0]
        try:
            wanted = preferences if self._known is None else _rebased(preferences, self._known, before)
            after = _with(before, wanted)
        except ValueError as error:
            raise NotSaved(f"Not saved to {quoted(self._path)}: {error}.") from error
        if after != before:
            private_folder(self._path.parent)
            write_atomically(self._path, after)
        self._known = wanted
        return wanted


def _as_sentence(problem: str) -> str:
    return problem if problem.endswith("?") else f"{problem}."


def _rebased(wanted: Preferences, known: Preferences, data: bytes) -> Preferences:
    """The preferences with what differs in the file from what is known of it, but for what they change themselves.

    Raises ValueError: the file is no TOML.
    """
    present, _ = _read(_parsed(data))
    fields: dict[str, Any] = {
        name: getattr(present, name) for name in NAMES if getattr(wanted, name) == getattr(known, name)
    }
    keys = dict(wanted.keys)
    for command_id in present.keys | known.keys:
        theirs, base = present.keys.get(command_id), known.keys.get(command_id)
        if theirs == base or wanted.keys.get(command_id) != base:
            continue
        if theirs is None:
            del keys[command_id]
        else:
            keys[command_id] = theirs
    return wanted.changed(**fields, keys=keys)


def _parsed(data: bytes) -> dict[str, Any]:
    """What the file says. Raises ValueError: it is no TOML; the message says where and why."""
    return read_toml(decoded(data))


def _read(entries: dict[str, Any]) -> tuple[Preferences, list[str]]:
    """The preferences among the entries of a file, and what is wrong with the entries that are not used."""
    problems = [f"{name} must be a section, [{name}]" for name in ("look", "keys") if not _is_section(entries, name)]
    fields: dict[str, Any] = {}
    for name in NAMES:
        section = _section(entries, _SECTIONS[name])
        if section.get(name) in choices(name):
            fields[name] = section[name]
        elif name in section:
            label = f"{_SECTIONS[name]}.{name}".lstrip(".")
            problems.append(f"{label} {must_be(name)}; {choices(name)[0]} is used")
    keys: dict[str, str] = {}
    for command_id, text in _section(entries, "keys").items():
        if not COMMAND_ID.fullmatch(command_id):
            problems.append(f"keys.{quoted(command_id)} is not the id of a command")
            continue
        problem = _keys_problem(command_id, text)
        if problem is None:
            keys[command_id] = text
        else:
            problems.append(f"keys.{quoted(command_id)}: {problem}; its usual keys are used")
    if keys:
        fields["keys"] = keys
    problems += [_unknown("", name) for name in entries if name not in (*_names_in(""), "look", "keys")]
    problems += [_unknown("look", name) for name in _section(entries, "look") if name not in _names_in("look")]
    return Preferences.usual().changed(**fields) if fields else Preferences.usual(), problems


def _names_in(section: str) -> list[str]:
    return [name for name in NAMES if _SECTIONS[name] == section]


def _unknown(section: str, name: str) -> str:
    """What is said of an entry that this program does not know, with the one that was probably meant."""
    label = quoted(f"{section}.{name}".lstrip("."))
    if name in NAMES:
        return f"{label} is not read there: it belongs {_PLACES[_SECTIONS[name]]}"
    known = [*_names_in(section), *(() if section else ("look", "keys"))]
    return "; ".join(filter(None, (f"{label} is not known", did_you_mean(name, known))))


def _keys_problem(command_id: str, text: object) -> str | None:
    if isinstance(text, str):
        return key_problem(command_id, text, {})
    if isinstance(text, dict):
        return 'the whole id must be in quotes, such as "portfolio.sort"'
    return 'the keys must be in quotes, such as "s,ctrl+s"'


def _is_section(entries: dict[str, Any], name: str) -> bool:
    return isinstance(entries.get(name, {}), dict)


def _section(entries: dict[str, Any], name: str) -> dict[str, Any]:
    """The entries of a section, those of the whole file for ""; none for what is no section."""
    if not name:
        return entries
    return entries.get(name, {}) if _is_section(entries, name) else {}


class _Edit(NamedTuple):
    section: str
    key: str
    value: str | None
    """None takes the entry out."""


def _edits(present: Preferences, wanted: Preferences) -> Iterator[_Edit]:
    for name in NAMES:
        if getattr(present, name) != getattr(wanted, name):
            yield _Edit(_SECTIONS[name], name, str(getattr(wanted, name)))
    for command_id in present.keys | wanted.keys:
        if present.keys.get(command_id) != wanted.keys.get(command_id):
            yield _Edit("keys", command_id, wanted.keys.get(command_id))


def _with(before: bytes, wanted: Preferences) -> bytes:
    """The file with other preferences. Raises ValueError: that cannot be done; the message says why."""
    entries = _parsed(before)
    edits = list(_edits(_read(entries)[0], wanted))
    if not edits:
        return before
    for section in ("look", "keys"):
        if any(edit.section == section for edit in edits) and not _is_section(entries, section):
            raise ValueError(f"{section} in it must be a section, [{section}]")
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    after = mark + _edited(_with_places(decoded(before), entries, edits), edits).encode()
    if any(_edits(_read(_parsed(after))[0], wanted)):
        raise ValueError("it is laid out in a way that the program cannot change; edit it by hand")
    return after


def _with_places(text: str, entries: dict[str, Any], edits: list[_Edit]) -> str:
    """The file with a place for every edit. Here, since tomlkit would put new entries between a comment and its own."""
    for edit in edits:
        if not edit.section and edit.key not in entries:
            head = _HEAD.match(text)
            place = head.end() if head else 0
            rest = "\n" + text[place:] if text[place:] else ""
            text = f'{text[:place]}{edit.key} = ""\n{rest}'
    if text and not text.endswith("\n"):
        text += "\n"
    for section in ("look", "keys"):
        if section not in entries and any(edit.section == section for edit in edits):
            text += f"\n[{section}]\n" if text else f"[{section}]\n"
    return text


def _edited(text: str, edits: list[_Edit]) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        for edit in edits:
            _apply(document, edit)
        return tomlkit.dumps(document)
    except (TOMLKitError, RecursionError) as error:
        raise ValueError("the program cannot change it; edit it by hand") from error


def _apply(document: "TOMLDocument", edit: _Edit) -> None:
    from tomlkit.items import Table

    section: Any = document[edit.section] if edit.section else document
    if edit.value is None:
        del section[edit.key]
    elif edit.key in section or not isinstance(section, Table):
        section[edit.key] = edit.value
    else:
        body = section.value.body
        size = next((size for size in range(len(body), 0, -1) if body[size - 1][0] is not None), 0)
        below = body[size:]  # a comment at the end mostly belongs to the next section
        del body[size:]
        section[edit.key] = edit.value
        body.extend(below)
