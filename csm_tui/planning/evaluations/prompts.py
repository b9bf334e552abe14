"""The sixteen usual prompts for more value, and those in use."""

from collections.abc import Mapping

from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.prompt import Answer, Prompt, PromptGroup
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.editable_set import all_members, members_in_use
from csm_tui.planning.usual_ids import usual_prompt_id

_QUESTIONS: Mapping[PromptGroup, tuple[tuple[str, str], ...]] = {
    PromptGroup.OWNED: (
        ("features-present-users", "Which features they already pay for would help the people who use it today?"),
        ("features-other-users", "Who else in their house could use what they already own, and for what?"),
    ),
    PromptGroup.OFFERS: (
        ("products-not-bought", "Which of our products or services do they not have yet, though they would fit?"),
        ("challenges-left", "Which of their challenges is still unsolved, and which part of it could be ours?"),
        ("opportunities-now", "What has changed at theirs lately that opens a chance right now?"),
    ),
    PromptGroup.INITIATIVE: (
        ("more-from-initiative", "How could the initiative itself yield more than was planned?"),
        ("measure-and-report", "In which other way could its value be measured, and shown to those who decide?"),
        ("more-from-me", "What could I do in this engagement that nobody has asked me for yet?"),
    ),
    PromptGroup.RELATIONS: (
        ("relation-companies", "What would make the relation between their company and ours one step closer?"),
        ("relation-stakeholders", "With which of the people who matter there is my own relation too thin?"),
        ("chance-of-renewal", "What would raise the chance of their renewal most, from today's view?"),
    ),
    PromptGroup.REVENUE: (
        ("revenue-renewals", "What would have to be true for them to renew for longer or for more?"),
        ("revenue-expansion", "Where would a larger contract pay for itself within a year?"),
        ("revenue-advocacy", "What could they say about us in public that would win others, and who would say it?"),
    ),
    PromptGroup.LEARNING: (
        ("learn-more", "What do I still have to learn to be of more use to them?"),
        ("make-templates", "Which work that I did here should become a template for the next client?"),
    ),
}

PROMPTS_TITLE = "Prompts for more value"

_NAMED = tuple((group, *one) for group, questions in _QUESTIONS.items() for one in questions)

USUAL_PROMPTS: tuple[Prompt, ...] = tuple(
    Prompt(id=usual_prompt_id(name), group=group, question=question, place=place)
    for place, (group, name, question) in enumerate(_NAMED)
)


def prompts_in_use(workspace: Workspace) -> tuple[Prompt, ...]:
    """The prompts that are asked, by group and in their order."""
    order = [*PromptGroup]
    found = members_in_use(USUAL_PROMPTS, workspace.table(Prompt).records)
    return tuple(sorted(found, key=lambda one: order.index(one.group)))


def all_prompts(workspace: Workspace) -> dict[str, Prompt]:
    """All prompts by id, the retired ones, too, for the answers they got."""
    return all_members(USUAL_PROMPTS, workspace.table(Prompt).records)


def prompt_of(workspace: Workspace, identity: str) -> Prompt:
    """The prompt with that id; a stand-in for one that is not known here, so that its answer can be shown."""
    known = all_prompts(workspace).get(identity)
    return known or Prompt.model_construct(id=identity, question="A question that is not known here")


def answers_of(workspace: Workspace, engagement: Engagement) -> dict[str, Answer]:
    """The answers in an engagement, by the id of their prompt."""
    return {one.prompt: one for one in workspace.table(Answer).of(engagement.id)}


def answered_prompts(workspace: Workspace, engagement: Engagement) -> list[tuple[Prompt, Answer]]:
    """The prompts that were answered or skipped in an engagement, by group and in their order, with what was answered.

    Retired ones are among them.
    """
    order = [*PromptGroup]
    answers = workspace.table(Answer).of(engagement.id)
    found = [(prompt_of(workspace, one.prompt), one) for one in answers if one.text or one.skipped]
    return sorted(found, key=lambda one: (order.index(one[0].group), one[0].place, one[0].id))
