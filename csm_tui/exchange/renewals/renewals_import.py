"""Importing a spreadsheet of renewals that have ended: what it would add and change, and what is wrong with it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from csm_tui.domain.problems import explain
from csm_tui.domain.record import LINE_LIMIT, Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.client_entries import with_entries
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.text import clean_line, counted, fold
from csm_tui.domain.values.client_status import ClientStatus
from csm_tui.domain.values.names import some_names
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.portfolio.identity import StoredClients
from csm_tui.exchange.reading.answers import NO_ANSWERS, Answers, Choice, Question
from csm_tui.exchange.reading.columns.column import Circumstances
from csm_tui.exchange.reading.memory import learned, with_memory
from csm_tui.exchange.reading.result import ImportResult, LeftOutRow, Rejected
from csm_tui.exchange.reading.settled_sheet import SettledSheet, settled_sheet
from csm_tui.exchange.reading.table_row import TableRow
from csm_tui.exchange.renewals.fields import RENEWALS
from csm_tui.exchange.renewals.values import values_of
from csm_tui.exchange.watching import Watch, unwatched, watched
from csm_tui.planning.renewals.endings import what_follows
from csm_tui.planning.renewals.judgement import health_before

_EVERY, _NEW, _LEAVE_OUT = "*", "new", "-"
_LONGEST = 200
_MOST_NAMES = 5
"""How many unknown clients can be named one by one."""


@dataclass(frozen=True, kw_only=True)
class RenewalsImport(ImportResult):
    """The changes that the good rows of a file make to the renewals that have ended. With anything in `rejected`
    nothing is to be taken in.

    `renewals` holds each good row's renewal before (None: added) and after, `clients` those that come in with them. The
    clients that are there stay as they are: their figures are newer than a history.
    """

    renewals: tuple[tuple[Renewal | None, Renewal], ...]
    clients: tuple[Client, ...] = ()

    def records_of(self, wanted: Collection[str]) -> tuple[tuple[Entity | None, Entity], ...]:
        """All records that are added or changed with the renewals of these ids, before (None: added) and after."""
        pairs = [pair for pair in self.renewals if pair[1].id in wanted]
        owners = {after.client for _, after in pairs}
        clients = ((None, client) for client in self.clients if client.id in owners)
        return (*clients, *(pair for pair in pairs if pair[0] != pair[1]))

    @property
    def records(self) -> tuple[tuple[Entity | None, Entity], ...]:
        """All records that are added or changed, before and after."""
        return self.records_of({after.id for _, after in self.renewals})


def import_renewals(
    data: bytes, workspace: Workspace, today: date, answers: Answers = NO_ANSWERS, watch: Watch = unwatched
) -> RenewalsImport:
    """The changes that a file of renewals would make. A renewal is that of a client that was due on a day; none is
    deleted. Amounts are per year. `watch` is told how far the rows are read.

    Raises:
        FileRefused: the file cannot be read, or has no column of clients.
        WrongAnswer, UnknownSheet: the answers do not fit the file or the fields.
    """
    by = Circumstances(today, workspace.settings.currency, answers.rates)
    known = with_memory(answers, RENEWALS, workspace)
    reading = _Reading(settled_sheet(data, RENEWALS, known, by), workspace, today, answers)
    for row in watched(reading.rows, "rows read", watch):
        reading.take(row)
    return reading.found()


class _Reading:
    """One file on its way into the renewals of a workspace."""

    def __init__(self, table: SettledSheet, workspace: Workspace, today: date, answers: Answers) -> None:
        self.rows = table.sheet.rows
        self._table, self._workspace, self._today, self._answers = table, workspace, today, answers
        self._header = clean_line(table.columns["name"].header)
        self._adds_clients = fold(answers.value(self._header, _EVERY) or "") == _NEW
        self._stored = StoredClients(workspace.clients.values())
        self._new: dict[str, Client] = {}
        self._unknown: dict[str, str] = {}
        self._first_rows: dict[tuple[str, date], int] = {}
        self._pairs: list[tuple[Renewal | None, Renewal]] = []
        self._rejected: list[Rejected] = []
        self._left_out = [*table.sheet.left_out_rows]
        self._other_outcomes: list[str] = []
        self._causes: dict[str, str] = {}

    def take(self, row: TableRow) -> None:
        """Read the renewal in a row."""
        texts = self._table.texts(row)
        problems = [*self._table.problems(row)]
        why = "" if problems else _no_record(texts)
        if why:
            self._left_out.append(LeftOutRow(row.number, ", ".join(filter(None, row.cells))[:_LONGEST], why))
            return
        client = self._client(row, texts, problems)
        if not problems and not texts.get("due"):
            problems.append(self._rejection(row, "due", "the day on which it was due is missing"))
        if client is not None and not problems:
            problems += self._renewal(row, client, texts)
        self._rejected += problems

    def _rejection(self, row: TableRow, field: str, problem: str) -> Rejected:
        return self._table.sheet.rejected(row, field, problem)

    def _client(self, row: TableRow, texts: Mapping[str, str], problems: list[Rejected]) -> Client | None:
        """The client of a row; None if there is none, which is asked about or a problem."""
        name, external_id = clean_line(texts.get("name", "")), texts.get("external_id", "")
        known = self._stored.find(name, external_id) or self._new.get(fold(name))
        if known is not None:
            return known
        if not name or len(name) > LINE_LIMIT:
            problem = f"at most {LINE_LIMIT} characters" if name else "the client's name is missing"
            problems.append(self._rejection(row, "name", problem))
        elif self._adds_clients:
            return self._new.setdefault(fold(name), Client(name=name, external_id=external_id))
        else:
            self._unknown.setdefault(fold(name), name)
        return None

    def _renewal(self, row: TableRow, client: Client, texts: Mapping[str, str]) -> Iterator[Rejected]:
        """Take the renewal of a row that has no bad cells; what is wrong with it."""
        due = date.fromisoformat(texts["due"])
        first = self._first_rows.setdefault((client.id, due), row.number)
        if first != row.number:
            yield self._rejection(row, "due", f"the same renewal as in row {first}")
            return
        if texts.get("expansion") and not texts.get("acv"):
            yield self._rejection(row, "expansion", "what it grew by says nothing without the ACV before")
            return
        before = next((one for one in self._workspace.table(Renewal).of(client.id) if one.due == due), None)
        try:
            after = self._ended(client, before, {"client": client.id, "due": due, **values_of(texts)})
        except ValidationError as error:
            for field, problem in explain(Renewal, error).items():
                yield self._rejection(row, field if field in self._table.columns else "outcome", problem)
            return
        self._pairs.append((before, after))
        self._note(client, texts, after)

    def _ended(self, client: Client, before: Renewal | None, values: Mapping[str, Any]) -> Renewal:
        """The renewal with the values of its row; what was known before of its end stays."""
        closed = values.get("closed") or values.get("decided") or values["due"]
        closed = min(closed, self._today)
        if before is not None:
            return Renewal.model_validate({**dict(before), **values})
        health = health_before(client, min(values["due"], closed), self._workspace.settings)
        # A new ACV of None is given, too, so that the rule sees it.
        return Renewal.model_validate({"new_acv": None, **values, "closed": closed, "health_before": health})

    def _note(self, client: Client, texts: Mapping[str, str], after: Renewal) -> None:
        if texts.get("outcome") not in (None, "", after.outcome):
            self._other_outcomes.append(f"{client.name} as {after.outcome}")
        if after.cause is not None and not texts.get("cause"):
            self._causes.setdefault(after.reason, after.cause)

    def found(self) -> RenewalsImport:
        added = sum(before is None for before, _ in self._pairs)
        updated = sum(before is not None and before != after for before, after in self._pairs)
        return RenewalsImport(
            renewals=tuple(self._pairs),
            clients=tuple(self._clients_after()),
            added=added,
            updated=updated,
            unchanged=len(self._pairs) - added - updated,
            missing=(),
            rejected=tuple(self._rejected),
            warnings=(*self._table.sheet.warnings(), *self._warnings()),
            columns=self._table.matched,
            left_out=self._table.sheet.ignored,
            samples=self._table.sheet.samples,
            questions=(*self._table.questions, *self._about_unknown()),
            notes=(*self._table.notes, *self._notes()),
            left_out_rows=tuple(sorted(self._left_out)),
            learned=learned(self._answers, RENEWALS, self._workspace),
        )

    def _last(self, client: Client) -> Renewal | None:
        """The latest renewal of a client in the file."""
        found = [after for _, after in self._pairs if after.client == client.id]
        return max(found, key=lambda one: one.due, default=None)

    def _clients_after(self) -> Iterator[Client]:
        """The new clients as their latest renewals left them; who has left keeps what they paid."""
        for client in self._new.values():
            last = self._last(client)
            if last is not None:
                kept = {"acv": last.acv} if not last.kept and last.acv is not None else {}
                yield with_entries(client, {**kept, **what_follows(last)}, self._today)

    def _about_unknown(self) -> Iterator[Question]:
        if not self._unknown:
            return
        names = [*self._unknown.values()]
        choices = [Choice("they are new: who has left comes in as churned", "value", f"{self._header}:{_EVERY}={_NEW}")]
        for name in names[:_MOST_NAMES]:
            choices.append(Choice(f"{name} is another name for", "value", f"{self._header}:{name}=", "our name"))
            choices.append(Choice(f"leave {name} out", "value", f"{self._header}:{name}={_LEAVE_OUT}"))
        why = f"{counted(len(names), 'client')} not in the book: {some_names(names)}"
        yield Question(self._header, "name", why, (), tuple(choices))

    def _notes(self) -> Iterator[str]:
        if self._other_outcomes:
            yield f"renewed in the file, but for another amount: {some_names(self._other_outcomes)}"
        if self._causes:
            said = some_names([f'"{reason}" as {cause}' for reason, cause in self._causes.items()])
            yield f"root causes are taken from the reasons: {said}"
        if self._new:
            yield f"new clients: {some_names([one.name for one in self._new.values()])}"

    def _warnings(self) -> Iterator[str]:
        for client in self._workspace.clients.values():
            last = self._last(client)
            if last is not None and not last.kept and client.status is not ClientStatus.CHURNED:
                yield f"{client.name} has left on {last.due} by the file, and is {client.status} here"


def _no_record(texts: Mapping[str, str]) -> str:
    """Why a row is left out; "" if it is a renewal that has ended."""
    if texts.get("name") == _LEAVE_OUT:
        return "as you say"
    return "" if any(texts.get(name) for name in ("outcome", "new_acv", "expansion")) else "it has not ended"
