"""Bands: the three colours that rate a figure, and the thresholds between them."""

from enum import StrEnum

from pydantic import Field, model_validator

from csm_tui.domain.record import Record


class Band(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Trend(StrEnum):
    """The direction of travel of the overall score."""

    DOWN = "Down"
    LEVEL = "Level"
    UP = "Up"


_TREND_BANDS = {Trend.DOWN: Band.RED, Trend.LEVEL: Band.AMBER, Trend.UP: Band.GREEN}


class ScoreThresholds(Record):
    amber: int = Field(51, ge=0, le=101, description="The lowest score that is amber; below it is red")
    green: int = Field(75, ge=0, le=101, description="The lowest score that is green")

    @model_validator(mode="after")
    def _rising(self) -> "ScoreThresholds":
        if self.amber > self.green:
            raise ValueError("the amber threshold of scores must not lie above the green one")
        return self

    def band(self, rounded: int) -> Band:
        """The band of a score of 0-100, which must be rounded already."""
        if rounded >= self.green:
            return Band.GREEN
        return Band.AMBER if rounded >= self.amber else Band.RED


class RenewalThresholds(Record):
    red: int = Field(3, ge=0, le=120, description="Months to renewal up to which a renewal is red, and due")
    amber: int = Field(6, ge=0, le=120, description="Months to renewal up to which a renewal is amber")

    @model_validator(mode="after")
    def _rising(self) -> "RenewalThresholds":
        if self.red > self.amber:
            raise ValueError("the red threshold of renewals must not lie above the amber one")
        return self

    def band(self, months: int) -> Band:
        """The band of the whole months to renewal; an overdue renewal has a negative number and is red."""
        if months <= self.red:
            return Band.RED
        return Band.AMBER if months <= self.amber else Band.GREEN


class Thresholds(Record):
    score: ScoreThresholds = Field(default_factory=ScoreThresholds.usual)
    renewal: RenewalThresholds = Field(default_factory=RenewalThresholds.usual)


def trend_band(trend: Trend) -> Band:
    return _TREND_BANDS[trend]
