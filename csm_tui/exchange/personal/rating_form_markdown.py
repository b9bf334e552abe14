"""The form as Markdown: a heading for each aspect, with a line for its rating and a place for a note."""

import re

from csm_tui.domain.text import clean, clean_line
from csm_tui.exchange.markdown import block, inline, plain
from csm_tui.exchange.personal.rating_form import (
    KEEP,
    RATER,
    FilledForm,
    RatedLine,
    RaterForm,
    find_marker,
    named_rater,
)
from csm_tui.exchange.reading.text_grid import decoded_text
from csm_tui.planning.personal.aspects import letter

_HEADING = re.compile(r"\s{0,3}#{2,6}\s+(.*)")
_RATING = re.compile(r"[\W_]*rating\s*(?:\(0\s*\S\s*10\))?[*_\s]*:?[*_]*\s*(.*)", re.IGNORECASE)
_NOTE = re.compile(r"[\W_]*note[*_\s]*:[*_]*\s*(.*)", re.IGNORECASE)
_RATER = re.compile(rf"[\W_]*{RATER}[*_\s]*:[*_]*\s*(.*)", re.IGNORECASE)
_ID = re.compile(r"\s*<!--\s*aspect\s+(\S+)\s*-->\s*", re.IGNORECASE)
_END = re.compile(rf"([\s>*_`]*){KEEP}")
_RULE = re.compile(r"\s*([-*_])(?:\s*\1){2,}\s*")


def form_markdown(form: RaterForm) -> str:
    """The form as Markdown."""
    lines = [f"# {inline(form.title)}", "", inline(form.greeting), "", inline(form.how_to), ""]
    lines += [f"- {name}: {inline(text)}" for name, text in form.heads]
    for place, one in enumerate(form.aspects):
        lines += ["", f"## {letter(place)}. {inline(one.name)}"]
        if one.definition:
            lines += ["", *(f"> {line}".rstrip() for line in block(one.definition).split("\n"))]
        lines += ["", "Rating (0-10):", "", "Note:", "", f"<!-- aspect {one.id} -->"]
    return "\n".join((*lines, "", "---", "", f"{KEEP}: {', '.join(form.marker)}", ""))


def read_form_markdown(data: bytes) -> FilledForm:
    """The form that came back, whatever the order of its aspects.

    Raises:
        FileRefused: it is no such form.
    """
    text = clean(decoded_text(data))
    marker = find_marker(text)
    head, sections = _sections(_body(text.split("\n")))
    rater = next((match[1] for line in head if (match := _RATER.fullmatch(line))), "")
    lines = tuple(one.answer() for one in sections)
    return FilledForm(marker.form, marker.evaluation, named_rater(marker, plain(rater)), marker.relation, "line", lines)


def _body(lines: list[str]) -> list[str]:
    """The lines above the one by which the answer finds its place, and above the rule over it.

    Where that one is quoted, as in an answer to a mail, so are they: as many signs of quoting are taken away.
    """
    ends = [(place, match[1].count(">")) for place, line in enumerate(lines) if (match := _END.match(line))]
    end, depth = ends[-1] if ends else (len(lines), 0)
    kept = [re.sub(rf"^(?:> ?){{,{depth}}}", "", line) for line in lines[:end]]
    while kept and (not kept[-1].strip() or _RULE.fullmatch(kept[-1])):
        kept.pop()
    return kept


def _sections(lines: list[str]) -> "tuple[list[str], list[_Section]]":
    """The lines above the first aspect, and the aspects."""
    head: list[str] = []
    sections: list[_Section] = []
    for number, line in enumerate(lines, 1):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            sections.append(_Section(number, clean_line(plain(heading[1]))))
        elif sections:
            sections[-1].take(number, line)
        else:
            head.append(line)
    return head, sections


class _Section:
    """What stands below the heading of an aspect: its definition, the rating, the note, and at last its id."""

    def __init__(self, number: int, name: str) -> None:
        self._number = number
        self._name = name
        self._aspect = ""
        self._rating: str | None = None
        self._note: list[str] = []
        self._is_noted = False

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        if match := _ID.fullmatch(line):
            self._aspect = match[1].lower()
        elif self._is_noted:
            self._note.append(line)
        elif match := _NOTE.fullmatch(line):
            self._is_noted = True
            self._note.append(match[1])
        elif self._rating is None:
            if match := _RATING.fullmatch(line):
                self._rating, self._number = match[1], number
        elif line.strip() and not self._rating.strip():  # the rating stands below its line
            self._rating, self._number = line, number
        else:
            self._note.append(line)

    def answer(self) -> RatedLine:
        return RatedLine(self._number, self._aspect, self._name, self._rating, "\n".join(self._note).strip())
