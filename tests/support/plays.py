"""The playbook that the program brings, and a client made for each of its plays."""

from datetime import date, timedelta
from typing import Any

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.client import Stakeholder
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint, TouchpointKind
from csm_tui.domain.settings import Settings
from csm_tui.planning.playbooks.conditions import Case
from csm_tui.planning.playbooks.playbook import read_playbook
from csm_tui.planning.portfolio.rows import Row
from csm_tui.resources import DATA
from tests.support.builders import TODAY, client

USUAL = (DATA / "playbooks.toml").read_text(encoding="utf-8")
BOOK = read_playbook(USUAL)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def met(days_ago: int, kind: TouchpointKind = TouchpointKind.CALL) -> Touchpoint:
    return Touchpoint(client="", day=in_days(-days_ago), kind=kind, note="x")


FINE: dict[str, Any] = {
    "product": 70, "satisfaction": 70, "support": 70, "sponsorship": 70, "acv": 1000,
    "customer_since": in_days(-800), "renewal_date": in_days(300), "trend": "Level",
}  # fmt: skip
"""A client of which no play wants anything."""


def case(touchpoints: tuple[Touchpoint, ...] | None = None, risks: tuple[Risk, ...] = (),
         planned: frozenset[Category] = frozenset(), **fields: Any) -> Case:  # fmt: skip
    known = (met(1),) if touchpoints is None else touchpoints
    return Case(Row(client(**FINE | fields), Settings(), TODAY, known, risks), planned)


REVIEWED = (met(1), met(100, TouchpointKind.REVIEW))
MADE_FOR: dict[str, Case] = {
    "last-thirty-days": case(renewal_date=in_days(20), touchpoints=REVIEWED, planned=frozenset({Category.RETAIN})),
    "renewal-at-risk": case(
        renewal_date=in_days(95), trend="Down", touchpoints=REVIEWED, planned=frozenset({Category.RETAIN})
    ),
    "champion-gone": case(stakeholders=(Stakeholder(name="Ada", champion=True, left=True),)),
    "support-trouble": case(support=50),
    "renewal-run": case(renewal_date=in_days(60), touchpoints=REVIEWED),
    "weak-sponsor": case(sponsorship=50, renewal_date=in_days(170), planned=frozenset({Category.RETAIN})),
    "low-use": case(product=50, satisfaction=90),
    "unhappy": case(satisfaction=50),
    "green-but-falling": case(product=90, satisfaction=90, support=74, trend="Down"),
    "red-under-amber": case(product=74, satisfaction=90, support=50, sponsorship=50),
    "no-voice": case(satisfaction=None),
    "silence": case(touchpoints=(met(60),)),
    "onboarding": case(status="onboarding", customer_since=in_days(-10)),
    "onboarding-stalled": case(status="onboarding", customer_since=in_days(-50), touchpoints=(met(20),)),
    "value-review": case(renewal_date=in_days(200)),
    "expansion": case(product=80, satisfaction=74),
    "case-study": case(product=74, satisfaction=90, support=90, sponsorship=90),
    "renewal-opened": case(renewal_date=in_days(150), touchpoints=REVIEWED),
    "inherited-client": case(touchpoints=()),
    "risk-review": case(sponsorship=0, product=51, satisfaction=51, support=51),
    "loss-review": case(status="churned"),
}  # fmt: skip
