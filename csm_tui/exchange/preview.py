"""The preview of an import: the columns of the file, its first rows as they were read, and the changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from csm_tui.domain.record import field_label
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.records.roadmap import CELLS, CashQuarter
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.fields import FIELDS, HEADERS
from csm_tui.exchange.plan.plan_import import PlanImport
from csm_tui.exchange.plan.plan_table import plan_rows
from csm_tui.exchange.portfolio.values import CLIENT_FIELDS
from csm_tui.exchange.portfolio_import import PortfolioImport, quiet_fields
from csm_tui.exchange.reading.result import Matched
from csm_tui.exchange.renewals.fields import RENEWAL_FIELDS
from csm_tui.exchange.renewals.renewals_import import RenewalsImport
from csm_tui.exchange.roadmap.cash_flow_import import CashFlowImport
from csm_tui.exchange.watching import Watch, unwatched, watched
from csm_tui.planning.plan.plan import Plan

FIRST_ROWS = 5
"""The number of rows shown as they were read."""

_Texts = Mapping[str, str]
"""The texts of a record by the names of its fields, in order; "" for no value."""


class ReadColumn(NamedTuple):
    """A column of the file: its header and the name of its field."""

    header: str
    word: str


class FieldChange(NamedTuple):
    """A change of a field; "" stands for no value."""

    word: str
    old: str
    new: str


@dataclass(frozen=True)
class RecordChange:
    """A record that is added, with all its fields, or changed, with the fields that change.

    `former` is the name that it had, if it gets another one.
    """

    name: str
    is_new: bool
    fields: tuple[FieldChange, ...]
    former: str = ""


@dataclass(frozen=True)
class Preview:
    """`columns` are those that are taken in, `left_out` the headers of the others.

    `rows` are the first good ones, a cell for each of the columns. `changes` leaves out what stays as it is.
    """

    columns: tuple[ReadColumn, ...]
    left_out: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    changes: tuple[RecordChange, ...]


def portfolio_preview(found: PortfolioImport, settings: Settings, watch: Watch = unwatched) -> Preview:
    """The preview of an import of clients. `watch` is told how far it is."""
    words = {name: field_label(Client, name) for name in ("name", *CLIENT_FIELDS)}
    records = []
    for before, after in watched(found.clients, "clients compared", watch):
        texts = _client_texts(after, words)
        quiet = {words[name]: texts[words[name]] for name in quiet_fields(after, settings) if name in words}
        records.append((after.name, None if before is None else {**_client_texts(before, words), **quiet}, texts))
    return _preview(found.columns, found.left_out, words, records)


def plan_preview(found: PlanImport, plan: Plan) -> Preview:
    """The preview of an import of activities."""
    after = {one.id: one for one in plan.activities} | {one.id: one for _, one in found.activities}
    now, then = _plan_texts(plan), _plan_texts(Plan(plan.quarter, tuple(after.values()), plan.clients))
    records = [(one.reference, now.get(one.id), then[one.id]) for _, one in found.activities]
    return _preview(found.columns, found.left_out, dict(zip(FIELDS, HEADERS, strict=True)), records)


def renewals_preview(found: RenewalsImport, workspace: Workspace) -> Preview:
    """The preview of an import of renewals."""
    words = {"name": "Client", **{name: field_label(Renewal, name) for name in RENEWAL_FIELDS}}
    names = renewal_names(found, workspace)
    records = []
    for before, after in found.renewals:
        name = names[after.id]
        old = None if before is None else _renewal_texts(before, name, words)
        records.append((name, old, _renewal_texts(after, name, words)))
    return _preview(found.columns, found.left_out, {**words, "expansion": words["new_acv"]}, records)


def renewal_names(found: RenewalsImport, workspace: Workspace) -> dict[str, str]:
    """What the renewals of an import are called, by id: by their clients and the days on which they were due."""
    clients = {one.id: one.name for one in (*workspace.clients.values(), *found.clients)}
    return {after.id: f"{clients[after.client]} {after.due}" for _, after in found.renewals}


def cash_flow_preview(found: CashFlowImport) -> Preview:
    """The preview of an import of a cash flow, quarter by quarter."""
    words = {"number": field_label(CashQuarter, "number"), **{cell: field_label(CashQuarter, cell) for cell in CELLS}}
    records = [
        (after.label, None if before is None else _cells(before, words), _cells(after, words))
        for before, after in found.quarters
    ]
    return _preview((Matched(words["number"], "number"), *found.columns), found.left_out, words, records)


def _cells(quarter: CashQuarter, words: Mapping[str, str]) -> _Texts:
    return {word: _text(getattr(quarter, name)) for name, word in words.items()}


def _preview(
    columns: Sequence[Matched], left_out: Sequence[str], words: Mapping[str, str],
    records: Sequence[tuple[str, _Texts | None, _Texts]],
) -> Preview:  # fmt: skip
    """The first of `words` is the name's."""
    shown = tuple(ReadColumn(one.header, words[one.field]) for one in columns if one.field in words)
    rows = tuple(tuple(after[column.word] for column in shown) for _, _, after in records[:FIRST_ROWS])
    naming = next(iter(words.values()))
    told = [column.word for column in shown if column.word != naming]
    changes = (
        RecordChange(name, before is None, tuple(_changes(before, after, told, naming)), _former(before, after, naming))
        for name, before, after in records
    )
    return Preview(
        shown, tuple(left_out), rows, tuple(one for one in changes if one.is_new or one.former or one.fields)
    )


def _former(before: _Texts | None, after: _Texts, naming: str) -> str:
    """The name that a record had, "" if it keeps it or is new."""
    return "" if before is None or before[naming] == after[naming] else before[naming]


def _changes(before: _Texts | None, after: _Texts, told: Iterable[str], naming: str) -> Iterator[FieldChange]:
    """The changed fields but the name; for a new record all fields in `told`."""
    for word in told if before is None else (one for one in after if one != naming):
        old = "" if before is None else before[word]
        if after[word] != old:
            yield FieldChange(word, old, after[word])


def _client_texts(client: Client, words: Mapping[str, str]) -> _Texts:
    return {word: _text(getattr(client, name)) for name, word in words.items()}


def _renewal_texts(renewal: Renewal, name: str, words: Mapping[str, str]) -> _Texts:
    return {word: name if field == "name" else _text(getattr(renewal, field)) for field, word in words.items()}


def _plan_texts(plan: Plan) -> dict[str, _Texts]:
    """The texts of the activities of a plan, by id."""
    rows = zip(plan.activities, plan_rows(plan), strict=True)
    return {one.id: dict(zip(HEADERS, map(_text, row), strict=True)) for one, row in rows}


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int | float):
        return f"{value:,}".removesuffix(".0")
    return "" if value is None else str(value)
