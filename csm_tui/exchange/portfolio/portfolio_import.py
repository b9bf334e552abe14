"""Importing a spreadsheet of clients: what it would add and change in the workspace, and what is wrong with it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import LINE_LIMIT, Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.settings import Settings
from csm_tui.domain.text import fold
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.health import COMPONENTS, trend_of
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.portfolio.combining import about_repeated, combined, differing
from csm_tui.exchange.portfolio.comparing import health_warnings
from csm_tui.exchange.portfolio.crm_extras import activity_of, offered_scores
from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.portfolio.identity import (
    ClientRow,
    StoredClients,
    about_client,
    agrees,
    grouped_rows,
    repeated_rows,
)
from csm_tui.exchange.portfolio.values import CLIENT_FIELDS, Values, sentiment_with
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, Question
from csm_tui.exchange.reading.columns.column import Circumstances
from csm_tui.exchange.reading.memory import learned, with_memory
from csm_tui.exchange.reading.result import Combined, ImportResult, Rejected, Renamed, first_ones
from csm_tui.exchange.reading.settled_sheet import SettledSheet, settled_sheet
from csm_tui.exchange.watching import Watch, unwatched, watched


@dataclass(frozen=True, kw_only=True)
class PortfolioImport(ImportResult):
    """The changes that the good rows of a file make to the clients of a workspace.

    `clients` holds each good row's client before (None: added) and after, also where nothing that shows differs, and
    `touchpoints` the last activities that are new. `missing` leaves out the churned ones.
    """

    clients: tuple[tuple[Client | None, Client], ...]
    touchpoints: tuple[Touchpoint, ...] = ()

    @property
    def would_do(self) -> bool:
        return super().would_do or (bool(self.touchpoints) and not self.questions)

    def records_of(self, wanted: Collection[str]) -> tuple[tuple[Entity | None, Entity], ...]:
        """All records that come in with the clients of these ids, before (None: added) and after."""
        clients = tuple(pair for pair in self.clients if pair[1].id in wanted)
        return (*clients, *((None, one) for one in self.touchpoints if one.client in wanted))

    @property
    def records(self) -> tuple[tuple[Entity | None, Entity], ...]:
        """All records that come in, before and after."""
        return self.records_of({after.id for _, after in self.clients})


def import_clients(
    data: bytes, workspace: Workspace, as_of: date, answers: Answers = NO_ANSWERS, watch: Watch = unwatched
) -> PortfolioImport:
    """The changes that a file of clients would make. Numbers of months and years are counted from `as_of`.

    `watch` is told how far the rows are read.

    Raises:
        FileRefused: the file cannot be read, or has no column of names.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    by = Circumstances(as_of, workspace.settings.currency, answers.rates)
    known = with_memory(answers, PORTFOLIO, workspace)
    reading = _Reading(settled_sheet(data, PORTFOLIO, known, by), workspace, as_of, answers)
    reading.read(watch)
    return reading.found()


class _Reading:
    """One file on its way into the clients of a workspace."""

    def __init__(self, table: SettledSheet, workspace: Workspace, as_of: date, answers: Answers) -> None:
        self._table, self._workspace, self._as_of, self._answers = table, workspace, as_of, answers
        self._stored = StoredClients(workspace.clients.values())
        self._values, self._nobody = Values(as_of), Client.usual()
        self._fields = [field for field in table.columns if field in CLIENT_FIELDS]
        self._seen: set[str] = set()
        self._rejected: list[Rejected] = []
        self._differing: list[str] = []
        self._health: list[str] = []
        self._questions: list[Question] = [*table.questions]
        self._pairs: list[tuple[Client | None, Client]] = []
        self._touchpoints: list[Touchpoint] = []
        self._combined: list[Combined] = []

    def read(self, watch: Watch) -> None:
        groups = grouped_rows(self._table, self._stored, self._table.sheet.rows)
        several = repeated_rows(groups)
        if several and not self._answers.combine:
            self._questions.append(about_repeated(self._table.columns[PORTFOLIO.key].header, several))
        for group in watched(groups, "rows read", watch):
            self._take(group if self._answers.combine else group[:1])

    def _take(self, rows: Sequence[ClientRow]) -> None:
        """Read the rows of one client."""
        first = rows[0]
        if first.before is not None:
            self._seen.add(first.before.id)
        problems = [problem for one in rows for problem in self._problems(one)]
        read = [self._entries(one, problems) for one in rows]
        entries = combined(read) if len(read) > 1 else read[0]
        self._ask_whose(first, entries)
        base = first.before or Client(name=first.name if first.name and not problems else "?")
        after = self._after(first, base, entries, problems)
        if problems:
            self._rejected += problems
            return
        self._pairs.append((first.before, after))
        if len(rows) > 1:
            self._combined.append(Combined(after.name, tuple(one.row.number for one in rows)))
            self._differing += differing(after.name, read)
        self._health += health_warnings(after, first.texts.get("health", ""), self._as_of, self._workspace.settings)
        if (day := entries.get("last_activity")) is not None:
            touchpoint = activity_of(after, day, self._workspace)
            self._touchpoints += [touchpoint] if touchpoint is not None else []

    def _ask_whose(self, one: ClientRow, entries: Mapping[str, Any]) -> None:
        """Ask about a row that would overwrite a client with which it shares the id alone."""
        external_id = one.texts.get("external_id", "")
        if one.before is None or fold(one.before.external_id) != fold(external_id) or not external_id:
            return
        header = self._table.columns["external_id"].header
        if self._answers.value(header, external_id) is None and not agrees(one.before, one.name, entries):
            self._questions.append(about_client(header, one, one.before, external_id))

    def _problems(self, one: ClientRow) -> Iterator[Rejected]:
        """The bad cells of a row, but for those that only the record shows."""
        if not one.name or len(one.name) > LINE_LIMIT:
            problem = f"at most {LINE_LIMIT} characters" if one.name else "the client's name is missing"
            yield self._table.sheet.rejected(one.row, "name", problem)
        yield from self._table.problems(one.row)
        other = self._stored.named(one.name)
        if one.before is not None and other not in (None, one.before):
            problem = f"another client has this name; this is {one.before.name}"
            yield self._table.sheet.rejected(one.row, "name", problem)

    def _entries(self, one: ClientRow, problems: list[Rejected]) -> dict[str, Any]:
        """The values of a row by field; what cannot be one is added to the problems."""
        entries: dict[str, Any] = {}
        base = one.before or self._nobody
        for field in self._fields:
            text = one.texts.get(field)
            if text or (text is not None and field in COMPONENTS):
                try:
                    entries[field] = self._values.of(field, text, base)
                except ValueError as error:
                    problems.append(self._table.sheet.rejected(one.row, field, str(error)))
        if why := one.texts.get("sentiment_why"):
            try:
                entries["sentiment"] = sentiment_with(why, entries.get("sentiment", base.sentiment))
            except ValueError as error:
                problems.append(self._table.sheet.rejected(one.row, "sentiment_why", str(error)))
        if activity := one.texts.get("last_activity"):
            entries["last_activity"] = self._activity(one, date.fromisoformat(activity), problems)
        return entries

    def _activity(self, one: ClientRow, day: date, problems: list[Rejected]) -> date:
        if day > self._as_of:
            problems.append(self._table.sheet.rejected(one.row, "last_activity", f"{day} is still to come"))
        return day

    def _after(self, one: ClientRow, base: Client, entries: dict[str, Any], problems: list[Rejected]) -> Client:
        """The client with the values of its row; with any problems it is not to be used."""
        fields = {field: value for field, value in entries.items() if field in CLIENT_FIELDS}
        if fold(base.name) != fold(one.name) and not problems and not base.knows_newer("external_id", self._as_of):
            fields["name"] = one.name  # it was found by its id
        try:
            return with_entries(base, fields, self._as_of)
        except ValidationError as error:
            messages = explain(Client, error).items()
            problems += [
                self._table.sheet.rejected(one.row, field if field in fields else "name", text)
                for field, text in messages
            ]
            return base

    def found(self) -> PortfolioImport:
        settings, clients = self._workspace.settings, self._workspace.clients.values()
        added = sum(before is None for before, _ in self._pairs)
        known = [(before, after) for before, after in self._pairs if before is not None]
        updated = sum(_differs(before, after, settings) for before, after in known)
        missing = (one.name for one in clients if one.id not in self._seen and one.status is not ClientStatus.CHURNED)
        renamed = (Renamed(before.name, after.name) for before, after in known if before.name != after.name)
        return PortfolioImport(
            clients=tuple(self._pairs),
            touchpoints=tuple(self._touchpoints),
            added=added,
            updated=updated,
            unchanged=len(self._pairs) - added - updated,
            missing=tuple(missing),
            rejected=tuple(self._rejected),
            warnings=(
                *self._table.sheet.warnings(),
                *first_ones(self._differing),
                *first_ones(self._health),
                *_newer_warnings(known, self._fields, self._as_of),
            ),
            columns=self._table.matched,
            left_out=self._table.sheet.ignored,
            samples=self._table.sheet.samples,
            noted=sum(before != after for before, after in known) - updated,
            questions=tuple(self._questions),
            offers=tuple(offered_scores(self._table)),
            notes=self._table.notes,
            left_out_rows=self._table.sheet.left_out_rows,
            renamed=tuple(renamed),
            combined=tuple(self._combined),
            learned=learned(self._answers, PORTFOLIO, self._workspace),
        )


def quiet_fields(client: Client, settings: Settings) -> frozenset[str]:
    """The fields that may change without being seen: the days of entry, and a trend that follows from the history."""
    told = trend_of(client.history, settings.weights, settings.trend) is not None
    return Client.FOLLOWING | {"trend"} if told else Client.FOLLOWING


def _differs(before: Client, after: Client, settings: Settings) -> bool:
    old, new = dict(before), dict(after)
    return any(old[field] != new[field] for field in old.keys() - quiet_fields(after, settings))


def _newer_warnings(known: Iterable[tuple[Client, Client]], fields: Collection[str], as_of: date) -> Iterator[str]:
    count = sum(any(before.knows_newer(field, as_of) for field in fields) for before, _ in known)
    if count:
        yield f"{count} client{'s' if count > 1 else ''} with values newer than {as_of}: the newer ones stay"
