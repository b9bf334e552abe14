"""What docs/contributing.md shows works as it is written there."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from csm_tui import commands, screens
from csm_tui.commands.screens import BY_ID, SCREENS, ScreenSpec
from csm_tui.domain import records
from csm_tui.domain import settings as settings_module
from csm_tui.domain.records import kinds
from csm_tui.domain.settings import HoursRule, Settings, all_settings, change_setting
from tests.support.driving import SMALL, client, fill, using
from tests.support.kinds.kind_contract import CHECKS, Check, Kind, check_declaration, few

PAGE = Path(__file__).parents[1] / "docs" / "contributing.md"


def blocks(section: str) -> list[str]:
    """The Python blocks of a section."""
    text = PAGE.read_text(encoding="utf-8").partition(f"## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kind:
    """The example kind, in a file of its own and in the list as the page says."""
    source, line = blocks("A new kind of record")
    table, place = re.findall(r'"(.+?)"', line)
    module = place.partition(":")[0]
    (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(records, "__path__", [*records.__path__, str(tmp_path)])
    monkeypatch.setitem(kinds.PLACES, table, place)
    kinds.kind_of.cache_clear()
    kind: Kind = getattr(import_module(f"{records.__name__}.{module}"), place.partition(":")[2])
    return kind


def test_the_example_kind_declares_what_is_asked(workshop: Kind) -> None:
    check_declaration(workshop)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_the_example_kind_holds_the_contract(workshop: Kind, check: Check) -> None:
    @few(3)
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        check(workshop, data)

    holds()


_WITH_THE_COLUMN = """
import json, sys, types
from importlib.util import find_spec
from pathlib import Path

name = "csm_tui.planning.portfolio.columns"
source = Path(find_spec(name).origin).read_text(encoding="utf-8")
module = sys.modules[name] = types.ModuleType(name)
end = ")  # fmt: skip\\n\\nBY_KEY"
assert end in source
exec(source.replace(end, f"{sys.argv[1]},\\n{end}"), module.__dict__)

from csm_tui.domain.records.client import Client
from csm_tui.domain.settings import Settings
from csm_tui.domain.records.person.view import View
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER, parse_portfolio_filter
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.view_state import view_state_of
from csm_tui.screens.cells.client_columns import client_cells, client_columns
from csm_tui.screens.cells.glyphs import ASCII
from csm_tui.screens.portfolio.columns_dialog import ColumnsDialog
from csm_tui.screens.cells.legend import legend_lines
from datetime import date

def row(name, people):
    known = [{"name": f"Person {number}"} for number in range(people)]
    return Row(Client.model_validate({"name": name, "stakeholders": known}), Settings(), date(2026, 3, 2))

def text(lines):
    return " ".join(" ".join(text for text, _ in line) for line in lines)

rows = [row("Acme", 12), row("Bolt", 1), row("City", 0)]
dialog = ColumnsDialog(("client", "people"), True)
told = {
    "table": [client_columns(["people"])[0].title, *(client_cells(one, ["people"], ASCII)[0].text for one in rows)],
    "filter": [one.client.name for one in parse_portfolio_filter("people<2").select(rows)],
    "none": [one.client.name for one in parse_portfolio_filter("people:none").select(rows)],
    "sorted": [one.client.name for one in module.in_order(rows, [("people", True)])],
    "view": view_state_of(View(name="v", sort=(("people", True),), columns=("people", "nope")))[1:],
    "dialog": [cell.text.strip() for cell in dialog.cells("people")],
    "help": PORTFOLIO_FILTER.examples["people"],
    "legend": "how many people we know there" in text(legend_lines(Settings(), ASCII, 80)),
}
print(json.dumps(told), flush=True)
from csm_tui.cli.entry import run

asked = ["portfolio", "--where", "-people:none", "--sort", "people", "--json"]
sys.argv = ["csm-tui", "--demo", "--today", "2026-03-02", *asked]
run()
"""


def test_the_example_column_is_everywhere_from_its_one_entry() -> None:
    (entry,) = blocks("A column")
    command = [sys.executable, "-c", _WITH_THE_COLUMN, entry]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    told, _, answer = done.stdout.partition("\n")
    assert json.loads(told) == {
        "table": ["People", "12", "1", "-"],
        "filter": ["Bolt"],
        "none": ["City"],
        "sorted": ["Acme", "Bolt", "City"],
        "view": [[["people", True]], ["client", "people"]],
        "dialog": ["People", "how many people we know there"],
        "help": "people<2",
        "legend": True,
    }
    assert json.loads(answer), "the shell filters and sorts by it"


@pytest.fixture
def tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScreenSpec:
    """The example screen with its command, in files of their own and declared as the page says."""
    line, screen = blocks("A screen")
    (command,) = blocks("A command")
    spec: ScreenSpec = eval(line, {"ScreenSpec": ScreenSpec})
    for folder in ("commands", "tags"):
        (tmp_path / folder).mkdir()
    (tmp_path / "commands" / "tags.py").write_text(command, encoding="utf-8")
    (tmp_path / "tags" / "__init__.py").touch()
    (tmp_path / "tags" / "tags.py").write_text(screen, encoding="utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path / "commands")])
    monkeypatch.setattr(screens, "__path__", [*screens.__path__, str(tmp_path)])
    monkeypatch.setitem(BY_ID, spec.id, spec)
    monkeypatch.setattr("csm_tui.app_parts.navigation.SCREENS", (*SCREENS, spec))
    return spec


async def test_the_example_screen_shows_its_rows_and_does_its_command(tags: ScreenSpec, tmp_path: Path) -> None:
    path = tmp_path / "workspace.json"
    fill(path, [client("Acme", tags=("emea", "key")), client("Bolt", tags=("emea",)), client("Crane")])
    async with using(path, SMALL) as user:
        await user.app.do_go(tags.id)
        await user.until(lambda: user.app.front.SPEC is tags and user.app.front.ready.is_set())
        lines = user.shown.splitlines()
        assert [line.split() for line in lines if "emea" in line or "key" in line] == [["▌emea", "2"], ["key", "1"]]
        assert "K Without" in lines[-1]
        await user.press("K", "Y")
        assert user.said == ["1 clients have no tag", "Copied the row of emea"]


def test_the_example_setting_is_listed_and_can_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = blocks("A setting")
    scope = {"HoursRule": HoursRule, "Field": Field}
    exec(f"class Rule(HoursRule):\n    {line}", scope)
    rule = scope["Rule"]

    class Extended(Settings):
        hours: rule = Field(default_factory=rule.usual)  # type: ignore[valid-type]

    monkeypatch.setattr(settings_module, "Settings", Extended)
    name = line.partition(":")[0]
    changed = change_setting(Extended(), f"hours.{name}", "30")
    assert {one.key: (one.value, one.default) for one in all_settings(changed)}[f"hours.{name}"] == (30, 45)
    with pytest.raises(ValueError, match="180 or less"):
        change_setting(Extended(), f"hours.{name}", "181")
