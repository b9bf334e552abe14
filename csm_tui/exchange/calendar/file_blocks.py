"""A calendar file cut into its components, each of which can be read by itself, whatever is wrong with the others."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from csm_tui.domain.text import clean_line
from csm_tui.exchange.tables import FileRefused

_FOLD = re.compile(r"(?:\r\n|\n|\r)[ \t]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_EDGE = re.compile(r"\s*(BEGIN|END)\s*:\s*([\w-]+)\s*", re.IGNORECASE)
_NAME = re.compile(r"\s*([\w-]+)")
_CALENDAR, _ZONE = "VCALENDAR", "VTIMEZONE"
_NEVER_INSIDE = {"VEVENT", "VFREEBUSY", "VTODO", "VJOURNAL", _ZONE}
"""Components that stand in no other one: where one begins, the end of the one before it was forgotten."""

_NO_CALENDAR = "it is no calendar file, or it is damaged; export it as .ics once more"


@dataclass(frozen=True)
class Head:
    """The properties of a calendar itself, by name in upper case; of equal ones the last."""

    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Component:
    """A component of a calendar: its kind, such as VEVENT, and its own lines, unfolded.

    `whole` is whether its end was found.
    """

    kind: str
    head: Head
    lines: tuple[str, ...]
    whole: bool

    @cached_property
    def named(self) -> dict[str, list[str]]:
        """Its lines by the name of their property in upper case."""
        found: dict[str, list[str]] = {}
        for line in self.lines:
            if name := _NAME.match(line):
                found.setdefault(name[1].upper(), []).append(line)
        return found

    def value(self, name: str) -> str:
        """The text of a property as it stands in the file, "" if there is none."""
        return value_of(self.named[name][0]) if name in self.named else ""

    @property
    def text(self) -> str:
        """The component as a text of its own."""
        return "\r\n".join((f"BEGIN:{self.kind}", *self.lines, f"END:{self.kind}", ""))


def value_of(line: str) -> str:
    """What stands behind the first colon that is not in quotes."""
    quoted = False
    for place, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[place + 1 :]
    return ""


def blocks_of(data: bytes) -> list[Component]:
    """The components of all calendars in a file.

    Raises:
        FileRefused: there is no calendar in it.
    """
    lines = [line for line in _LINE_END.split(_FOLD.sub("", _decoded(data))) if line.strip()]
    first = _EDGE.fullmatch(lines[0]) if lines else None
    if first is None or first[1].upper() != "BEGIN":
        raise FileRefused(_NO_CALENDAR)
    if first[2].upper() != _CALENDAR:
        raise FileRefused(f"it is no calendar but a {clean_line(first[2].upper())}")
    cutter = _Cutter()
    for line in lines:
        cutter.take(line)
    cutter.close(whole=False)
    if not cutter.ended and not any(one.whole for one in cutter.found):
        raise FileRefused("there is no calendar in it, or it breaks off in the middle")
    return cutter.found


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = data.decode(encoding, "replace")
    if "\0" in text:
        raise FileRefused(_NO_CALENDAR)
    return text


class _Cutter:
    """Takes the lines of a file one by one. What lies inside of a component is a part of a time zone, or a reminder,
    which takes no time."""

    def __init__(self) -> None:
        self.found: list[Component] = []
        self.ended = False
        """Whether the end of a calendar was seen."""
        self._head = Head()
        self._kind = ""
        self._lines: list[str] = []
        self._inner: list[str] = []

    def take(self, line: str) -> None:
        edge = _EDGE.fullmatch(line)
        if edge is None:
            self._keep(line)
        elif edge[1].upper() == "BEGIN":
            self._begin(edge[2].upper(), line)
        else:
            self._end(edge[2].upper(), line)

    def close(self, *, whole: bool) -> None:
        """End the component that is open, if there is one."""
        if self._kind:
            self.found.append(Component(self._kind, self._head, tuple(self._lines), whole))
        self._kind, self._lines, self._inner = "", [], []

    def _keep(self, line: str) -> None:
        if not self._kind:
            if name := _NAME.match(line):
                self._head.properties[name[1].upper()] = value_of(line)
        elif not self._inner or self._kind == _ZONE:
            self._lines.append(line)

    def _begin(self, kind: str, line: str) -> None:
        if kind == _CALENDAR:
            self.close(whole=False)
            self._head = Head()
        elif not self._kind or kind in _NEVER_INSIDE:
            self.close(whole=False)
            self._kind = kind
        else:
            self._inner.append(kind)
            self._keep(line)

    def _end(self, kind: str, line: str) -> None:
        if self._inner and self._inner[-1] == kind:
            self._keep(line)
            self._inner.pop()
        elif kind == self._kind:
            self.close(whole=not self._inner)
        elif kind == _CALENDAR:
            self.close(whole=False)
            self.ended = True
