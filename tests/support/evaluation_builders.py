"""Engagements, evaluations and ratings, as tests need them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Client
from csm_tui.domain.records.engagements.engagement import Engagement
from csm_tui.domain.records.engagements.evaluation import Entry, Evaluation, Section
from csm_tui.domain.records.person.personal_evaluation import OthersRating, PersonalEvaluation, Rating, Relation
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from tests.support.builders import TODAY, client

OWN = (7, 8, 10, 9, 4, 6, 6, 9)
"""The ratings of the worked example, aspects A to H."""


def engagement(owner: Client, name: str = "Teamwork") -> Engagement:
    return Engagement(client=owner.id, name=name)


def evaluation(owner: Engagement, phase: str = "Adoption planning", day: date = TODAY, **fields: Any) -> Evaluation:
    return Evaluation(engagement=owner.id, phase=phase, day=day, **fields)


def entries(owner: Evaluation, texts: Mapping[Section, Sequence[str]], **fields: Any) -> list[Entry]:
    """Entries of several sections, each in the given order."""
    return [
        Entry(evaluation=owner.id, section=section, text=text, place=place, **fields)
        for section, group in texts.items()
        for place, text in enumerate(group)
    ]


def evaluated(
    name: str, texts: Mapping[Section, Sequence[str]], phase: str = "Adoption planning", **fields: Any
) -> list[Entity]:
    """A client with an engagement, one evaluation of it, and its entries."""
    owner = client(name)
    work = engagement(owner)
    about = evaluation(work, phase)
    return [owner, work, about, *entries(about, texts, **fields)]


def ratings(points: Sequence[int | None]) -> tuple[Rating, ...]:
    """Ratings of the usual aspects in order; None is not rated."""
    return tuple(Rating(id=one.id, points=each) for one, each in zip(USUAL_ASPECTS, points, strict=False))


def personal(points: Sequence[int | None] = OWN, day: date = TODAY, **fields: Any) -> PersonalEvaluation:
    return PersonalEvaluation(csm="Robin Vale", period="2026 Q1", day=day, ratings=ratings(points), **fields)


def by_other(
    about: PersonalEvaluation, points: Sequence[int | None], rater: str = "Kim", relation: Relation = Relation.COLLEAGUE
) -> OthersRating:
    return OthersRating(evaluation=about.id, rater=rater, relation=relation, day=TODAY, ratings=ratings(points))
