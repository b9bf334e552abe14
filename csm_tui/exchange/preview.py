"""What an import changes, field by field in words: added records, changed and renamed ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from csm_tui.domain.record import Entity, field_label
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.roadmap import CELLS, CashQuarter
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.settings import Settings
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.plan.fields import FIELDS, HEADERS
from csm_tui.exchange.plan.plan_import import PlanImport
from csm_tui.exchange.plan.plan_table import plan_rows
from csm_tui.exchange.portfolio.portfolio_import import PortfolioImport, quiet_fields
from csm_tui.exchange.portfolio.values import CLIENT_FIELDS
from csm_tui.exchange.reading.result import Matched
from csm_tui.exchange.renewals.fields import RENEWAL_FIELDS
from csm_tui.exchange.renewals.renewals_import import RenewalsImport
from csm_tui.exchange.roadmap.cash_flow_import import CashFlowImport
from csm_tui.exchange.watching import Watch, unwatched, watched
from csm_tui.planning.plan.plan import Plan

_DURATION = dict(zip(FIELDS, HEADERS, strict=True))["hours"]

_Texts = Mapping[str, str]
"""The texts of a record by the names of its fields, in order; "" for no value."""


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


def client_changes(found: PortfolioImport, settings: Settings, watch: Watch = unwatched) -> tuple[RecordChange, ...]:
    """What becomes of clients; one that stays as it is is left out. `watch` is told how far it is."""
    words = {name: field_label(Client, name) for name in ("name", *CLIENT_FIELDS)}
    records = []
    for before, after in watched(found.clients, "clients compared", watch):
        texts = _record_texts(after, words)
        quiet = {words[name]: texts[words[name]] for name in quiet_fields(after, settings) if name in words}
        records.append((after.name, None if before is None else {**_record_texts(before, words), **quiet}, texts))
    return _record_changes(found.columns, words, records)


def plan_changes(found: PlanImport, plan: Plan) -> tuple[RecordChange, ...]:
    """What becomes of activities; one that stays as it is is left out."""
    after = {one.id: one for one in plan.activities} | {one.id: one for _, one in found.activities}
    now, then = _plan_texts(plan), _plan_texts(Plan(plan.quarter, tuple(after.values()), plan.clients))
    records = [(one.reference, now.get(one.id), then[one.id]) for _, one in found.activities]
    return _record_changes(found.columns, dict(zip(FIELDS, HEADERS, strict=True)), records)


def renewal_changes(found: RenewalsImport, workspace: Workspace) -> tuple[RecordChange, ...]:
    """What becomes of renewals; one that stays as it is is left out."""
    words = {"name": "Client", **{name: field_label(Renewal, name) for name in RENEWAL_FIELDS}}
    names = renewal_names(found, workspace)
    records = []
    for before, after in found.renewals:
        name = names[after.id]
        old = None if before is None else _renewal_texts(before, name, words)
        records.append((name, old, _renewal_texts(after, name, words)))
    return _record_changes(found.columns, {**words, "expansion": words["new_acv"]}, records)


def renewal_names(found: RenewalsImport, workspace: Workspace) -> dict[str, str]:
    """What the renewals of an import are called, by id: by their clients and the days on which they were due."""
    clients = {one.id: one.name for one in (*workspace.clients.values(), *found.clients)}
    return {after.id: f"{clients[after.client]} {after.due}" for _, after in found.renewals}


def cash_changes(found: CashFlowImport) -> tuple[RecordChange, ...]:
    """What becomes of the quarters of a cash flow; one that stays as it is is left out."""
    words = {"number": field_label(CashQuarter, "number"), **{cell: field_label(CashQuarter, cell) for cell in CELLS}}
    records = [
        (after.label, None if before is None else _record_texts(before, words), _record_texts(after, words))
        for before, after in found.quarters
    ]
    return _record_changes(found.columns, words, records)


def _record_changes(
    columns: Iterable[Matched], words: Mapping[str, str], records: Iterable[tuple[str, _Texts | None, _Texts]]
) -> tuple[RecordChange, ...]:
    """The first of `words` is the name's."""
    naming = next(iter(words.values()))
    told = [words[one.field] for one in columns if one.field in words and words[one.field] != naming]
    changes = (
        RecordChange(name, before is None, tuple(_changes(before, after, told, naming)), _former(before, after, naming))
        for name, before, after in records
    )
    return tuple(one for one in changes if one.is_new or one.former or one.fields)


def _former(before: _Texts | None, after: _Texts, naming: str) -> str:
    """The name that a record had, "" if it keeps it or is new."""
    return "" if before is None or before[naming] == after[naming] else before[naming]


def _changes(before: _Texts | None, after: _Texts, told: Iterable[str], naming: str) -> Iterator[FieldChange]:
    """The changed fields but the name; for a new record all fields in `told`."""
    for word in told if before is None else (one for one in after if one != naming):
        old = "" if before is None else before[word]
        if after[word] != old:
            yield FieldChange(word, old, after[word])


def _record_texts(record: Entity, words: Mapping[str, str]) -> _Texts:
    return {word: _text(getattr(record, name)) for name, word in words.items()}


def _renewal_texts(renewal: Renewal, name: str, words: Mapping[str, str]) -> _Texts:
    return {word: name if field == "name" else _text(getattr(renewal, field)) for field, word in words.items()}


def _plan_texts(plan: Plan) -> dict[str, _Texts]:
    """The texts of the activities of a plan, by id."""
    rows = zip(plan.activities, plan_rows(plan), strict=True)
    found = {one.id: dict(zip(HEADERS, map(_text, row), strict=True)) for one, row in rows}
    return {key: {**texts, _DURATION: f"{texts[_DURATION]} h"} for key, texts in found.items()}


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int | float):
        return f"{value:,}".removesuffix(".0")
    return "" if value is None else str(value)
