"""Importing a spreadsheet of clients: what it would add and change in the workspace, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import LINE_LIMIT
from csm_tui.domain.records.client import Client, ClientStatus, with_entries
from csm_tui.domain.settings import Settings
from csm_tui.domain.values.health import COMPONENTS, Scores, overall, round_score, trend_of
from csm_tui.domain.values.reading.readers import is_no_data, read_score
from csm_tui.domain.values.text import clean_line, fold
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.cells import READERS, sentiment_with
from csm_tui.exchange.portfolio_fields import PORTFOLIO
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers
from csm_tui.exchange.reading.dates import disambiguated
from csm_tui.exchange.reading.result import ImportResult, Rejected
from csm_tui.exchange.reading.sheet import Sheet, sheet_in
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.watching import Watch, unwatched, watched


@dataclass(frozen=True, kw_only=True)
class PortfolioImport(ImportResult):
    """The changes that the good rows of a file make to the clients of a workspace.

    `clients` holds each good row's client before (None: added) and after, also where nothing that shows differs.
    `missing` leaves out the churned ones.
    """

    clients: tuple[tuple[Client | None, Client], ...]


def import_clients(
    data: bytes, workspace: Workspace, as_of: date, answers: Answers = NO_ANSWERS, watch: Watch = unwatched
) -> PortfolioImport:
    """The changes that a file of clients would make. Numbers of months and years are counted from `as_of`.

    `watch` is told how far the rows are read.

    Raises:
        FileRefused: the file cannot be read, or has no column of names.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    sheet = sheet_in(data, PORTFOLIO, answers)
    stored = _Stored(workspace.clients.values())
    first_rows: dict[str, int] = {}
    pairs: list[tuple[Client | None, Client]] = []
    rejected: list[Rejected] = []
    warnings = list(sheet.warnings())
    for row in watched(sheet.rows, "rows read", watch):
        name = clean_line(sheet.cells(row).get("name", ""))
        before = stored.find(name, clean_line(sheet.cells(row).get("external_id", "")))
        after, problems = _read_row(sheet, row, before, name, as_of)
        for key in filter(None, (fold(name), "" if before is None else before.id)):
            if (first := first_rows.setdefault(key, row.number)) != row.number:
                problems.insert(0, sheet.rejected(row, "name", f"the same client as in row {first}"))
                break
        other = stored.by_name.get(fold(after.name))
        if before is not None and other not in (None, before):
            problems.append(sheet.rejected(row, "name", f"another client has this name; this is {before.name}"))
        rejected += problems
        if not problems:
            pairs.append((before, after))
            warnings += _health_warnings(after, sheet.cells(row).get("health", ""), as_of, workspace.settings)
    warnings += _newer_warnings(pairs, sheet, as_of)
    added = sum(before is None for before, _ in pairs)
    known = [(before, after) for before, after in pairs if before is not None]
    updated = sum(_differs(before, after, workspace.settings) for before, after in known)
    missing = (
        client.name
        for client in workspace.clients.values()
        if client.id not in first_rows and client.status is not ClientStatus.CHURNED
    )
    return PortfolioImport(
        clients=tuple(pairs),
        added=added,
        updated=updated,
        unchanged=len(pairs) - added - updated,
        missing=tuple(missing),
        rejected=tuple(rejected),
        warnings=tuple(warnings),
        columns=sheet.columns,
        left_out=sheet.ignored,
        noted=sum(before != after for before, after in known) - updated,
        notes=sheet.notes,
        left_out_rows=sheet.left_out_rows,
    )


class _Stored:
    """The clients that there are, found by the id in the CRM or else by the name."""

    def __init__(self, clients: Iterable[Client]) -> None:
        found = [*clients]
        self.by_name = {fold(one.name): one for one in found}
        ids = Counter(fold(one.external_id) for one in found)
        self._by_id = {key: one for one in found if (key := fold(one.external_id)) and ids[key] == 1}

    def find(self, name: str, external_id: str) -> Client | None:
        """The client that a row is about. An id that several have tells nothing."""
        return self._by_id.get(fold(external_id)) or self.by_name.get(fold(name))


def _read_row(
    sheet: Sheet, row: TableRow, before: Client | None, name: str, as_of: date
) -> tuple[Client, list[Rejected]]:
    """The client that a row makes of `before`, and the row's bad cells; with any the client is not to be used."""
    problems = []
    if len(name) > LINE_LIMIT or not name:
        problem = f"at most {LINE_LIMIT} characters" if name else "the client's name is missing"
        problems.append(sheet.rejected(row, "name", problem))
    base = before or Client(name="?" if problems else name)
    entries: dict[str, Any] = {}
    if fold(base.name) != fold(name) and not problems and not base.knows_newer("external_id", as_of):
        entries["name"] = name  # it was found by its id
    for field, cell in sheet.cells(row).items():
        if field in READERS:
            text = disambiguated(cell, sheet.day_first.get(field))
            try:
                if field in COMPONENTS or not is_no_data(text):
                    entries[field] = READERS[field](text, base, as_of)
            except ValueError as error:
                problems.append(sheet.rejected(row, field, str(error)))
    problems += sheet.beyond(row)
    why = sheet.cells(row).get("sentiment_why", "")
    if not is_no_data(why):
        try:
            entries["sentiment"] = sentiment_with(why, entries.get("sentiment", base.sentiment))
        except ValueError as error:
            problems.append(sheet.rejected(row, "sentiment_why", str(error)))
    try:
        return with_entries(base, entries, as_of), problems
    except ValidationError as error:
        messages = explain(Client, error).items()
        problems += [sheet.rejected(row, field if field in entries else "name", text) for field, text in messages]
        return base, problems


def quiet_fields(client: Client, settings: Settings) -> frozenset[str]:
    """The fields that may change without being seen: the days of entry, and a trend that follows from the history."""
    told = trend_of(client.history, settings.weights, settings.trend) is not None
    return Client.FOLLOWING | {"trend"} if told else Client.FOLLOWING


def _differs(before: Client, after: Client, settings: Settings) -> bool:
    old, new = dict(before), dict(after)
    return any(old[field] != new[field] for field in old.keys() - quiet_fields(after, settings))


def _health_warnings(client: Client, text: str, as_of: date, settings: Settings) -> Iterator[str]:
    """A warning if the health in the file differs from the one computed from the client's scores on that day."""
    if is_no_data(text):
        return
    try:
        score = read_score(text)
    except ValueError:
        yield f"{client.name}: health {clean_line(text)[:60]} in the file is no score; it was not compared"
        return
    exact = overall(_scores_on(client, as_of), settings.weights)
    computed = None if exact is None else exact.rounded
    if score is not None and round_score(score) != computed:
        yield f"{client.name}: health is {score:g} in the file, {'no data' if computed is None else computed} computed"


def _scores_on(client: Client, day: date) -> Scores:
    return next((snapshot[1:] for snapshot in client.history if snapshot[0] == day), client.scores)


def _newer_warnings(pairs: Iterable[tuple[Client | None, Client]], sheet: Sheet, as_of: date) -> Iterator[str]:
    fields = [field for field in sheet.fields if field in READERS]
    count = sum(any(before.knows_newer(field, as_of) for field in fields) for before, _ in pairs if before is not None)
    if count:
        yield f"{count} client{'s' if count > 1 else ''} with values newer than {as_of}: the newer ones stay"
