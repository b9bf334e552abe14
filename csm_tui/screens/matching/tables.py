"""The kinds of tables that can be brought in: how each is read, and the change that it makes."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from csm_tui.domain.record import Entity, field_label
from csm_tui.domain.records.activity import Activity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.roadmap import CELLS, CashQuarter, Roadmap
from csm_tui.domain.records.renewal import Renewal
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.file_kinds import FileKind, file_kind_of
from csm_tui.exchange.plan.columns import UNITS
from csm_tui.exchange.plan.fields import FIELDS, HEADERS, PLAN
from csm_tui.exchange.plan.plan_import import import_plan
from csm_tui.exchange.portfolio.fields import PORTFOLIO
from csm_tui.exchange.portfolio.portfolio_import import import_clients
from csm_tui.exchange.preview import cash_changes, client_changes, plan_changes, renewal_changes, renewal_names
from csm_tui.exchange.reading.answers import Answers
from csm_tui.exchange.reading.columns.field_matching import WithoutKey
from csm_tui.exchange.reading.columns.units import UNITS as USUAL_UNITS
from csm_tui.exchange.reading.declaration import CellKind, TableKind
from csm_tui.exchange.reading.result import ImportResult, Matched
from csm_tui.exchange.renewals.fields import RENEWALS
from csm_tui.exchange.renewals.renewals_import import import_renewals
from csm_tui.exchange.roadmap.cash_flow_import import import_cash_flow
from csm_tui.exchange.watching import Watch
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.present import present_quarter
from csm_tui.screens.matching.looked import Looked, OurField, looked_rows
from csm_tui.session.changes import Change, Edit
from csm_tui.session.edits.plan_changes import in_quarter


@dataclass(frozen=True)
class FileSource:
    """A file, and what it is read for.

    Attributes:
        name: The name of the file.
        data: Its bytes.
        as_of: The day on which its figures were true.
        today: The day.
        workspace: The workspace that it is to come into.
        plan: The plan of the quarter that is looked at.
        roadmap: The roadmap for which it is, None if that is not known.
    """

    name: str
    data: bytes
    as_of: date
    today: date
    workspace: Workspace
    plan: Plan
    roadmap: Roadmap | None = None


def _clients(source: FileSource, said: str, answers: Answers, watch: Watch) -> Looked:
    found = import_clients(source.data, source.workspace, source.as_of, answers, watch=watch)
    rows = looked_rows(found, client_changes(found, source.workspace.settings, watch))

    def change(without: Collection[str]) -> Change:
        wanted = {after.id for _, after in found.clients if after.name not in without}
        return _import_of(source, found, tuple(Edit(before, after) for before, after in found.records_of(wanted)))

    return Looked("client", said, _CLIENT_FIELDS, found, rows, change)


def _plan(source: FileSource, said: str, answers: Answers, watch: Watch) -> Looked:
    read = import_plan(source.data, source.workspace, source.plan, source.today, answers, watch=watch)
    found = replace(read, activities=(), added=0, updated=0, unchanged=0) if read.questions else read
    rows = looked_rows(found, plan_changes(found, source.plan))

    def taken(without: Collection[str]) -> list[tuple[Activity | None, Activity]]:
        return [pair for pair in found.activities if pair[1].reference not in without]

    def there(without: Collection[str]) -> set[str]:
        return {*source.plan.by_id, *(after.id for _, after in taken(without))}

    def freed(without: Collection[str]) -> list[str]:
        known = there(without)
        return [after.reference for _, after in taken(without) if not known.issuperset(after.dependencies)]

    def change(without: Collection[str]) -> Change:
        known = there(without)
        kept = ((before, _waiting_for(after, known)) for before, after in taken(without))
        made = _import_of(source, found, tuple(Edit(before, after) for before, after in kept if before != after))
        present = present_quarter(source.workspace.settings, source.today)
        return in_quarter(made, source.workspace, present)

    return Looked("activity", said, _PLAN_FIELDS, found, rows, change, freed)


def _cash_flow(source: FileSource, said: str, answers: Answers, _watch: Watch) -> Looked:
    roadmap = source.roadmap
    assert roadmap is not None
    stored = source.workspace.table(CashQuarter).of(roadmap.id)
    read = import_cash_flow(source.data, roadmap, stored, roadmap.engagement, source.today, answers=answers)
    # One bad cell keeps the whole file out, and so does a question.
    found = replace(read, quarters=(), added=0, updated=0, unchanged=0) if read.rejected else read
    rows = looked_rows(found, cash_changes(found))

    def change(without: Collection[str]) -> Change:
        pairs = [(before, after) for before, after in found.changed if after.label not in without]
        return _import_of(source, found, tuple(Edit(*pair) for pair in pairs))

    return Looked("quarter", said, _CASH_FIELDS, found, rows, change)


def _waiting_for(activity: Activity, known: Collection[str]) -> Activity:
    """The activity, waiting for those that are known alone."""
    left = tuple(one for one in activity.dependencies if one in known)
    return activity if left == activity.dependencies else activity.changed(dependencies=left)


def _renewals(source: FileSource, said: str, answers: Answers, watch: Watch) -> Looked:
    read = import_renewals(source.data, source.workspace, source.today, answers, watch=watch)
    is_out = read.rejected or read.questions
    found = replace(read, renewals=(), clients=(), added=0, updated=0, unchanged=0) if is_out else read
    rows = looked_rows(found, renewal_changes(found, source.workspace))
    names = renewal_names(found, source.workspace)

    def change(without: Collection[str]) -> Change:
        wanted = {identity for identity, name in names.items() if name not in without}
        return _import_of(source, found, tuple(Edit(before, after) for before, after in found.records_of(wanted)))

    return Looked("renewal", said, _RENEWAL_FIELDS, found, rows, change)


def _asking(
    source: FileSource, said: str, fields: tuple[OurField, ...], answers: Answers, lacking: WithoutKey
) -> Looked:
    """A table of which no row can be read before it is said what names its records."""
    names = {one.word: one.name for one in fields}
    columns = tuple(
        Matched(header, names[meaning.field], samples=lacking.samples[header])
        for header, meaning in answers.columns.items()
        if header in lacking.samples and meaning.field in names
    )
    found = ImportResult(
        added=0, updated=0, unchanged=0, missing=(), rejected=(), warnings=(), columns=columns,
        left_out=tuple(lacking.samples.keys() - {one.header for one in columns}), samples=lacking.samples,
        questions=(lacking.question,),
    )  # fmt: skip
    return Looked("row", said, fields, found, (), lambda _: _import_of(source, found, ()))


def _import_of(source: FileSource, found: ImportResult, edits: tuple[Edit, ...]) -> Change:
    """The change of what is taken in, with what is learned of such files."""
    kept = (Edit(before, after) for before, after in found.learned if edits)
    return Change(f"import of {source.name}", (*edits, *kept), backup="import")


def _fields(kind: TableKind, model: type[Entity]) -> tuple[OurField, ...]:
    """The fields of a kind of table; what the record has is called as in its form."""
    return tuple(
        OurField(
            one.name,
            one.word,
            field_label(model, one.name) if one.name in model.model_fields else one.word.capitalize(),
            USUAL_UNITS.get(one.cells, ()),
        )
        for one in kind.fields
    )


_CLIENT_FIELDS = _fields(PORTFOLIO, Client)
_PLAN_LABELS = dict(zip(FIELDS, HEADERS, strict=True))
_PLAN_FIELDS = tuple(
    OurField(
        one.name,
        one.word,
        _PLAN_LABELS.get(one.name, one.word.capitalize()),
        tuple(UNITS) if one.cells is CellKind.DURATION else (),
    )
    for one in PLAN.fields
)
_RENEWAL_FIELDS = _fields(RENEWALS, Renewal)
_CASH_FIELDS = tuple(OurField(one, one, field_label(CashQuarter, one)) for one in CELLS)
_FIELDS: Mapping[FileKind, tuple[OurField, ...]] = {
    FileKind.CLIENTS: _CLIENT_FIELDS,
    FileKind.PLAN: _PLAN_FIELDS,
    FileKind.RENEWALS: _RENEWAL_FIELDS,
}
_TABLES: Mapping[FileKind, Callable[[FileSource, str, Answers, Watch], Looked]] = {
    FileKind.CLIENTS: _clients,
    FileKind.PLAN: _plan,
    FileKind.RENEWALS: _renewals,
}


def reader_of(
    source: FileSource, kind: FileKind | None, likely: FileKind, suffix: str
) -> Callable[[Answers, Watch], Looked | FileKind]:
    """What reads a file, whose name has that ending; it answers with the kind of one that is no table.

    `kind` is None where the contents are to say it; `likely` it is where they may say several things.
    """

    def read(answers: Answers, watch: Watch) -> Looked | FileKind:
        found = file_kind_of(source.data, suffix, likely) if kind is None else kind
        roadmap = source.roadmap if found is FileKind.CASH_FLOW else None
        what = found if roadmap is None else f"{found} of {roadmap.title}"
        said = f"{what}, {'as its headers say' if kind is None else 'as you say'}"
        table = _cash_flow if roadmap is not None else _TABLES.get(found)
        try:
            return found if table is None else table(source, said, answers, watch)
        except WithoutKey as lacking:
            if not any(lacking.samples.values()):  # below what would be headers there is nothing: this is no table
                raise
            return _asking(source, said, _FIELDS[found], answers, lacking)

    return read
