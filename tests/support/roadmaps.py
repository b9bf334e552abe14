"""A roadmap's figures: those of the worked example, under names of our own."""

from datetime import date

from csm_tui.domain.records.engagements.roadmap import CashQuarter, Kpi, Measure, Milestone, NextStep, Phase, Roadmap
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.roadmap.briefings import Briefing, briefings
from tests.support.builders import client
from tests.support.evaluation_builders import engagement

_ESTIMATED = [
    (2285, 0), (1020, 100), (755, 200), (65, 350), (65, 350), (65, 350), (65, 500), (65, 500), (65, 500), (65, 500),
    (65, 600), (65, 600), (65, 600), (65, 600), (65, 750), (65, 750), (65, 750), (65, 750), (65, 750), (65, 750),
]  # fmt: skip
"""Expenditure and income by quarter, in thousands."""

_ACTUAL = {1: (2285, 45), 2: (965, 145)}

_PHASES = {"Americas": ((0, 0), (5, 5), (16, None)), "EMEA": ((7, 7), (11, None), (22, None)),
           "Asia Pacific": ((13, None), (17, None), (28, None))}  # fmt: skip
"""The planned and actual months of each phase's milestones."""


def example_quarters(roadmap: str = "r") -> list[CashQuarter]:
    """The twenty quarters of the example, two of them with actuals."""
    return [
        CashQuarter(
            roadmap=roadmap,
            number=number,
            estimated_expenditure=cost,
            estimated_income=income,
            actual_expenditure=_ACTUAL.get(number, (None, None))[0],
            actual_income=_ACTUAL.get(number, (None, None))[1],
        )
        for number, (cost, income) in enumerate(_ESTIMATED, 1)
    ]


def example_csv() -> str:
    """The same as a file, in the columns of the worked example."""
    lines = ["Year,Quarter,Estimated expenditure,Actual expenditure,Estimated income,Actual income"]
    for number, (cost, income) in enumerate(_ESTIMATED, 1):
        known = _ACTUAL.get(number, ("", ""))
        lines.append(f"{(number - 1) // 4 + 1},{(number - 1) % 4 + 1},{cost},{known[0]},{income},{known[1]}")
    return "\n".join([*lines, ""])


def example_phases(roadmap: str = "r") -> list[Phase]:
    """Three regions with three milestones each, as they stand in month 10."""
    names = ("adoption start", "value start", "targets attained")
    return [
        Phase(
            roadmap=roadmap,
            place=place,
            name=name,
            milestones=tuple(
                Milestone(name=one, planned=planned, actual=actual)
                for one, (planned, actual) in zip(names, months, strict=True)
            ),
        )
        for place, (name, months) in enumerate(_PHASES.items())
    ]


_TODAY = date(2026, 11, 26)
_LONG = "Every branch advises from the same figures as the head office, on the day they are known. " * 15
TEXTS = {"hostile": "<a> & [b] =1+1", "long": _LONG, "short": "One view", "one word": "W" * 190, "wide": "漢字" * 90}
"""Texts by what is hard about them."""


def written_briefing(text: str) -> Briefing:
    """The example in its tenth month with this text wherever one can stand, and with words that nobody is to see."""
    line = text.split("\n")[0][:200]
    acme = client("Acme", notes="SECRET-notes", product=13)
    work = engagement(acme).changed(aim="SECRET-aim")
    way = Roadmap(
        engagement=work.id, first_month=date(2026, 1, 1), title=line, strategy=text, outcomes=text, adoption=text,
        decision=text, fell_short=text, headline=line, goal_months=48, notes="SECRET-for-the-presenter",
    )  # fmt: skip
    phases = [
        one.changed(
            name=f"{one.name} {text}".split("\n")[0][:200], csm_part=text,
            milestones=[each.changed(activities=text) for each in one.milestones],
        )
        for one in example_phases(way.id)
    ]  # fmt: skip
    kpi = Kpi(roadmap=way.id, name=line, baseline=0, target=5, measures=(Measure(month=1, value=2),))
    step = NextStep(roadmap=way.id, item=text, owner=line, implication=text)
    talk = Touchpoint(client=acme.id, day=_TODAY, note="SECRET-talk")
    workspace = Workspace().with_records([acme, work, way, *phases, *example_quarters(way.id), kpi, step, talk])
    (found,) = briefings(workspace, _TODAY)
    return found
