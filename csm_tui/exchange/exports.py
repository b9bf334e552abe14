"""Exports, from the app and from the shell: their names, formats and contents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from csm_tui.domain.record import field_label
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.exchange.calendar.plan_export import DayWork, Deadline, calendar_of, event_title
from csm_tui.exchange.plan.plan_table import plan_csv
from csm_tui.exchange.tables import write_csv
from csm_tui.planning.columns import ColumnKind, ColumnSpec
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.portfolio.columns import SPECS
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.schedule.timetable import Timetable

INTERNAL = "Internal: for our own company only, not for the customer."
"""What stands at the top of an export that is never the customer's."""

_MARK = "\ufeff"
_FORMATS = frozenset({".csv", ".html", ".ics", ".json", ".md", ".ods", ".pptx", ".toml", ".tsv", ".xlsx"})
"""Suffixes that promise a format; any other one, such as .txt, promises none."""

_NOUNS = {
    "clients": ("client", "clients"),
    "activities": ("activity", "activities"),
    "work": ("day of work", "days of work"),
    "deadlines": ("deadline", "deadlines"),
    "evaluations": ("evaluation", "evaluations"),
    "entries": ("entry", "entries"),
    "lines": ("line", "lines"),
    "sections": ("section", "sections"),
    "matrices": ("matrix", "matrices"),
    "prompts": ("prompt", "prompts"),
    "fields": ("field", "fields"),
    "aspects": ("aspect", "aspects"),
    "roadmaps": ("roadmap", "roadmaps"),
    "personal_evaluations": ("personal evaluation", "personal evaluations"),
    "rows": ("row", "rows"),
    "bytes": ("byte", "bytes"),
}
"""What is counted in such a file, for one and for several."""


_COUNTED = (ColumnKind.YEARS, ColumnKind.MONTHS)
"""Kinds of columns that are counted from a date, and so are other figures on another day."""


def _column(spec: ColumnSpec[Row]) -> tuple[str, Callable[[Row], Any]]:
    """The header and the value of a column in a file, which says the same on any day."""
    if spec.kind in _COUNTED:
        return field_label(Client, spec.typed), lambda row: getattr(row.client, spec.typed)
    return spec.title, spec.exported


def _columns() -> Iterator[tuple[str, Callable[[Row], Any]]]:
    for spec in SPECS:
        if not spec.computed:
            yield _column(spec)
        if spec.key == "sentiment":
            yield "Sentiment why", lambda row: "" if (one := row.client.sentiment) is None else one.why


_TYPED = dict(_columns())


def typed_columns() -> Mapping[str, Callable[[Row], Any]]:
    """The columns for spreadsheets by header: all except those derived from other records."""
    return _TYPED


@dataclass(frozen=True)
class Export:
    """An export. `what` begins the names of its files; `counts` says how many records of each kind are in it.

    `texts` holds its text in each format by the suffix of such files, the usual one first. `made` are formats that are
    no text, or take a while: each is made when a file of it is written. `shorter` are exports of less, by what is left
    out of them.
    """

    what: str
    texts: Mapping[str, str]
    counts: Mapping[str, int]
    made: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    shorter: Mapping[str, Callable[[], "Export"]] = field(default_factory=dict)

    @property
    def for_excel(self) -> "Export":
        """The same with a byte order mark before its CSV, without which Excel reads letters such as é as others."""
        texts = {
            suffix: f"{_MARK}{text.removeprefix(_MARK)}" if suffix == ".csv" else text
            for suffix, text in self.texts.items()
        }
        return replace(self, texts=texts)

    def file_name(self, day: date) -> str:
        """A file name that contains the day."""
        return f"{self.what}-{day.isoformat()}{next(iter((*self.texts, *self.made)))}"

    @property
    def text(self) -> str:
        """The text in the usual format; "" if there are only formats that are no text."""
        return next(iter(self.texts.values()), "")

    @property
    def is_text(self) -> bool:
        """Whether the usual format is text."""
        return bool(self.texts)

    @property
    def data(self) -> bytes:
        """What a file in the usual format holds."""
        return self.text.encode() if self.is_text else next(iter(self.made.values()))()

    def data_for(self, path: Path) -> bytes:
        """What a file is to hold: if there are several formats, the suffix of its name says which one.

        Raises:
            ValueError: the suffix is that of none; where there is one format only, it is that of another one.
        """
        suffix = path.suffix.lower()
        if suffix in self.made:
            return self.made[suffix]()
        if len(self.texts) == 1 and not self.made and suffix not in _FORMATS - self.texts.keys():
            return self.text.encode()
        if suffix not in self.texts:
            raise ValueError(f"the name must end in {self.endings}")
        return self.texts[suffix].encode()

    @property
    def endings(self) -> str:
        """The suffixes in words: .md, .csv or .json."""
        *others, last = *self.texts, *self.made
        return f"{', '.join(others)} or {last}" if others else last

    @property
    def said(self) -> str:
        """Its content in words: 12 days of work, 1 deadline."""
        return ", ".join(f"{count} {_NOUNS[what][count != 1]}" for what, count in self.counts.items())


def portfolio_export(rows: Iterable[Row]) -> Export:
    """Clients in their order as CSV, which `import portfolio` reads back."""
    chosen = [*rows]
    body = [[value(row) for value in _TYPED.values()] for row in chosen]
    return Export("portfolio", {".csv": write_csv(_TYPED, body)}, {"clients": len(chosen)})


def plan_export(plan: Plan) -> Export:
    """The plan of a quarter as CSV, which `import plan` reads back."""
    return Export("plan", {".csv": plan_csv(plan)}, {"activities": len(plan.activities)})


def calendar_export(plan: Plan, table: Timetable, first: date, last: date, stamp: datetime, begin: int) -> Export:
    """The work from one day to another, both included, and the deadlines on these days, as an iCalendar."""
    to_do = [one for one in table.blocks if not one.spent and first <= one.day <= last]
    work = [_work(one.activity, plan, one.day, one.hours) for one in to_do]
    due = [
        Deadline(day, one.id, event_title(one))
        for one in plan.activities
        if one.open and first <= (day := plan.deadline(one)) <= last
    ]
    text = calendar_of(work, due, stamp, begin).decode()
    return Export("calendar", {".ics": text}, {"work": len(work), "deadlines": len(due)})


def _work(one: Activity, plan: Plan, day: date, hours: float) -> DayWork:
    note = "\n".join(filter(None, (", ".join(plan.client_names(one)), one.description)))
    return DayWork(day, one.id, event_title(one), hours, note)
