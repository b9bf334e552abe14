"""Proposing the texts of a new activity."""

from collections.abc import Iterator, Mapping
from datetime import date

from csm_tui.domain.records.activity import Category
from csm_tui.domain.records.client import Client
from csm_tui.domain.values.money import money
from csm_tui.domain.values.names import joined_names
from csm_tui.domain.workspace import Workspace
from csm_tui.planning.plan.audit import NewActivity
from csm_tui.planning.plan.plan import Plan, free_references
from csm_tui.planning.portfolio.rows import Row


def proposed_texts(wanted: NewActivity, plan: Plan, workspace: Workspace, today: date) -> Mapping[str, str]:
    """The initial texts of its form, by field: reference, category, clients; to retain a client also the purpose."""
    clients = [workspace.clients[key] for key in wanted.clients if key in workspace.clients]
    texts = {"reference": next_reference(wanted.category, plan), "category": str(wanted.category)}
    if clients:
        texts["clients"] = joined_names(client.name for client in clients)
    if wanted.category is Category.RETAIN and clients:
        texts["purpose"] = " ".join(_stakes(client, workspace, today) for client in clients)
        renewals = (client.renewal_date for client in clients)
        days = [day for day in renewals if day is not None and today <= day and day in plan.quarter]
        texts["deadline"] = min(days).isoformat() if days else ""
    return texts


def next_reference(category: Category, plan: Plan) -> str:
    """The first free reference of a category: R1, R2 for retain, E1 for expand."""
    return next(free_references(category, plan))


def _stakes(client: Client, workspace: Workspace, today: date) -> str:
    return f"Keep {client.name}: {', '.join(_reasons(Row(client, workspace.settings, today)))}."


def _reasons(row: Row) -> Iterator[str]:
    client = row.client
    if client.acv is not None:
        yield money(client.acv, row.settings.currency)
    if client.renewal_date is not None:
        yield f"renewal on {client.renewal_date}"
    if row.standing is not None:
        yield f"health {row.standing}"
    if row.worst_driver is not None:
        yield f"most is lost by {row.worst_driver}"
