"""When a play that was put off for a client comes back."""

from datetime import timedelta
from typing import Any

import pytest

from csm_tui.domain.records.snooze import Snooze
from csm_tui.domain.values.bands import Band
from csm_tui.planning.playbooks.offering.snoozing import holds, snoozed_plays
from csm_tui.planning.portfolio.rows import row_of
from tests.support.builders import TODAY, client
from tests.support.plan_builders import kept


def snooze(**fields: Any) -> Snooze:
    usual = {
        "client": "acme",
        "play": "silence",
        "until": TODAY + timedelta(days=1),
        "reason": "On leave",
        "since": TODAY,
    }
    return Snooze.model_validate({**usual, **fields})


@pytest.mark.parametrize(
    ("fields", "product", "renewal", "still"),
    [
        ({}, 90, 200, True),
        ({"until": TODAY}, 90, 200, False),
        ({"until": TODAY - timedelta(days=9)}, 90, 200, False),
        ({"band": Band.GREEN}, 60, 200, False),
        ({"band": Band.AMBER}, 60, 200, True),
        ({"band": Band.AMBER}, 40, 200, False),
        ({"band": Band.RED}, 40, 200, True),
        ({"band": Band.RED}, 90, 200, True),
        ({"band": None}, 60, 200, False),
        ({"band": Band.GREEN}, None, 200, True),
        ({"band": Band.GREEN}, 90, 31, True),
        ({"band": Band.GREEN}, 90, 30, False),
        ({"band": Band.GREEN, "soon": True}, 90, 30, True),
        ({"band": Band.GREEN}, 90, None, True),
    ],
)
def test_it_comes_back_on_its_day_or_when_the_case_worsens(
    fields: dict[str, Any], product: int | None, renewal: int | None, still: bool
) -> None:
    day = None if renewal is None else TODAY + timedelta(days=renewal)
    acme = client("Acme", id="acme", product=product, renewal_date=day)
    one = snooze(**{"band": Band.GREEN, **fields})
    workspace = kept(acme, one, snooze(client="other"))
    row = row_of(acme, workspace, TODAY)
    assert holds(one, row) is still
    assert snoozed_plays(row, workspace) == ({"silence": one} if still else {})
