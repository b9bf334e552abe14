"""A self-assessment: how people judge their own plan against a reference answer."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from csm_tui.domain.record import Entity, FormLayout, LongText, Scope, as_named
from csm_tui.domain.values.time.days import Day
from csm_tui.domain.values.time.quarter import Monday

AssessmentPoints = Annotated[int, Field(ge=0, le=5)]


class Verdict(StrEnum):
    BELOW_PAR = "below par"
    ACCEPTABLE = "acceptable"
    GOOD = "good"
    EXCELLENT = "excellent"


_LEAST = ((13, Verdict.EXCELLENT), (10, Verdict.GOOD), (7, Verdict.ACCEPTABLE))


class Assessment(Entity):
    """Three marks of 0-5 for the plan of a quarter. It is personal, as people judge their own work."""

    TABLE = "assessments"
    NOUN = "self-assessment"
    PLURAL = "self-assessments"
    SCOPE = Scope.PERSON
    JSON = {"date": "day", **as_named("quarter", "completeness", "accuracy", "quality", "notes")}
    FORM = FormLayout("assessment", ("completeness", "accuracy", "quality", "notes"), "completeness")

    quarter: Monday
    day: Day
    completeness: AssessmentPoints = Field(description="0 to 5: is everything in it that should be")
    accuracy: AssessmentPoints = Field(description="0 to 5: is it right for each client")
    quality: AssessmentPoints = Field(description="0 to 5: is it thought through and well put")
    notes: LongText = Field("", description="What to do better")

    @property
    def label(self) -> str:
        return f"self-assessment of {self.day}"

    @property
    def total(self) -> int:
        """The sum of the three marks, at most 15."""
        return self.completeness + self.accuracy + self.quality

    @property
    def verdict(self) -> Verdict:
        return next((verdict for least, verdict in _LEAST if self.total >= least), Verdict.BELOW_PAR)
