"""All kinds of report, and books to make them of."""

from collections.abc import Callable
from datetime import date

from csm_tui.domain.record import Entity
from csm_tui.domain.records.client import Stakeholder
from csm_tui.domain.records.engagements.evaluation import Section
from csm_tui.domain.records.engagements.matrix import MatrixRow
from csm_tui.domain.records.engagements.prompt import Answer
from csm_tui.domain.records.person.personal_evaluation import Rating
from csm_tui.domain.records.renewal import Forecast, Renewal
from csm_tui.domain.records.risk import Risk
from csm_tui.domain.records.touchpoint import Touchpoint
from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.report.blocks import Report
from csm_tui.exchange.report.client import client_report
from csm_tui.exchange.report.evaluation import evaluations_report
from csm_tui.exchange.report.personal import progress_report
from csm_tui.exchange.report.portfolio import portfolio_report
from csm_tui.exchange.report.quarter import quarter_report
from csm_tui.exchange.report.week import week_report
from csm_tui.planning.evaluations.engagements import client_evaluations
from csm_tui.planning.evaluations.prompts import prompts_in_use
from csm_tui.planning.personal.aspects import USUAL_ASPECTS
from csm_tui.planning.personal.report import personal_report
from csm_tui.planning.plan.plan import Plan, plan_of
from csm_tui.planning.plan.present import present_quarter
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.schedule.timetable import timetable_of
from tests.support.builders import client
from tests.support.evaluation_builders import engagement, entries, evaluation, personal
from tests.support.plan_builders import activity


def _plan(workspace: Workspace, today: date) -> Plan:
    return plan_of(workspace, present_quarter(workspace.settings, today))


def _week(workspace: Workspace, today: date) -> Report:
    plan = _plan(workspace, today)
    table = timetable_of(plan, time_budget(workspace, plan.quarter), workspace, today)
    return week_report(workspace, today, plan, table)


def _client(workspace: Workspace, today: date) -> Report:
    one = next((one for one in workspace.clients.values() if one.name == "Customer 7"), None)
    return client_report(workspace, one or next(iter(workspace.clients.values()), client("Acme")), today)


def _evaluation(workspace: Workspace, _today: date) -> Report:
    rows = [row for one in workspace.clients.values() for row in client_evaluations(workspace, one)]
    return evaluations_report(workspace, rows)


REPORTS: dict[str, Callable[[Workspace, date], Report]] = {
    "portfolio": portfolio_report,
    "week": _week,
    "client": _client,
    "quarter": lambda workspace, today: quarter_report(workspace, today, _plan(workspace, today)),
    "personal": lambda workspace, today: progress_report(personal_report(workspace, today)),
    "evaluation": _evaluation,
}


def written_book(text: str, today: date) -> Workspace:
    """A client at risk with this text wherever one can stand."""
    line = " ".join(text.split())
    acme = client(
        line, owner=line, tags=("a",), notes=text, acv=1000, renewal_date=today,
        sentiment={"feeling": "bad", "why": line},
        stakeholders=(Stakeholder(name=line, role=line, seniority=line, attitude=line),), product=13, support=60,
        status="active",
    )  # fmt: skip
    work = engagement(acme, line).changed(aim=text)
    about = evaluation(work, authors=line)
    question = prompts_in_use(Workspace())[0]
    own = personal().changed(csm=line, period=line)
    records: tuple[Entity, ...] = (
        acme, work, about, *entries(about, {Section.LESSONS: [text]}, tags=("b",)),
        MatrixRow(engagement=work.id, customer=text, supplier=text, csm=text),
        Answer(engagement=work.id, prompt=question.id, text=text),
        own.changed(ratings=(*own.ratings[1:], Rating(id=USUAL_ASPECTS[0].id, points=2, note=text))),
        Touchpoint(client=acme.id, day=today, note=text, follow_up=today, task=line),
        Risk(client=acme.id, text=text, action=text, since=today, review=today),
        Forecast(client=acme.id, category="possible", evidence=text, signer=line),
        Renewal(client=acme.id, due=today, closed=today, outcome="renewed", acv=900, reason=text),
        activity("R1", clients=(acme.id,), description=text, deadline=today).changed(
            reference=line, quarter=present_quarter(Workspace().settings, today).start
        ),
    )  # fmt: skip
    return Workspace().with_records(records)
