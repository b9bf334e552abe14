"""The table of a plan: its fields and the words for them in headers, ours and those of other tools."""

from collections.abc import Callable
from enum import StrEnum

from csm_tui.domain.records.activity import ActivityStatus, Category
from csm_tui.exchange.plan.words import read_activity_status, read_category
from csm_tui.exchange.reading.declaration import CellKind, TableField, TableKind

HEADERS = (
    "Reference", "Client", "Description", "Purpose", "Results", "Measurement", "Duration", "Deadline", "Dependencies",
    "Notes", "Category", "Earliest start", "Status", "Play",
)  # fmt: skip
"""The ten columns of the template, then the optional ones."""

_WORDS: dict[str, tuple[str, ...]] = {
    "reference": ("reference", "ref", "issue key", "key", "id", "no", "nr", "number", "#"),
    "clients": (
        "client", "clients", "client name", "customer", "customers", "customer name", "account", "accounts",
        "account name", "company", "for whom",
    ),
    "description": (
        "description", "activity", "task name", "task", "title", "summary", "subject", "name", "content", "action",
        "action item", "to do", "work item", "what",
    ),
    "purpose": ("purpose", "why", "goal", "objective", "challenge", "reason"),
    "results": (
        "results", "result", "intended results", "intended result", "expected results", "expected result", "outcome",
        "outcomes", "intended outcome", "expected outcome", "expected outcomes", "deliverable", "deliverables",
    ),
    "measurement": (
        "measurement", "measure", "measured by", "kpi", "kpis", "metric", "metrics", "success criteria",
        "success criterion", "success measure", "acceptance criteria",
    ),
    "hours": (
        "duration", "work", "hours", "duration hours", "duration h", "effort", "effort hours", "estimate",
        "estimated hours", "estimated time", "estimated effort", "estimated duration", "planned hours",
        "planned effort", "time estimate", "original estimate", "duration days", "duration in days", "days",
        "effort days", "duration minutes", "duration in minutes", "minutes", "duration seconds",
        "duration in seconds", "time estimate seconds", "original estimate seconds",
    ),
    "deadline": (
        "deadline", "due date", "due", "due on", "due by", "by", "by when", "accomplished by", "to be accomplished by",
        "complete by", "target date", "finish", "finish date", "end", "end date", "date",
    ),
    "dependencies": (
        "dependencies", "dependency", "depends on", "after", "predecessors", "predecessor", "blocked by",
        "is blocked by", "waits for", "prerequisites",
    ),
    "notes": ("notes", "note", "comments", "comment", "remarks", "remark", "details"),
    "category": ("category",),
    "earliest": (
        "earliest start", "earliest", "start", "start date", "start on", "starts", "not before", "begin",
        "planned start",
    ),
    "status": ("status", "state"),
    "play": ("play",),
    "progress": (
        "progress", "complete", "percent complete", "done", "completion", "completed", "completed at", "completed date",
        "completed on", "date completed", "resolved",
    ),
    "external_id": (
        "task id", "external id", "issue id", "unique id", "uid", "gid", "guid", "item id", "record id",
    ),
    "parent": ("part of", "parent task", "parent", "parent id"),
    "unit": ("duration unit", "estimate unit"),
}  # fmt: skip

_CELLS = {"hours": CellKind.DURATION, "deadline": CellKind.DAY, "earliest": CellKind.DAY}
_CHOICES: dict[str, tuple[type[StrEnum], Callable[[str], str]]] = {
    "category": (Category, read_category),
    "status": (ActivityStatus, read_activity_status),
}


def _field(name: str, synonyms: tuple[str, ...]) -> TableField:
    if name in _CHOICES:
        words, read = _CHOICES[name]
        return TableField(name, synonyms, CellKind.CHOICE, tuple(words), read)
    return TableField(name, synonyms, _CELLS.get(name, CellKind.TEXT))


PLAN = TableKind(
    "plan",
    "activity",
    "reference",
    tuple(_field(name, words) for name, words in _WORDS.items()),
)
"""A spreadsheet of activities, or the export of a tool for tasks. Where several columns mean one field, the word that
stands first here goes first, but for those that give way."""

GIVE_WAY = frozenset({"description", "duration"})
"""Words that other tools use for something else where they have another word of the same field: for notes to a task,
and for the days from its start to its end."""

FIELDS = (
    "reference", "clients", "description", "purpose", "results", "measurement", "hours", "deadline", "dependencies",
    "notes", "category", "earliest", "status", "play",
)  # fmt: skip
"""The fields of HEADERS."""

PERHAPS_CATEGORY = ("kind", "type", "section/column", "section", "bucket name", "bucket", "list", "group", "labels")
"""Headers of columns that are categories if all their cells are such."""

JOINED = frozenset({"clients", "dependencies", "notes"})
"""Fields whose cells are one where several columns have the same header."""
