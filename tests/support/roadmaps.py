"""A roadmap's figures: those of the worked example, under names of our own."""

from csm_tui.domain.records.roadmap import CashQuarter, Milestone, Phase

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
