"""Days in forms: each field for one takes all ways of writing it, reads it back, and saves what it read back."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from csm_tui.forms.form_spec import FormSpec
from csm_tui.forms.ground import Ground
from csm_tui.widgets.form.field import Field
from tests.support.kinds.forms import WAYS, fill_ground, ground
from tests.support.sessions import TODAY, opened

_LOOSE = ("15 Dec", "friday", "W1", "-3w", "1 Feb")
_ISO = TODAY.isoformat()
_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def _takes_days(field: Field) -> bool:
    return field.read_back(_ISO).startswith(f"{TODAY:%a} ")


def _saved(spec: FormSpec[Any], name: str, text: str) -> str:
    """What saving makes of a text in a field but for the ids of new records, or what is wrong with it there."""
    made, problems = spec.read({**spec.first, name: text}, {name})
    return problems.get(name) or re.sub(_ID, "", repr(getattr(made, "edits", made)))


@pytest.mark.parametrize("opens", WAYS.values(), ids=WAYS)
def test_a_day_may_be_typed_in_any_way_and_is_saved_as_it_is_read_back(
    opens: Callable[[Ground], FormSpec[Any]], tmp_path: Path
) -> None:
    session = opened(tmp_path / "workspace.json")
    fill_ground(session)
    spec = opens(ground(session))
    for field in filter(_takes_days, spec.fields):
        for text in _LOOSE:
            said, fixed = field.read_back(text), field.fixed(text, TODAY)
            assert said, f"{field.name} does not take {text}"
            assert f"{datetime.fromisoformat(fixed):%a %-d %b %Y}" in said, field.name
            assert _saved(spec, field.name, text) == _saved(spec, field.name, fixed), (field.name, text)
    session.close()


def test_all_forms_that_ask_for_a_day_are_tried(tmp_path: Path) -> None:
    session = opened(tmp_path / "workspace.json")
    fill_ground(session)
    asking = {name for name, opens in WAYS.items() if any(map(_takes_days, opens(ground(session)).fields))}
    assert {"period-0", "import-0", "step-1", "edition-1", "renewal-1", "personal-1", "put-off-0"} <= asking
    session.close()
