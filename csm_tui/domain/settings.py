"""The settings of a workspace: every number used by a rule, with its meaning and default."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError, model_validator

from csm_tui.domain.record import Record
from csm_tui.domain.text import clean_line
from csm_tui.domain.values.bands import Thresholds
from csm_tui.domain.values.health import COMPONENTS, StaleLimits, TrendRule, Weights
from csm_tui.domain.values.time.clock import Span, TimeOfDay, minutes_of
from csm_tui.domain.values.time.days import OUT_OF_REACH, is_out_of_reach
from csm_tui.domain.values.time.holidays import public_holidays
from csm_tui.domain.values.time.hours import Hours
from csm_tui.domain.values.time.quarter import Monday

SETTINGS_ID = "5e771465-0000-4000-8000-000000000001"
"""The id of the only document in the settings table. It is fixed, so that two programs never create two."""


def _currency(text: str) -> str:
    word = clean_line(text)
    if len(word) > 4 or any(char.isdigit() or char.isspace() for char in word):
        raise ValueError("a sign or code of up to four characters, like EUR or $")
    return word


_COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,4})?")


def _country(text: str) -> str:
    code = clean_line(text).upper()
    if code and not _COUNTRY.fullmatch(code):
        raise ValueError("a country's code such as DE, GB, US, or with a part of it, such as DE-BY")
    return code


class QuarterRule(Record):
    start: Monday | None = Field(None, description="The Monday on which the plan's quarter of 13 weeks starts")


class HoursRule(Record):
    week: Annotated[Hours, Field(le=168)] = Field(40, description="Working hours of a usual week")
    onboarding_share: int = Field(50, ge=0, le=100, description="Percent of them reserved for onboarding new clients")
    begin: TimeOfDay = Field("9:00", description="When a working day begins: appointments before it take no hours")
    end: TimeOfDay = Field("18:00", description="When a working day ends: appointments after it take no hours")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.working.begin >= self.working.end:
            raise ValueError("a working day must end after it begins")
        return self

    @property
    def working(self) -> Span:
        """The part of a day in which appointments take hours."""
        return Span(minutes_of(self.begin), minutes_of(self.end))


class ScheduleStyle(StrEnum):
    """How work is scheduled: as soon as possible, or spread evenly over the days."""

    ASAP = "asap"
    LEVEL = "level"


class PlanRule(Record):
    size: int = Field(25, ge=1, le=1000, description="About how many activities a quarter's plan holds")
    style: ScheduleStyle = Field(ScheduleStyle.ASAP, description="How work is placed in the calendar: asap or level")


class DecisionRule(Record):
    notice_days: int = Field(0, ge=0, le=730, description="Days of notice before a renewal, where a client has no own")


Points = Annotated[int, Field(ge=0, le=1000)]


class PointsRule(Record):
    """The points of each reason for a place in the queue."""

    decision_soon: Points = Field(40, description="Points if they decide within 30 days, or should have decided")
    decision_near: Points = Field(25, description="Points if they decide within 60 days")
    decision_ahead: Points = Field(15, description="Points if they decide within 90 days")
    promise: Points = Field(20, description="Points if a promise of ours is overdue")
    followup: Points = Field(10, description="Points if another follow-up is overdue")
    health_red: Points = Field(30, description="Points for a red health")
    health_amber: Points = Field(5, description="Points for an amber health")
    falling: Points = Field(15, description="Points for a score that falls")
    component_red: Points = Field(10, description="Points for each red component")
    trap: Points = Field(15, description="Points where the score looks better than it is")
    no_data: Points = Field(5, description="Points where scores are missing")
    stale: Points = Field(5, description="Points where scores are stale")
    champion_gone: Points = Field(20, description="Points if the decision maker or a champion has left")
    weak_sponsor: Points = Field(5, description="Points for an amber sponsorship within 180 days of the decision")
    risk: Points = Field(10, description="Points for an open risk")
    at_odds: Points = Field(10, description="Points if you feel otherwise than the score says")
    silence: Points = Field(10, description="Points if there was no touchpoint for long")
    nothing_planned: Points = Field(10, description="Points if a client at risk has nothing planned")
    large: Points = Field(5, description="Points for an ACV in the top third")


Factor = Annotated[float, Field(ge=1, le=10, allow_inf_nan=False)]


class PlaysRule(Record):
    """How the hours of a play, which are those for a middle-sized client, become the hours for a client."""

    enterprise: Factor = Field(1.5, description="Factor on the hours of a play for a client tagged enterprise")
    enterprise_acv: float = Field(
        0, ge=0, le=10**12, allow_inf_nan=False, description="ACV from which a client counts as enterprise; 0: none"
    )
    first_contact: Factor = Field(1.4, description="Factor on the hours of a play without a touchpoint so far")
    most: Factor = Field(2.5, description="The most that both factors come to together")


class ForecastRule(Record):
    """The likelihood of a renewal that each category stands for, in percent."""

    commit: int = Field(95, ge=0, le=100, description="Likelihood of a renewal that is committed, percent")
    likely: int = Field(75, ge=0, le=100, description="Likelihood of a renewal that is likely, percent")
    possible: int = Field(50, ge=0, le=100, description="Likelihood of a renewal that is possible, percent")
    at_risk: int = Field(25, ge=0, le=100, description="Likelihood of a renewal that is at risk, percent")
    lost: int = Field(0, ge=0, le=100, description="Likelihood of a renewal that is lost, percent")


class PersonalRule(Record):
    every_months: int = Field(3, ge=1, le=24, description="Months after which the next personal evaluation is due")


class HolidayRule(Record):
    country: Annotated[str, AfterValidator(_country)] = Field(
        "", description="Country whose public holidays are days off, such as DE, or with a part of it DE-BY"
    )


class Settings(Record):
    weights: Weights = Field(default_factory=Weights.usual)
    thresholds: Thresholds = Field(default_factory=Thresholds.usual)
    stale: StaleLimits = Field(default_factory=StaleLimits.usual)
    trend: TrendRule = Field(default_factory=TrendRule.usual)
    quarter: QuarterRule = Field(default_factory=QuarterRule.usual)
    hours: HoursRule = Field(default_factory=HoursRule.usual)
    plan: PlanRule = Field(default_factory=PlanRule.usual)
    holidays: HolidayRule = Field(default_factory=HolidayRule.usual)
    decision: DecisionRule = Field(default_factory=DecisionRule.usual)
    points: PointsRule = Field(default_factory=PointsRule.usual)
    plays: PlaysRule = Field(default_factory=PlaysRule.usual)
    forecast: ForecastRule = Field(default_factory=ForecastRule.usual)
    personal: PersonalRule = Field(default_factory=PersonalRule.usual)
    currency: Annotated[str, AfterValidator(_currency)] = Field("", description="Currency of all amounts, EUR or $")


class Setting(NamedTuple):
    """One setting as a person sees it. `key` is dotted: thresholds.score.amber."""

    key: str
    meaning: str
    value: Any
    default: Any


def setting_text(value: object) -> str:
    """The value of a setting as it would be typed."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


_START, _COUNTRY_KEY = "quarter.start", "holidays.country"


def all_settings(settings: Settings) -> tuple[Setting, ...]:
    return tuple(_leaves(settings, Settings(), ""))


def _leaves(record: BaseModel, default: BaseModel, prefix: str) -> Iterator[Setting]:
    for name, field in type(record).model_fields.items():
        value, usual = getattr(record, name), getattr(default, name)
        if isinstance(value, BaseModel):
            yield from _leaves(value, usual, f"{prefix}{name}.")
        else:
            yield Setting(prefix + name, field.description or "", value, usual)


def change_setting(settings: Settings, key: str, text: str) -> Settings:
    """The settings with one value changed to what was typed; `weights` takes all four, such as 50,25,12.5,12.5.

    Raises:
        KeyError: there is no such setting.
        ValueError: the value breaks its rule; the message says which.
    """
    if key == "weights":
        return _validated(settings, "weights", _read_weights(text))
    if key not in {setting.key for setting in all_settings(settings)}:
        raise KeyError(key)
    section, *path = key.split(".")
    if not path:
        return _validated(settings, section, text.strip())
    raw = settings.model_dump()
    parent = raw[section]
    for name in path[:-1]:
        parent = parent[name]
    parent[path[-1]] = text.strip() or (None if parent[path[-1]] is None or key == _START else "")
    if key == _COUNTRY_KEY:
        public_holidays(parent[path[-1]].upper(), date.min, date.min)  # refuses what the library does not know
    return _validated(settings, section, raw[section])


def _validated(settings: Settings, section: str, value: Any) -> Settings:
    annotation = Settings.model_fields[section].rebuild_annotation()
    try:
        return settings.changed(**{section: TypeAdapter(annotation).validate_python(value)})
    except ValidationError as error:
        raise ValueError(_in_words(error.errors()[0])) from None


def _in_words(detail: Any) -> str:
    if is_out_of_reach(detail):
        return OUT_OF_REACH
    limits = detail.get("ctx", {})
    match detail["type"]:
        case "value_error":
            return str(limits["error"])
        case "greater_than_equal":
            return f"must be {limits['ge']:g} or more"
        case "less_than_equal":
            return f"must be {limits['le']:g} or less"
        case "int_parsing" | "int_from_float":
            return "must be a whole number"
        case "enum":
            return f"must be {limits['expected']}".replace("'", "")
        case "date_from_datetime_parsing" | "date_from_datetime_inexact" | "date_parsing":
            return "must be a date like 2026-01-05"
        case "float_parsing" | "finite_number":
            return "must be a number"
    return str(detail["msg"])


def _read_weights(text: str) -> dict[str, str]:
    parts = text.replace("/", " ").replace(";", " ").replace(",", " ").split()
    if all("=" in part for part in parts) and parts:
        pairs = dict(part.split("=", 1) for part in parts)
        if set(pairs) != set(COMPONENTS):
            raise ValueError("name all four weights: " + " ".join(f"{name}=25" for name in COMPONENTS))
        return pairs
    if len(parts) != len(COMPONENTS):
        raise ValueError(f"four weights, like 50,25,12.5,12.5: {', '.join(COMPONENTS)}")
    return dict(zip(COMPONENTS, parts, strict=True))
