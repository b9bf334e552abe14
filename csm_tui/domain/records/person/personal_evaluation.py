"""The personal evaluation: how a CSM rates their own work by aspects, and how others rate it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from csm_tui.domain.record import Entity, FilledLine, FormLayout, LongText, Part, Scope, TextLine, as_named
from csm_tui.domain.records.activity import Ids
from csm_tui.domain.values.ratings import BEST, WORST
from csm_tui.domain.values.time.days import PAST, Day

RatingPoints = Annotated[int, Field(ge=WORST, le=BEST)]


class Aspect(Entity):
    """Something that is rated. The id of a usual one is fixed; a retired one is no longer rated, but keeps its name.

    `activities` are those that are to improve it. It is part of the book, as a team shares its definitions.
    """

    TABLE = "aspects"
    NOUN = "aspect"
    PLURAL = "aspects"
    SCOPE = Scope.BOOK
    REFERENCES = {"activities": "activities"}
    FOLLOWING = frozenset({"place"})
    JSON = as_named("name", "definition")
    FORM = FormLayout("aspect", ("name", "definition"), "name")

    name: FilledLine = Field(description="A name that no other aspect has")
    definition: LongText = Field("", description="What is rated, and what a 10 looks like")
    place: int = Field(0, ge=0)
    retired: bool = False
    activities: Ids = ()

    @property
    def label(self) -> str:
        return self.name


class Rating(Part):
    """The rating of one aspect. Its id is that of the aspect, so that two programs merge what they rate."""

    points: RatingPoints | None = None
    note: LongText = ""


class PersonalEvaluation(Entity):
    """A CSM's rating of their own work in an engagement or a period. It is personal.

    `engagement` is an id, or "" where `period` names what it is about.
    """

    TABLE = "personal_evaluations"
    NOUN = "personal evaluation"
    PLURAL = "personal evaluations"
    SCOPE = Scope.PERSON
    OWNERS = {"engagement": "engagements"}
    JSON = {"csm": "csm", "period": "period", "date": "day"}
    FORM = FormLayout("personal", ("csm", "period", "day"), "csm", lambda today: {"day": today.isoformat()})

    csm: FilledLine = Field(title="CSM", description="Whose work is rated")
    engagement: str = ""
    period: TextLine = Field("", title="Engagement or period", description="Such as 2026 Q3")
    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "yesterday"')
    ratings: tuple[Rating, ...] = ()

    @property
    def label(self) -> str:
        return f"personal evaluation of {self.day}"

    @property
    def points(self) -> Mapping[str, int]:
        """The points of each rated aspect, by its id."""
        return points_of(self.ratings)


class Relation(StrEnum):
    """What a rater is to the CSM."""

    STAKEHOLDER = "stakeholder"
    COLLEAGUE = "colleague"
    MANAGER = "manager"


class OthersRating(Entity):
    """How somebody else rates the same work. `rater` is "" if they wish to stay anonymous. It is personal."""

    TABLE = "others_ratings"
    NOUN = "rating"
    PLURAL = "ratings"
    SCOPE = Scope.PERSON
    OWNERS = {"evaluation": "personal_evaluations"}
    JSON = {**as_named("rater", "relation"), "date": "day"}
    FORM = FormLayout("others", ("rater", "relation", "day"), "rater", lambda today: {"day": today.isoformat()})

    evaluation: str
    rater: TextLine = Field("", description="Their name; empty if they stay anonymous")
    relation: Relation = Field(Relation.COLLEAGUE, description="stakeholder, colleague or manager")
    day: Annotated[Day, PAST] = Field(title="Date", description='Like 2026-03-01 or "yesterday"')
    ratings: tuple[Rating, ...] = ()

    @property
    def label(self) -> str:
        return f"rating by {self.rater or f'a {self.relation}'}"

    @property
    def points(self) -> Mapping[str, int]:
        """The points of each rated aspect, by its id."""
        return points_of(self.ratings)


def points_of(ratings: tuple[Rating, ...]) -> Mapping[str, int]:
    """The points of each rated aspect, by its id."""
    return {one.id: one.points for one in ratings if one.points is not None}
