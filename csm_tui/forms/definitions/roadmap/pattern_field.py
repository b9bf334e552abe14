"""What a new roadmap can be built like: another one, or the worked example. It takes over their structure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.roadmap import Roadmap
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.form_spec import FormSpec, Problems, Texts
from csm_tui.planning.evaluations.engagements import title_of
from csm_tui.planning.roadmap.briefings import kpis_of, phases_of
from csm_tui.session.changes import Change
from csm_tui.session.demo.demo_roadmaps import example_structure
from csm_tui.session.edits.roadmap_changes import Structure, structure_copied
from csm_tui.widgets.form.field import Field

LIKE = "like"
EXAMPLE = "the worked example"
_RULE = "Its phases, milestones and KPIs are taken over, but no figures; empty begins with none"


def with_pattern(spec: FormSpec[Change], workspace: Workspace, like: Roadmap | None) -> FormSpec[Change]:
    """The form of a new roadmap with a field that says what it is built like, `like` at first."""
    patterns = _patterns(workspace)

    def read(texts: Texts, touched: Collection[str]) -> tuple[Change | None, Problems]:
        change, problems = spec.read({name: text for name, text in texts.items() if name != LIKE}, touched)
        wanted = texts[LIKE]
        if wanted and wanted not in patterns:
            problems |= {LIKE: "choose one of them"}
        if change is None or problems or not wanted:
            return None if problems else change, problems
        return replace(change, edits=(*change.edits, *structure_copied(patterns[wanted](), spec.record))), problems

    field = Field(LIKE, "Built like", _RULE, "choice", ("", *patterns))
    first = "" if like is None else _title(workspace, like)
    fields = *spec.fields[:1], field, *spec.fields[1:]
    return replace(spec, fields=fields, first={**spec.first, LIKE: first}, read=read)


def _patterns(workspace: Workspace) -> Mapping[str, Callable[[], Structure]]:
    """The structures that can be taken over, by what they are called."""

    def of(one: Roadmap) -> Callable[[], Structure]:
        return lambda: Structure(kpis_of(workspace, one), phases_of(workspace, one))

    known = {_title(workspace, one): of(one) for one in workspace.table(Roadmap).records.values()}
    return {EXAMPLE: example_structure, **known}


def _title(workspace: Workspace, one: Roadmap) -> str:
    engagement = workspace.table(Engagement).records.get(one.engagement)
    return one.title if engagement is None else title_of(workspace, engagement)
