"""What docs/contributing.md shows works as it is written there."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csm_tui.domain import records
from csm_tui.domain.records import kinds
from tests.support.kind_contract import CHECKS, Check, Kind, check_declaration

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
    @settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
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
from csm_tui.domain.records.view import View
from csm_tui.planning.portfolio.query import PORTFOLIO_FILTER, parse
from csm_tui.planning.portfolio.rows import Row
from csm_tui.planning.portfolio.view_state import view_state_of
from csm_tui.screens.cells.client_columns import cells, columns
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
    "table": [columns(["people"])[0].title, *(cells(one, ["people"], ASCII)[0].text for one in rows)],
    "filter": [one.client.name for one in parse("people<2").select(rows)],
    "none": [one.client.name for one in parse("people:none").select(rows)],
    "sorted": [one.client.name for one in module.in_order(rows, [("people", True)])],
    "view": view_state_of(View(name="v", sort=(("people", True),), columns=("people", "nope")))[1:],
    "dialog": [cell.text for cell in dialog.cells("people")],
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
