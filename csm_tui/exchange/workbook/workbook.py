"""The whole workspace as a workbook that one would send: plan, health, calendar, evaluations, ratings, roadmaps.

What makes the pages is loaded when a workbook is made.
"""

from datetime import date

from csm_tui.domain.workspace import Workspace
from csm_tui.exchange.exports import Export
from csm_tui.planning.personal.report import personal_report
from csm_tui.planning.plan.plan import Plan
from csm_tui.planning.plan.time_budget import time_budget
from csm_tui.planning.portfolio.rows import Portfolio
from csm_tui.planning.roadmap.briefings import briefings
from csm_tui.planning.schedule.timetable import timetable_of


def workbook_export(workspace: Workspace, plan: Plan, today: date) -> Export:
    """The workbook as an export; it is made when a file of it is written."""
    counts = {"clients": len(workspace.clients), "activities": len(plan.activities)}
    return Export("workbook", {}, counts, {".xlsx": lambda: workbook(workspace, plan, today)})


def workbook(workspace: Workspace, plan: Plan, today: date) -> bytes:
    """The workbook (.xlsx) of a workspace with the plan of one quarter, as it stands on a day."""
    from csm_tui.exchange.workbook.book_pages import dashboard_page, health_page
    from csm_tui.exchange.workbook.evaluation_pages import evaluation_pages, personal_page
    from csm_tui.exchange.workbook.pages import Pages
    from csm_tui.exchange.workbook.plan_pages import calendar_page, plan_page
    from csm_tui.exchange.workbook.roadmap_pages import roadmap_page

    pages, portfolio = Pages(), Portfolio()
    portfolio.update(workspace, today)
    rows = [*portfolio]
    dashboard_page(pages, rows, workspace.settings)
    health_page(pages, rows)
    plan_page(pages, plan)
    calendar_page(pages, plan, timetable_of(plan, time_budget(workspace, plan.quarter), workspace, today))
    evaluation_pages(pages, workspace)
    personal_page(pages, personal_report(workspace, today))
    for one in briefings(workspace, today):
        roadmap_page(pages, one)
    return pages.made()
