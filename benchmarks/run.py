"""Measures the speed of the portfolio, each figure beside a yardstick, and prints the table.

Usage: python -m benchmarks [--quick] [NAME ...]
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from statistics import median

from benchmarks import workspaces
from benchmarks.terminal import Terminal, isolated
from csm_tui.domain.settings import ScheduleStyle
from csm_tui.planning.schedule.scheduler import schedule

ROUNDS, QUICK_ROUNDS = 7, 3
_YARDSTICKS = Path(__file__).parent / "yardsticks"
_PROGRAM = Path(sys.executable).with_name("csm-tui")
_PLAIN_IMPORTS = "from pydantic import BaseModel; import tinydb, click"
_DOWN, _PAGE_DOWN = "\x1b[B", "\x1b[6~"
_COLUMNS, _COLUMNS_AFTER_HEALTH = 10, 4

Figures = Mapping[str, list[float]]


class Place:
    """A temporary folder with the workspaces in it, each made when it is first needed, and the programs on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = isolated(folder)

    @cached_property
    def many(self) -> Path:
        path = self.folder / "many.json"
        workspaces.keep(workspaces.many_clients(), path)
        return path

    @cached_property
    def many_rows(self) -> Path:
        path = self.folder / "many-rows.json"
        workspaces.keep_rows(workspaces.many_clients(), path)
        return path

    @cached_property
    def banded(self) -> Path:
        path = self.folder / "banded.json"
        workspaces.keep(workspaces.banded_clients(), path)
        return path

    @cached_property
    def banded_rows(self) -> Path:
        path = self.folder / "banded-rows.json"
        workspaces.keep_rows(workspaces.banded_clients(), path)
        return path

    @cached_property
    def lessons(self) -> Path:
        path = self.folder / "lessons.json"
        workspaces.keep(workspaces.lessons(), path)
        return path

    @cached_property
    def few_lessons(self) -> Path:
        path = self.folder / "few-lessons.json"
        workspaces.keep(workspaces.lessons(5, 10), path)
        return path

    def demo_app(self) -> tuple[Terminal, str]:
        """Our app on the demo, and the text that its screen ends with."""
        return Terminal(self.program("--demo"), self.env), "Help"

    def app(self, workspace: Path) -> tuple[Terminal, str]:
        """Our app on a workspace."""
        return Terminal(self.program("--workspace", str(workspace)), self.env), "Help"

    def bare(self) -> tuple[Terminal, str]:
        return Terminal([sys.executable, str(_YARDSTICKS / "bare.py")], self.env), "palette"

    def table(self, rows: Path, *options: str) -> tuple[Terminal, str]:
        return Terminal([sys.executable, str(_YARDSTICKS / "table.py"), *options, str(rows)], self.env), "Sponsorship"

    def program(self, *arguments: str) -> list[str]:
        start = [str(_PROGRAM)] if _PROGRAM.exists() else [sys.executable, "-m", "csm_tui"]
        return [*start, "--today", workspaces.TODAY.isoformat(), *arguments]


# What is measured. Each answers with figures by name; those of a yardstick are taken in turn with ours.


def starts(place: Place, rounds: int) -> Figures:
    """Start to first full screen, and the peak memory there."""
    found: dict[str, list[float]] = defaultdict(list)
    programs: dict[str, Callable[[], tuple[Terminal, str]]] = {
        "bare": place.bare,
        "demo": place.demo_app,
        "many": lambda: place.app(place.many),
        "table": lambda: place.table(place.many_rows),
    }
    _ = place.many, place.many_rows
    for turn in range(rounds + 1):
        for name, program in programs.items():
            terminal, text = program()
            with terminal:
                milliseconds = terminal.start(text)
                if turn:  # the first turn fills caches
                    found[name].append(milliseconds)
                    found[f"{name} memory"].append(terminal.peak_megabytes())
    return found


def _keys(
    programs: Mapping[str, tuple[Terminal, str]], turns: Iterable[tuple[str, str]], before: str = ""
) -> dict[str, list[float]]:
    """Press keys in each program in turn; of each pair the first keys prepare and the second are measured."""
    found: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as stack:
        for terminal, text in programs.values():
            stack.enter_context(terminal)
            terminal.start(text)
            if before:
                terminal.press(before)
        for turn, (prepare, key) in enumerate(turns):
            for name, (terminal, _) in programs.items():
                if prepare:
                    terminal.press(prepare)
                milliseconds, size = terminal.press(key)
                if turn:
                    found[name].append(milliseconds)
                    found[f"{name} bytes"].append(size)
    return found


def cursor(place: Place, rounds: int) -> Figures:
    """One row down, detail pane closed."""
    programs = {"app": place.app(place.many), "table": place.table(place.many_rows)}
    return _keys(programs, [("", _DOWN)] * (2 * rounds + 1))


def detail(place: Place, rounds: int) -> Figures:
    """One row down, detail pane open."""
    return _keys({"app": place.app(place.many)}, [("", _DOWN)] * (2 * rounds + 1), before="v")


def page(place: Place, rounds: int) -> Figures:
    """One page down where every cell has another band than its neighbours."""
    programs = {"app": place.app(place.banded), "table": place.table(place.banded_rows, "--coloured")}
    return _keys(programs, [("", _PAGE_DOWN)] * min(rounds + 1, 10))


def sort(place: Place, rounds: int) -> Figures:
    """Sort 10,000 rows by one column after the other; the name comes after the last of ours."""
    turns = [("h" * _COLUMNS if turn == _COLUMNS_AFTER_HEALTH else "l", "s") for turn in range(rounds + 1)]
    programs = {"app": place.app(place.many), "table": place.table(place.many_rows)}
    return _keys(programs, turns)


def filtering(place: Place, rounds: int) -> Figures:
    """Type into the filter of 10,000 rows."""
    typed = ("acme bank 1" + "\x7f" * 6)[: 2 * rounds + 1]
    return _keys({"app": place.app(place.many)}, [("", key) for key in typed], before="/")


def lessons(place: Place, rounds: int) -> Figures:
    """Open the library of lessons of 10,000 entries, and of 10, for the first time; then type into its filter."""
    found: dict[str, list[float]] = defaultdict(list)
    files = {"many": place.lessons, "few": place.few_lessons}
    for turn in range(rounds + 1):
        for name, file in files.items():
            terminal, text = place.app(file)
            with terminal:
                terminal.start(text)
                opened, _ = terminal.press("0", "entries")
                terminal.press("/")
                typed = [terminal.press(key)[0] for key in "deputy"]
            if turn:  # the first turn fills caches
                found[name].append(opened)
                found[f"{name} keys"] += typed
    found["more"] = [many - few for many, few in zip(found["many"], found["few"], strict=True)]
    return found


def triage(_place: Place, rounds: int) -> Figures:
    """The queue of 10,000 clients, derived for the first time and after the change of one, in time of the processor.
    The garbage collector is held off meanwhile, as it is in the shell and while the app derives it."""
    from csm_tui.planning.portfolio.rows import Portfolio
    from csm_tui.planning.triage.queue import Queue, queue_of

    found: dict[str, list[float]] = defaultdict(list)
    workspace = workspaces.many_clients()
    identities = list(workspace.clients)
    gc.disable()
    for turn in range(rounds + 1):
        begun = time.process_time()
        made = queue_of(workspace, workspaces.TODAY)
        first = time.process_time() - begun
        del made
        portfolio, queue = Portfolio(), Queue()
        portfolio.update(workspace, workspaces.TODAY)
        queue.of(portfolio, workspace)
        client = workspace.clients[identities[turn * 7]]
        changed = workspace.with_records([client.changed(owner=f"Owner {turn}")])
        begun = time.process_time()
        portfolio.update(changed, workspaces.TODAY)
        queue.of(portfolio, changed)
        if turn:
            found["first"].append(first * 1000)
            found["again"].append((time.process_time() - begun) * 1000)
    gc.enable()
    return found


def today(place: Place, rounds: int) -> Figures:
    """Open the list of the day of 10,000 clients; then one row down in it, its pane open."""
    found: dict[str, list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        terminal, text = place.app(place.many)
        with terminal:
            terminal.start(text)
            opened, _ = terminal.press("2", "unplanned")
            moved = [terminal.press(_DOWN)[0] for _ in range(5)]
        if turn:
            found["open"].append(opened)
            found["keys"] += moved
    return found


def what_if(place: Place, rounds: int) -> Figures:
    """Type weights into the what-if of 10,000 clients: when a key is seen, and when what it would change."""
    found: dict[str, list[float]] = defaultdict(list)
    path = place.folder / "tried.json"  # of its own: the next start would offer what was typed
    path.write_bytes(place.many.read_bytes())
    path.chmod(0o600)
    terminal, text = place.app(path)
    with terminal:
        terminal.start(text)
        terminal.press(".", "Take over")
        terminal.press("\x7f")  # 5 and 55 are weights that both can be tried
        for turn in range(2 * rounds + 1):
            seen, shown = terminal.type("\x7f" if turn % 2 else "5")
            if turn:
                found["seen"].append(seen)
                found["shown"].append(shown)
    return found


def saving(place: Place, rounds: int) -> Figures:
    """An edit of one of 10,000 clients, from the change to the disk; and the same bytes written plainly."""
    from csm_tui.session.changes import Change, Edit
    from csm_tui.session.opening import open_workspace

    path = place.folder / "saved.json"
    path.write_bytes(place.many.read_bytes())
    path.chmod(0o600)
    session = open_workspace(path, lambda: workspaces.TODAY, lambda: datetime.now(UTC))
    found: dict[str, list[float]] = defaultdict(list)
    identities = list(session.workspace.clients)
    gc.freeze()
    for turn in range(rounds + 1):
        client = session.workspace.clients[identities[turn * 7]]
        change = Change("edit", (Edit(client, client.changed(owner=f"Owner {turn}")),))
        start = time.perf_counter()
        session.apply(change)
        saved = time.perf_counter() - start
        plain = _plain_write(place.folder / "plain.json", path.read_bytes())
        if turn:  # the first save makes the daily backup
            found["save"].append(saved * 1000)
            found["plain"].append(plain * 1000)
    gc.unfreeze()
    return found


def _plain_write(path: Path, data: bytes) -> float:
    start = time.perf_counter()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    spent = time.perf_counter() - start
    path.unlink()
    return spent


def answering(place: Place, rounds: int) -> Figures:
    """An answer on the command line."""
    found: dict[str, list[float]] = defaultdict(list)
    programs = {
        "imports": [sys.executable, "-c", _PLAIN_IMPORTS],
        "json": place.program("--demo", "triage", "--json"),
    }
    for turn in range(2 * rounds + 1):
        for name, argv in programs.items():
            start = time.perf_counter()
            subprocess.run(argv, env=place.env, check=True, capture_output=True)
            if turn:
                found[name].append((time.perf_counter() - start) * 1000)
    return found


def importing(_place: Place, rounds: int) -> Figures:
    """A workbook of 10,000 clients: read by the library alone, read by us, and taken in as clients; in time of the
    processor."""
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    from csm_tui.domain.workspace import Workspace
    from csm_tui.exchange.portfolio.portfolio_import import import_clients
    from csm_tui.exchange.reading.book import read_book

    data = workspaces.workbook_of_clients()
    programs: dict[str, Callable[[], object]] = {
        "library": lambda: CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(),
        "read": lambda: read_book(data),
        "clients": lambda: import_clients(data, Workspace(), workspaces.TODAY),
    }
    found: dict[str, list[float]] = defaultdict(list)
    gc.disable()
    for turn in range(rounds + 1):
        for name, run in programs.items():
            begun = time.process_time()
            made = run()
            spent = time.process_time() - begun
            del made
            if turn:
                found[name].append(spent * 1000)
    gc.enable()
    return found


def scheduling(_place: Place, rounds: int) -> Figures:
    """The placing of 25 and of 2,000 activities on their days, in either style, in time of the processor."""
    found: dict[str, list[float]] = defaultdict(list)
    cases = [
        (f"{count} {style}", style, workspaces.many_tasks(count)) for count in (25, 2000) for style in ScheduleStyle
    ]
    cases += [(f"{count} packed", ScheduleStyle.LEVEL, workspaces.level_tasks(count)) for count in (25, 2000)]
    for name, style, (tasks, room) in cases:
        for _ in range(rounds):
            begun = time.process_time()
            schedule(tasks, room, style, lambda day: 0 if day % 7 > 4 else 16)
            found[name].append((time.process_time() - begun) * 1000)
    return found


@dataclass(frozen=True)
class Row:
    """One line of the table. `most` bounds our figure, `ratio` our figure / the yardstick's."""

    name: str
    what: str
    measure: Callable[[Place, int], Figures]
    ours: str
    yardstick: str = ""
    unit: str = "ms"
    most: float | None = None
    ratio: float | None = None


TABLE = (
    Row("start-demo", "start, demo / bare app", starts, "demo", "bare", ratio=1.40),
    Row("start-10000", "start, 10,000 clients / bare app", starts, "many", "bare", ratio=2.75),
    Row("start-table", "start, 10,000 clients / DataTable", starts, "many", "table", ratio=1 / 2.5),
    Row("cursor-bytes", "cursor down / DataTable", cursor, "app bytes", "table bytes", "bytes", most=1100),
    Row("cursor-time", "cursor down / DataTable", cursor, "app", "table", most=10),
    Row(
        "page-bytes",
        "page down, each cell a band / DataTable",
        page,
        "app bytes",
        "table bytes",
        "bytes",
        15_000,
        1 / 3,
    ),
    Row("page-time", "page down, each cell a band / DataTable", page, "app", "table"),
    Row("detail-bytes", "cursor down, detail pane open", detail, "app bytes", unit="bytes", most=2200),
    Row("detail-time", "cursor down, detail pane open", detail, "app"),
    Row("sort", "sort by a column, 10,000 / DataTable.sort", sort, "app", "table", most=80, ratio=1 / 2),
    Row("filter", "filter keystroke, 10,000", filtering, "app", most=50),
    Row("lessons-open", "library of 10,000 entries / of 10", lessons, "many", "few"),
    Row("lessons-more", "what it takes more than that of 10", lessons, "more", most=100),
    Row("lessons-key", "key in its filter, 10,000 / 10", lessons, "many keys", "few keys", most=50),
    Row("triage-10000", "queue of 10,000, in time of the processor", triage, "first", most=300),
    Row("triage-again", "the same after the change of one client", triage, "again"),
    Row("today-open", "list of the day of 10,000, to the last byte", today, "open"),
    Row("today-key", "cursor down in it, detail pane open", today, "keys", most=50),
    Row("what-if-key", "key in the what-if of 10,000, until seen", what_if, "seen", most=50),
    Row("what-if", "the same, until what it would change is", what_if, "shown"),
    Row("save", "edit saved, 10,000 / write + fsync", saving, "save", "plain", ratio=6),
    Row("json", "triage --json, demo / plain imports", answering, "json", "imports", ratio=2),
    Row("table-read", "workbook of 10,000 read / its library alone", importing, "read", "library", ratio=1.5),
    Row("table-import", "and taken in as clients / its library", importing, "clients", "library", most=1500),
    Row("schedule-25", "25 activities, as soon as possible", scheduling, "25 asap", most=5),
    Row("schedule-25l", "25 activities, level", scheduling, "25 level", most=5),
    Row("schedule-25p", "25 activities, level, all in time", scheduling, "25 packed", most=5),
    Row("schedule-2000", "2,000 activities, as soon as possible", scheduling, "2000 asap", most=250),
    Row("schedule-2000l", "2,000 activities, level", scheduling, "2000 level", most=250),
    Row("schedule-2000p", "2,000 activities, level, all in time", scheduling, "2000 packed", most=250),
    Row("memory-demo", "peak memory, demo / bare app", starts, "demo memory", "bare memory", "MB", ratio=1.6),
    Row("memory-10000", "peak memory, 10,000 / bare app", starts, "many memory", "bare memory", "MB", most=200),
)


def line(row: Row, figures: Figures) -> tuple[str, bool]:
    """The row as it is printed, and whether it reaches what it should."""
    ours = median(figures[row.ours])
    theirs = median(figures[row.yardstick]) if row.yardstick else None
    ratio = None if theirs is None else ours / theirs
    wanted = [] if row.most is None else [f"<= {row.most:,g} {row.unit}"]
    good = row.most is None or ours <= row.most
    if row.ratio is not None and ratio is not None:
        wanted.append(f"<= {row.ratio:.2f}x")
        good = good and ratio <= row.ratio
    verdict = ("ok" if good else "OVER") if wanted else ""
    shown = [
        f"{row.name:13}",
        f"{row.what:42}",
        f"{_figure(ours, row.unit):>13}",
        f"{'' if theirs is None else _figure(theirs, row.unit):>13}",
        f"{'' if ratio is None else f'{ratio:.2f}x':>7}",
        f"  {', '.join(wanted):26}",
        verdict,
    ]
    return " ".join(shown).rstrip(), good


def _figure(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if unit == "bytes" or value >= 100 else f"{value:,.1f} {unit}"


def main() -> int:
    """Print the rows asked for; 1 if one of them is over."""
    names = [row.name for row in TABLE]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=f"Rows: {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds instead of {ROUNDS}")
    parser.add_argument("names", nargs="*", metavar="NAME", help="rows whose name begins so; all when none is given")
    given = parser.parse_args()
    chosen = [row for row in TABLE if not given.names or row.name.startswith(tuple(given.names))]
    if not chosen:
        parser.error(f"no such row; there are {', '.join(names)}")
    measured: dict[Callable[[Place, int], Figures], Figures] = {}
    all_good = True
    print(f"{'row':13} {'what / yardstick':42} {'measured':>13} {'yardstick':>13} {'ratio':>7}   {'to reach':26}")
    with tempfile.TemporaryDirectory(prefix="csm-tui-benchmarks-") as folder:
        place = Place(Path(folder))
        for row in chosen:
            if row.measure not in measured:
                measured[row.measure] = row.measure(place, QUICK_ROUNDS if given.quick else ROUNDS)
            text, good = line(row, measured[row.measure])
            all_good = all_good and good
            print(text, flush=True)
    return 0 if all_good else 1
