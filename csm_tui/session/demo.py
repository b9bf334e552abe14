"""The demo: fifteen made-up clients, their dates laid relative to today."""

from datetime import date, timedelta
from typing import Any

import orjson

from csm_tui.domain.client import Client, Override
from csm_tui.domain.dates import shift_months
from csm_tui.domain.health import COMPONENTS
from csm_tui.domain.workspace import Workspace
from csm_tui.resources import DATA

_FIELDS = ("acv", "renewal_date", "customer_since", "trend", "owner", "tags", "notes", *COMPONENTS)


def demo_workspace(today: date) -> Workspace:
    """The demo as it stands today; its history reproduces the trend of each client."""
    seeds = orjson.loads((DATA / "demo.json").read_bytes())
    return Workspace().with_clients(_client(seed, today) for seed in seeds)


def _client(seed: dict[str, Any], today: date) -> Client:
    history = tuple((today - timedelta(days=ago), *scores) for ago, *scores in seed["snapshots"])
    newest, *scores = history[-1]
    entered = dict.fromkeys(_FIELDS, newest)
    if "satisfaction_days_ago" in seed:
        entered["satisfaction"] = today - timedelta(days=seed["satisfaction_days_ago"])
    return Client.model_validate(
        {
            "name": seed["name"],
            "owner": seed["owner"],
            "customer_since": shift_months(today, -12 * seed["term_years"]) - timedelta(days=seed["since_extra_days"]),
            "acv": seed["acv"],
            "renewal_date": shift_months(today, seed["renewal_months"]) + timedelta(days=seed["renewal_extra_days"]),
            "trend": seed["trend"],
            **dict(zip(COMPONENTS, scores, strict=True)),
            "tags": seed["tags"],
            "notes": seed["notes"],
            "override": _override(seed.get("override"), today),
            "entered": entered,
            "history": history,
        }
    )


def _override(seed: dict[str, Any] | None, today: date) -> Override | None:
    if seed is None:
        return None
    return Override(score=seed["score"], reason=seed["reason"], until=today + timedelta(days=seed["days_left"]))
