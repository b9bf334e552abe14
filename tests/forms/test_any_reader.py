"""Whatever the reader of a form raises is a message of a field: no text that is typed ends the program."""

from dataclasses import replace
from pathlib import Path

import pytest

from csm_tui.domain.records.activity import Activity
from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.activity_forms import repeat_form
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.definitions.file_forms import FILE_FORMS, file_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.planning.plan.plan import plan_of, present_quarter
from tests.support.driving import TODAY, fill_demo, using

_TEXTS = (
    "9" * 5_000, "9" * 5_000 + ".5", "1e999999999", "\u0661\u0662", "\u00b2", "-" * 900, "(" * 5_000, "nan", "inf",
    "x" * 300, "~nick/plan.csv", "~" * 300, "/" * 5_000, "a\x00b", "\ud800", "in " + "9" * 4_400 + " days",
    "9999-12-31", "in 99999999 weeks", "W" + "9" * 5_000, "[/]", "\u202e", "1h" * 3_000, "%s%n", "../" * 2_000,
)  # fmt: skip


_ERRORS = ValueError("x"), OSError(36, "too long"), RecursionError(), OverflowError(), KeyError(1)


def _raising(error: Exception) -> FormSpec[None]:
    def read(*_: object) -> tuple[None, dict[str, str]]:
        raise error

    return replace(client_form(None, Workspace(), TODAY), read=read)


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError(36, "too long"), RecursionError(), OverflowError(), KeyError(1)]
)
def test_it_is_said_of_the_field_with_the_cursor_else_of_the_first(error: Exception) -> None:
    spec = _raising(error)
    said = f"this cannot be read ({type(error).__name__})"
    assert spec.understood({}, (), "owner") == (None, {"owner": said})
    assert spec.understood({}, ()) == (None, {spec.focus: said})
    assert spec.required <= {spec.focus}


@pytest.mark.parametrize("text", _TEXTS, ids=range(len(_TEXTS)))
def test_the_readers_say_themselves_what_is_wrong_with_odd_texts(text: str) -> None:
    workspace = Workspace()
    plan = plan_of(workspace, present_quarter(workspace.settings, TODAY))
    files = [file_form(name, plan.quarter) for name in FILE_FORMS]
    activity = Activity(reference="A1", description="x", hours=4, quarter=plan.quarter.start)
    for spec in (client_form(None, workspace, TODAY), repeat_form(activity, plan, TODAY), *files):
        for field in spec.fields:
            texts = {**spec.first, field.name: text}
            spec.read(texts, {field.name})
            field.read_back(text)


async def test_a_form_says_it_and_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    fill_demo(path)
    async with using(path) as user:
        await user.app.front.edit(_raising(OSError(36, "File name too long")))
        await user.pilot.pause()
        await user.type("a")
        assert user.message("name") == "this cannot be read (OSError)"
        await user.press("ctrl+s")
        assert user.form
        await user.press("escape")
        assert user.screen is user.app.portfolio
