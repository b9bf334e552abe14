"""What can be completed: names, references, fields. Asked for while somebody types, so nothing is said or written."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from csm_tui.cli.options import Options, Refusal
from csm_tui.domain.text import fold, safe_text
from csm_tui.domain.values.names import natural_key

if TYPE_CHECKING:
    from csm_tui.domain.workspace import Workspace
    from csm_tui.planning.filter_language import Language

Suggest = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]


def suggesting(words: Callable[[click.Context, str], Iterable[str]]) -> Suggest:
    """Of the words those that begin as what is typed, whatever its case and accents; none of a file that cannot be
    read. Nobody has a line break or a control character in mind, nor can a shell take one."""

    def suggest(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem[str]]:
        from csm_tui.session.errors import StorageError

        try:
            found = [*words(context, typed)]
        except (StorageError, Refusal, click.UsageError):
            return []
        start = fold(typed)
        return [CompletionItem(safe_text(one)) for one in dict.fromkeys(found) if fold(one).startswith(start)]

    return suggest


def options_of(context: click.Context) -> Options:
    """The options before the command; the command of the program itself does not run while something is completed."""
    given = context.find_root().params
    return Options(given.get("workspace"), given.get("today"), bool(given.get("demo")))


def workspace_of(context: click.Context) -> "Workspace":
    """The workspace that the command line names; it is only read. Raises StorageError."""
    return options_of(context).workspace_to_read()


def _names(names: Iterable[str]) -> list[str]:
    return sorted(names, key=natural_key)


def _clients(context: click.Context, _typed: str) -> Iterable[str]:
    return _names(one.name for one in workspace_of(context).clients.values())


def _engagements(context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.cli.naming import fitting
    from csm_tui.domain.records.engagements.engagement import Engagement

    workspace = workspace_of(context)
    part = context.params.get("part") or context.params.get("client")
    clients = workspace.clients.values()
    meant = {one.id for one in (fitting(part, clients, lambda one: one.name) if part else clients)}
    return _names(one.name for one in workspace.table(Engagement).records.values() if one.client in meant)


def _quarters(context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.planning.plan.plan import quarters

    found = quarters(workspace_of(context), options_of(context).clock()())
    return (str(one.start) for one in found)


def _backups(context: click.Context, _typed: str) -> Iterable[str]:
    return options_of(context).backup_names()


def _calendar_names(context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.planning.plan.calendars import calendars_taken_in

    return _names(one.name for one in calendars_taken_in(workspace_of(context)).values())


def _csms(context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.domain.records.person.personal_evaluation import PersonalEvaluation

    return _names({one.csm for one in workspace_of(context).table(PersonalEvaluation).records.values()})


def _phases(context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.domain.records.engagements.evaluation import Evaluation
    from csm_tui.domain.values.phases import PHASES

    own = _names(one.phase for one in workspace_of(context).table(Evaluation).records.values())
    return (*PHASES, *own)


def _sections(_context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.domain.records.engagements.evaluation import Section

    return Section


def _styles(_context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.domain.settings import ScheduleStyle

    return ScheduleStyle


def _settings(_context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.domain.settings import Settings, all_settings

    return (one.key for one in all_settings(Settings()))


def _components(context: click.Context, _typed: str) -> Iterable[str]:
    from csm_tui.domain.values.health import COMPONENTS

    said = {pair.partition("=")[0] for pair in context.params.get("scores") or ()}
    return (f"{one}=" for one in COMPONENTS if one not in said)


def terms(language: "Language[Any]") -> Suggest:
    """The fields of a filter, each with its words or for a number with a sign; what stands before them stays."""

    def words(_context: click.Context, typed: str) -> Iterable[str]:
        before, _, last = typed.rpartition(" ")
        before += " " if before else ""
        minus = "-" if last.startswith("-") else ""
        return (f"{before}{minus}{word}" for term in language.terms for word in term.beginnings)

    return suggesting(words)


clients = suggesting(_clients)
engagements = suggesting(_engagements)
quarters = suggesting(_quarters)
backups = suggesting(_backups)
calendar_names = suggesting(_calendar_names)
csms = suggesting(_csms)
phases = suggesting(_phases)
sections = suggesting(_sections)
styles = suggesting(_styles)
setting_keys = suggesting(_settings)
components = suggesting(_components)
