"""A DataTable with the rows of a file; `--coloured` gives each cell the colour of its band, s sorts by the next column.

Usage: table.py [--coloured] ROWS.json
"""

import json
import sys
from pathlib import Path
from typing import Any

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable


class TableApp(App[None]):
    BINDINGS = [("s", "sort", "Sort")]

    def __init__(self, data: dict[str, Any], coloured: bool) -> None:
        super().__init__()
        self._data = data
        self._coloured = coloured
        self._column = 0

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        for name in self._data["columns"]:
            table.add_column(name, key=name)
        if self._coloured:
            pairs = zip(self._data["rows"], self._data["colours"], strict=True)
            table.add_rows([Text(str(value), colour) for value, colour in zip(*pair, strict=True)] for pair in pairs)
        else:
            table.add_rows(self._data["rows"])

    def action_sort(self) -> None:
        self._column = self._column % (len(self._data["columns"]) - 1) + 1
        name = self._data["columns"][self._column]
        self.query_one(DataTable).sort(name, key=lambda value: (value is None, 0 if value is None else value))


if __name__ == "__main__":
    TableApp(json.loads(Path(sys.argv[-1]).read_text()), "--coloured" in sys.argv).run()
