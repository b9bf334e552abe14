"""Whatever the reader of a form raises is a message of a field: no text that is typed ends the program."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from csm_tui.domain.workspace import Workspace
from csm_tui.forms.definitions.client_forms import client_form
from csm_tui.forms.form_spec import FormSpec
from csm_tui.session.drafts.draft import Draft
from csm_tui.widgets.form.field import Field
from tests.support.driving import TODAY, fill_demo, using
from tests.support.kinds.forms import WAYS, fill_ground, ground
from tests.support.rows import first_rows
from tests.support.sessions import opened

pytestmark = pytest.mark.thorough

_TEXTS = (
    "9" * 5_000, "9" * 59, "9" * 5_000 + ".5", "1e999999999", "\u0661\u0662", "\u00b2", "-" * 900, "(" * 5_000, "nan",
    "inf", "x" * 300, "~nick/plan.csv", "~" * 300, "/" * 5_000, "a\x00b", "\ud800", "in " + "9" * 4_400 + " days",
    "9999-12-31", "in 99999999 weeks", "W" + "9" * 5_000, "[/]", "\u202e", "1h" * 3_000, "%s%n", "../" * 2_000,
)  # fmt: skip
_ERRORS = (
    ValueError("x"), OSError(36, "too long"), RecursionError(), OverflowError(), KeyError(1), MemoryError(),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "x"),
)  # fmt: skip


def _raising(error: Exception) -> Callable[..., NoReturn]:
    def read(*_: object) -> NoReturn:
        raise error

    return read


def _form(error: Exception, reader: str = "read") -> FormSpec[Any]:
    """The form of a client of which one reader fails."""
    spec = client_form(None, Workspace(), TODAY)
    if reader in ("read", "compare"):
        return replace(spec, **{reader: _raising(error)}, new=False)
    first, *others = spec.fields
    return replace(spec, fields=(replace(first, kind="file", **{reader: _raising(error)}), *others))


@pytest.mark.parametrize("error", _ERRORS, ids=lambda error: type(error).__name__)
def test_it_is_said_of_the_field_with_the_cursor_else_of_the_first(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    spec = _form(error)
    said = f"this cannot be read ({type(error).__name__})"
    assert spec.understood({}, (), "owner") == (None, {"owner": said})
    assert spec.understood({}, ()) == (None, {spec.focus: said})
    assert spec.required <= {spec.focus}
    assert {one.exc_info[1] for one in caplog.records if one.exc_info} == {error}, "where it came from is no secret"


@pytest.mark.parametrize("text", first_rows(_TEXTS, 4))
def test_the_readers_of_every_form_say_themselves_what_is_wrong_with_odd_texts(
    text: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    session = opened(tmp_path / "workspace.json")
    fill_ground(session)
    for opens in WAYS.values():
        spec = opens(ground(session))
        for field in spec.fields:
            result, problems = spec.read({**spec.first, field.name: text}, {field.name})
            assert result is None or not problems
            field.read_back(text)
            field.fixed(text, TODAY)
            field.complete(text)
    assert caplog.records == []
    session.close()


@pytest.mark.parametrize("error", first_rows(_ERRORS, 1), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("reader", ["read", "read_back", "compare", "complete"])
async def test_a_form_says_it_and_stays_open(reader: str, error: Exception, tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    fill_demo(path)
    async with using(path) as user:
        await user.app.front.edit(_form(error, reader))
        await user.pilot.pause()
        await user.type("a")
        if reader == "complete":
            await user.press("tab")
        assert user.message("name") == f"this cannot be read ({type(error).__name__})"
        if reader == "read":
            await user.press("ctrl+s")
        assert user.form
        await user.press("escape")
        assert user.screen is user.app.portfolio


async def test_a_form_opens_on_a_day_that_its_reader_cannot_count_from(tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    fill_demo(path)
    async with using(path) as user:
        spec = client_form(None, Workspace(), TODAY)
        for number, day in enumerate(("0001-01-01", "9999-12-31", "2026-02-01")):
            fields: tuple[Field, ...] = spec.fields
            if number == 2:
                fields = tuple(replace(field, fixed=_raising(OverflowError())) for field in fields)
            texts = {"name": "Acme", "renewal_date": "in 2 weeks", "customer_since": "2 weeks ago"}
            days = dict.fromkeys(texts, day)
            draft = Draft(spec.form, spec.record, "", "", True, spec.first, texts, f"{day}T10:00:00", {}, days)
            user.session.drafts.note(draft)
            await user.app.front.edit(replace(spec, fields=fields))
            await user.pilot.pause()
            assert user.row("name").text == "Acme"
            await user.press("escape")


@pytest.mark.parametrize("error", first_rows(_ERRORS, 1), ids=lambda error: type(error).__name__)
async def test_what_is_raised_while_what_was_typed_is_saved_is_said_in_the_form_again(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workspace.json"
    fill_demo(path)
    async with using(path) as user:
        await user.press("n")
        await user.type("Acme")
        with monkeypatch.context() as failing:
            failing.setattr(user.session, "apply", _raising(error))
            await user.press("ctrl+s")
            await user.until(lambda: user.screen is not user.app.portfolio)
        assert user.row("name").text == "Acme"
        assert user.message("name") == f"this cannot be read ({type(error).__name__})"
        await user.press("ctrl+s")
        await user.saved()
        assert user.session.workspace.named("Acme") is not None
